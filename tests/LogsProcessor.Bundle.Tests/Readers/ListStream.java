import java.io.BufferedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads an archive from standard input, as a stream: name and length of each member. Java checks the checksums. */
class ListStream {
    public static void main(String[] arguments) throws Exception {
        var zip = new ZipInputStream(new BufferedInputStream(System.in));
        var buffer = new byte[65536];
        for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
            long bytes = 0;
            for (int read; (read = zip.read(buffer)) > 0; bytes += read) {}
            System.out.println(bytes + " " + entry.getName());
        }
    }
}
