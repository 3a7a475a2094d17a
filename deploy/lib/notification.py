"""Adds a stack's notification to those that a bucket has, which all stay.

notification.py BUCKET-CONFIGURATION ARN PREFIX STACK reads the bucket's configuration (JSON), and writes what to put; nothing if it is
there. Stacks may share a bucket: only entries that bear this stack's name are replaced.
"""

import json
import sys

SUFFIXES = [".log", ".gz"]


def wanted(arn, prefix, stack):
    target = "LambdaFunctionArn" if ":lambda:" in arn else "QueueArn"
    return [
        {
            "Id": f"{stack}{suffix}",
            target: arn,
            "Events": ["s3:ObjectCreated:*"],
            "Filter": {"Key": {"FilterRules": [{"Name": "prefix", "Value": prefix}, {"Name": "suffix", "Value": suffix}]}},
        }
        for suffix in SUFFIXES
    ]


def essence(entry):
    """What an entry does, whatever its name and however S3 spells it."""
    rules = entry.get("Filter", {}).get("Key", {}).get("FilterRules", [])
    return (
        entry.get("QueueArn") or entry.get("LambdaFunctionArn"),
        sorted(entry["Events"]),
        sorted((it["Name"].lower(), it["Value"]) for it in rules),
    )


def main():
    text, arn, prefix, stack = sys.argv[1:]
    configuration = json.loads(text) if text.strip() else {}
    configuration.pop("ResponseMetadata", None)
    kinds = ["QueueConfigurations", "LambdaFunctionConfigurations"]
    there = [essence(it) for kind in kinds for it in configuration.get(kind, [])]
    missing = [it for it in wanted(arn, prefix, stack) if essence(it) not in there]
    if not missing:
        return
    names = {it["Id"] for it in missing}
    for kind in kinds:
        # Of the same name: this stack's, from when it had another trigger or prefix.
        configuration[kind] = [it for it in configuration.get(kind, []) if it.get("Id") not in names]
    configuration[kinds["LambdaFunctionArn" in missing[0]]].extend(missing)
    json.dump({kind: it for kind, it in configuration.items() if it or isinstance(it, dict)}, sys.stdout)


if __name__ == "__main__":
    main()
