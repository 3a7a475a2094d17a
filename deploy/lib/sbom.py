"""Makes the bill of materials of the package: CycloneDX JSON, out of the function's lock file, which fixes every version and hash.

sbom.py NAME VERSION EPOCH LOCKFILE [RID PACKAGES] writes it to standard output; the same for the same input. With RID, the runtime
that is linked into a native program is among the materials; PACKAGES is the folder of NuGet's packages, which has its hash.
"""

import base64
import datetime
import json
import pathlib
import sys
import uuid


# Takes part in the build, and is not shipped.
BUILD_TOOLS = {"Microsoft.NET.ILLink.Tasks"}
COMPILER = "Microsoft.DotNet.ILCompiler"


def component(name, entry):
    purl = f"pkg:nuget/{name}@{entry['resolved']}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": entry["resolved"],
        "scope": "excluded" if name in BUILD_TOOLS or name.endswith(COMPILER) else "required",
        "purl": purl,
        "hashes": [{"alg": "SHA-512", "content": base64.b64decode(entry["contentHash"]).hex()}],
    }


def native_runtime(rid, packages, version):
    name = f"Microsoft.NETCore.App.Runtime.NativeAOT.{rid}"
    folder = pathlib.Path(packages) / name.lower() / version
    return name, {"resolved": version, "contentHash": next(folder.glob("*.nupkg.sha512")).read_text().strip(), "type": "Direct"}


def main():
    name, version, epoch, path, *native = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        frameworks = json.load(file)["dependencies"]
    entries = {key: it for framework in frameworks.values() for key, it in framework.items() if it["type"] != "Project"}
    if native:
        runtime, entry = native_runtime(*native, entries[COMPILER]["resolved"])
        entries[runtime] = entry
    projects = {key: it for framework in frameworks.values() for key, it in framework.items() if it["type"] == "Project"}
    components = [component(key, entries[key]) for key in sorted(entries, key=str.lower)]
    references = {it["name"].lower(): it["bom-ref"] for it in components}

    def depends_on(names):
        return sorted({references[it.lower()] for it in names if it.lower() in references})

    root = f"pkg:generic/{name}@{version}"
    direct = [key for key, it in entries.items() if it["type"] == "Direct"]
    direct += [key for it in projects.values() for key in it.get("dependencies", {})]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([root, components]))}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "bom-ref": root, "name": name, "version": version},
        },
        "components": components,
        "dependencies": [{"ref": root, "dependsOn": depends_on(direct)}]
        + [
            {"ref": references[key.lower()], "dependsOn": depends_on(entries[key].get("dependencies", {}))}
            for key in sorted(entries, key=str.lower)
        ],
    }
    json.dump(document, sys.stdout, indent=2)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
