/*
 * floor FILE PORT TEXT_BYTES SENT_BYTES
 *
 * The least that any shipper has to do: reads FILE, inflates it with zlib where it is gzip, and writes SENT_BYTES in all to a
 * socket on loopback, spread evenly over the TEXT_BYTES that the file holds. What it writes is of no meaning.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

enum { BUFFER = 256 * 1024 };

static unsigned char input[BUFFER], text[BUFFER];
static double ratio;
static double due;
static int receiver;

static void die(const char *what)
{
    fprintf(stderr, "floor: %s: %s\n", what, errno == 0 ? "not as expected" : strerror(errno));
    exit(1);
}

static void send_for(const unsigned char *bytes, size_t length)
{
    due += (double)length * ratio;
    while (due >= 1) {
        size_t part = due < (double)length ? (size_t)due : length;
        ssize_t written = write(receiver, bytes, part);
        if (written < 0) {
            die("cannot write");
        }

        due -= (double)written;
    }
}

static void send_inflated(z_stream *stream, size_t length)
{
    stream->next_in = input;
    stream->avail_in = (uInt)length;
    do {
        stream->next_out = text;
        stream->avail_out = BUFFER;
        int result = inflate(stream, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) {
            die("cannot inflate");
        }

        send_for(text, BUFFER - stream->avail_out);
        if (result == Z_STREAM_END) {
            inflateReset(stream);
        }
    } while (stream->avail_in > 0 || stream->avail_out == 0);
}

static int connect_to(int port)
{
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((unsigned short)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (descriptor < 0 || connect(descriptor, (struct sockaddr *)&address, sizeof address) < 0) {
        die("cannot connect");
    }

    return descriptor;
}

int main(int count, char **arguments)
{
    if (count != 5) {
        fprintf(stderr, "usage: floor FILE PORT TEXT_BYTES SENT_BYTES\n");
        return 2;
    }

    int file = open(arguments[1], O_RDONLY);
    if (file < 0) {
        die(arguments[1]);
    }

    receiver = connect_to(atoi(arguments[2]));
    ratio = atof(arguments[4]) / atof(arguments[3]);
    z_stream stream = {0};
    int is_gzip = -1;
    ssize_t length;
    while ((length = read(file, input, BUFFER)) > 0) {
        if (is_gzip < 0) {
            is_gzip = length > 2 && input[0] == 0x1F && input[1] == 0x8B;
            if (is_gzip && inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK) {
                die("cannot begin to inflate");
            }
        }

        if (is_gzip) {
            send_inflated(&stream, (size_t)length);
        } else {
            send_for(input, (size_t)length);
        }
    }

    shutdown(receiver, SHUT_WR);
    return read(receiver, input, 1) == 0 ? 0 : 1;
}
