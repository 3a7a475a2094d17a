"""Makes the parameters of a stack out of a file of this folder: fills in variables, lets options override, names every gap at once.

parameters.py FILE [--variable NAME=VALUE]... [--parameter NAME=VALUE]... writes JSON as CloudFormation takes it.
"""

import argparse
import json
import re
import sys

VARIABLE = re.compile(r"#\{([^}]+)\}")


def pair(text):
    name, separator, value = text.partition("=")
    if not separator or not name:
        raise argparse.ArgumentTypeError(f"'{text}': NAME=VALUE is needed")
    return name, value


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file")
    parser.add_argument("--variable", type=pair, action="append", default=[])
    parser.add_argument("--parameter", type=pair, action="append", default=[])
    options = parser.parse_args()
    variables = dict(options.variable)
    overrides = dict(options.parameter)

    with open(options.file, encoding="utf-8") as file:
        parameters = {it["ParameterKey"]: it["ParameterValue"] for it in json.load(file)}
    unknown = sorted(overrides.keys() - parameters.keys())
    used = {name for value in parameters.values() for name in VARIABLE.findall(value)}
    unused = sorted(variables.keys() - used)
    parameters.update((name, value) for name, value in overrides.items() if name in parameters)

    missing = set()

    def fill(match):
        name = match.group(1)
        if name not in variables:
            missing.add(name)
        return variables.get(name, "")

    filled = {name: VARIABLE.sub(fill, value) for name, value in parameters.items()}
    faults = []
    if missing:
        faults.append(f"{options.file} needs --variable for: {', '.join(sorted(missing))}")
    if unknown:
        faults.append(f"the template has no parameter named: {', '.join(unknown)}")
    if unused:
        faults.append(f"{options.file} uses no variable named: {', '.join(unused)}")
    if faults:
        sys.exit("\n".join(faults))
    json.dump([{"ParameterKey": name, "ParameterValue": value} for name, value in filled.items()], sys.stdout, indent=2)


if __name__ == "__main__":
    main()
