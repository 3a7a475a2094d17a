"""Makes a zip file whose bytes follow from the files in it alone: sorted names, one time for all, the same permissions everywhere.

archive.py OUTPUT EPOCH FOLDER [PATH]... puts the folder's files (or those below the paths in it) into OUTPUT, dated EPOCH.
"""

import pathlib
import sys
import time
import zipfile


def files_below(folder, paths):
    for path in paths:
        start = folder / path
        yield from [start] if start.is_file() else (it for it in start.rglob("*") if it.is_file())


def main():
    output, epoch, folder, *paths = sys.argv[1:]
    folder = pathlib.Path(folder)
    date = time.gmtime(max(int(epoch), 315532800))[:6]  # zip knows no time before 1980
    with zipfile.ZipFile(output, "w") as archive:
        for file in sorted(set(files_below(folder, paths or ["."])), key=lambda it: it.relative_to(folder).as_posix()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, so that the permissions count
            entry.external_attr = (0o100755 if file.suffix in (".sh", "") else 0o100644) << 16
            archive.writestr(entry, file.read_bytes())


if __name__ == "__main__":
    main()
