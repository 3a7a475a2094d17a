#!/usr/bin/env bash
# Builds the packages of a release; the same bytes for the same commit, SDK and linker.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/lib/script.sh
source "$here/lib/script.sh"
root=$(cd "$here/.." && pwd)
architecture=x86_64
output="$root/artifacts/packages"
here_is=$(uname -m)
here_is=${here_is/aarch64/arm64}
# Amazon Linux 2023.
readonly here_is c_library_of_lambda=2.34

usage() {
  cat <<'TEXT'
Usage: deploy/build.sh [--architecture x86_64|arm64|any] [--output FOLDER] [--dry-run] [--help]

Builds, from what is checked out:
  LogsProcessor.VERSION.zip          the function, as Lambda takes it
  LogsProcessor.Deploy.VERSION.zip   template, parameters, scripts and the sample of the smoke test
  LogsProcessor.VERSION.cdx.json     the bill of materials (CycloneDX)
  SHA256SUMS                         of all three
VERSION is the one in Directory.Build.props. The same commit gives the same bytes, wherever it is checked out, with the same SDK
and linker.

  --architecture A   x86_64 (default), arm64: native code for that one, which starts five times as fast and takes half the
                     memory; any: IL, which runs on both and needs no linker. It has to be that of the template's parameter
  --output FOLDER    where they go (default: artifacts/packages)
  --dry-run          print what would be run
  --help             print this

Needs: the .NET SDK, python3, git; for native code binutils and gcc or clang, and for the architecture that this machine does not
have clang, lld, and that one's binutils and C library (Debian: clang lld gcc-aarch64-linux-gnu, or gcc-x86-64-linux-gnu).
TEXT
}

version_of_source() {
  sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props"
}

# Without the analyzers, which look at the source in every other build.
publish() {
  local folder=$1
  local arguments=(
    publish "$root/src/LogsProcessor.Functions" --configuration Release --output "$folder" --artifacts-path "$work"
    --nologo --verbosity quiet -p:DebugType=none -p:PathMap="$work=/build%2c$root=/source"
    -p:PublishDocumentationFiles=false -p:RunAnalyzers=false -p:RepositoryCommit="$revision" -p:SourceRevisionId="$revision"
  )
  if [[ $architecture == any ]]; then
    arguments+=(-p:UseAppHost=false)
  else
    arguments+=(--runtime "$rid" -p:CopyOutputSymbolsToPublishDirectory=false)
  fi
  if [[ $architecture != any && $architecture != "$here_is" ]]; then
    arguments+=(-p:CppCompilerAndLinker=clang -p:LinkerFlavor=lld -p:ObjCopyName="$triple-objcopy")
  fi
  change dotnet "${arguments[@]}" || fail "dotnet publish failed; --architecture any needs neither a linker nor a runtime pack"
}

require_linker() {
  if [[ $architecture == "$here_is" ]]; then
    require objcopy readelf
    command -v clang >/dev/null || command -v gcc >/dev/null || fail "neither clang nor gcc is on the PATH; --architecture any needs none"
  elif [[ $architecture != any ]]; then
    require clang ld.lld "$triple-objcopy" readelf
  fi
}

# A program that is linked against a newer C library than Lambda's would fail at its first start there.
refuse_newer_c_library() {
  local needed
  needed=$(readelf --version-info --wide "$1" | grep -o 'GLIBC_[0-9.]*' | cut -d_ -f2 | sort -Vu | tail -n 1)
  [[ $(printf '%s\n' "$needed" "$c_library_of_lambda" | sort -V | tail -n 1) == "$c_library_of_lambda" ]] ||
    fail "linked here, the function needs glibc $needed, and Lambda's dotnet10 has $c_library_of_lambda: build on an older system, such as Debian 12, or with --architecture any"
}

main() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help | -h) usage; exit 0 ;;
      --dry-run) dry_run=true; shift ;;
      --architecture)
        require_value "$@"
        [[ $2 =~ ^(x86_64|arm64|any)$ ]] || usage_fault "--architecture is '$2': x86_64, arm64 or any is allowed"
        architecture=$2
        shift 2
        ;;
      --output) require_value "$@"; output=$2; shift 2 ;;
      *) usage_fault "unknown option '$1'" ;;
    esac
  done
  require dotnet python3 git
  rid=linux-${architecture/x86_64/x64}
  triple=${architecture/arm64/aarch64}-linux-gnu
  require_linker

  local version epoch name
  version=$(version_of_source)
  revision=$(git -C "$root" rev-parse HEAD)
  epoch=$(git -C "$root" log -1 --format=%ct)
  [[ -z $(git -C "$root" status --porcelain) ]] || step "what is checked out has changes that are not committed: they are built in"
  change mkdir -p "$output"
  $dry_run || output=$(cd "$output" && pwd)
  # A folder of its own: one in the output folder might be somebody's.
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  name="LogsProcessor.$version"

  step "$name ($architecture) of $revision"
  publish "$work/function"
  [[ $architecture == any ]] || $dry_run || refuse_newer_c_library "$work/function/bootstrap"
  change python3 "$here/lib/archive.py" "$output/$name.zip" "$epoch" "$work/function"
  change python3 "$here/lib/archive.py" "$output/LogsProcessor.Deploy.$version.zip" "$epoch" "$root" \
    cloudformation.yaml deploy Directory.Build.props
  if $dry_run; then
    return
  fi
  write_materials "$version" "$epoch" >"$output/$name.cdx.json"
  (cd "$output" && sha256sum "$name.zip" "LogsProcessor.Deploy.$version.zip" "$name.cdx.json" | tee SHA256SUMS)
}

write_materials() {
  local project="$root/src/LogsProcessor.Functions" packages
  if [[ $architecture == any ]]; then
    python3 "$here/lib/sbom.py" LogsProcessor "$1" "$2" "$project/packages.lock.json"
  else
    packages=$(dotnet nuget locals global-packages --list)
    python3 "$here/lib/sbom.py" LogsProcessor "$1" "$2" "$project/obj/$rid.lock.json" "$rid" "${packages#*: }"
  fi
}

revision='' work='' rid='' triple=''
main "$@"
