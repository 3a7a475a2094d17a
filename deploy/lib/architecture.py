"""Tells a package whose program is for another architecture than the function will have: Lambda notices that only when it starts it.

architecture.py PACKAGE PARAMETERS compares with the template's parameter "Architecture". IL, which has no program in it, fits both.
"""

import json
import sys
import zipfile

PROGRAM = "bootstrap"
MACHINES = {0x3E: "x86_64", 0xB7: "arm64"}  # e_machine of ELF


def architecture_of(package):
    if not zipfile.is_zipfile(package):
        return None
    with zipfile.ZipFile(package) as archive:
        if PROGRAM not in archive.namelist():
            return None
        with archive.open(PROGRAM) as program:
            head = program.read(20)
    return MACHINES.get(int.from_bytes(head[18:20], "little"))


def main():
    package, path = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        parameters = {it["ParameterKey"]: it["ParameterValue"] for it in json.load(file)}
    wanted = parameters.get("Architecture")
    found = architecture_of(package)
    if wanted and found and found != wanted:
        sys.exit(f"{package} is for {found}, and Architecture is {wanted}: deploy/build.sh --architecture {wanted} makes the other")


if __name__ == "__main__":
    main()
