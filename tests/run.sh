#!/usr/bin/env bash
# Installs what the tests need on Debian or Ubuntu, builds everything in Release and runs every test.
set -euo pipefail

readonly moto_version=5.2.1
readonly cfn_lint_version=1.51.0
readonly aws_cli_version=1.45.11
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root
readonly results="$root/artifacts/test-results" native="$root/artifacts/native" packages="$root/artifacts/tested-packages"

usage() {
  cat <<'TEXT'
Usage: tests/run.sh [--filter EXPRESSION] [--help]

Builds the solution in Release, with warnings as errors, and runs the tests of all projects, the end-to-end tests included.
Needs the .NET SDK that global.json names; whatever else is missing is installed: apt packages (as root or with sudo), and
moto, cfn-lint and the AWS CLI in a virtual environment under artifacts/.

  --filter EXPRESSION   run only the tests that "dotnet test --filter" selects, such as FullyQualifiedName~Rooms
  --help                print this

The last line is "N passed, N failed, N skipped". Exit code: 0 if at least one test ran and none failed, else not 0.
TEXT
}

# A heading before each step, so that a log says where the time went and what broke.
step() { printf '\n== %s\n' "$*"; }

fail() {
  printf 'tests/run.sh: %s\n' "$*" >&2
  exit 1
}

# Runs a command and shows what it printed only if it fails.
quietly() {
  local output
  if ! output=$("$@" 2>&1); then
    printf '%s\n' "$output" >&2
    fail "failed: $*"
  fi
}

as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "cannot run '$*': it needs root or sudo"
  fi
}

require_dotnet() {
  command -v dotnet >/dev/null ||
    fail "dotnet is not on the PATH: install the .NET 10 SDK, https://dotnet.microsoft.com/download/dotnet/10.0"
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "no .NET SDK here fits global.json (installed: $(cd / && dotnet --list-sdks | tr '\n' ' ')): install the .NET 10 SDK"
}

install_apt_packages() {
  local missing=()
  [[ -x /usr/sbin/rsyslogd ]] || missing+=(rsyslog)
  command -v openssl >/dev/null || missing+=(openssl)
  command -v curl >/dev/null || missing+=(curl)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v shellcheck >/dev/null || missing+=(shellcheck)
  command -v python3 >/dev/null || missing+=(python3)
  command -v unzip >/dev/null || missing+=(unzip)
  command -v gcc >/dev/null || command -v clang >/dev/null || missing+=(gcc libc6-dev)
  command -v readelf >/dev/null || missing+=(binutils)
  command -v 7z >/dev/null || missing+=(p7zip-full)
  command -v bsdtar >/dev/null || missing+=(libarchive-tools)
  command -v javac >/dev/null || missing+=(default-jdk-headless)
  [[ -n $(find_moto) && -n $(type -P cfn-lint) && -n $(type -P aws) ]] || python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv python3-pip)
  if [[ ${#missing[@]} -gt 0 ]]; then
    command -v apt-get >/dev/null || fail "missing: ${missing[*]}, and there is no apt-get to install them with"
    step "apt-get install ${missing[*]}"
    quietly as_root apt-get update
    quietly as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${missing[@]}"
  fi
}

# Where a version manager is behind the Python programs on the PATH, as pyenv is, each call runs dozens of processes before the program
# itself, and the tests of the deployment call the AWS CLI hundreds of times: the programs behind it come first.
pass_over_python_shims() {
  local folder
  folder=$(python3 -c 'import sysconfig; print(sysconfig.get_path("scripts"))')
  if [[ -x $folder/python3 ]]; then
    export PATH="$folder:$PATH"
  fi
}

# The folder of a moto_server of the right version, if there is one.
find_moto() {
  local candidate folder version
  for candidate in "$root/artifacts/moto/bin/moto_server" "$(command -v moto_server || true)"; do
    [[ -x $candidate ]] || continue
    folder=$(dirname "$candidate")
    version=$(PATH="$folder:$PATH" python3 -c 'import importlib.metadata as m; print(m.version("moto"))' 2>/dev/null) || continue
    if [[ $version == "$moto_version" ]]; then
      printf '%s\n' "$folder"
      return
    fi
  done
}

install_moto() {
  local folder
  folder=$(find_moto)
  if [[ -z $folder ]]; then
    step "pip install moto[server]==$moto_version"
    folder="$root/artifacts/moto/bin"
    quietly python3 -m venv "$root/artifacts/moto"
    quietly "$folder/pip" install --quiet --disable-pip-version-check "moto[server]==$moto_version"
  fi
  export PATH="$folder:$PATH"
}

# Programs that the tests of the deployment use.
install_deployment_tools() {
  local missing=()
  export PATH="$PATH:$root/artifacts/deployment-tools/bin"
  [[ -n $(type -P cfn-lint) ]] || missing+=("cfn-lint==$cfn_lint_version")
  [[ -n $(type -P aws) ]] || missing+=("awscli==$aws_cli_version")
  if [[ ${#missing[@]} -gt 0 ]]; then
    step "pip install ${missing[*]}"
    # Apart from moto, whose libraries would have to be of the same versions.
    quietly python3 -m venv "$root/artifacts/deployment-tools"
    quietly "$root/artifacts/deployment-tools/bin/pip" install --quiet --disable-pip-version-check "${missing[@]}"
  fi
}

# The programs as they are shipped, native code for this machine: the function out of its package, and the command-line program. The
# end-to-end tests run these, and the tests of the deployment deploy the package.
build_native() {
  local platform packing is_built=yes
  platform=$(uname -m)
  rm -rf "$native" "$packages"
  # Side by side: a compiler alone leaves a core idle for half of its time. The analyzers have had their say in the build.
  deploy/build.sh --architecture "${platform/aarch64/arm64}" --output "$packages" &
  packing=$!
  platform=${platform/x86_64/x64}
  dotnet publish src/LogsProcessor.Cli --configuration Release --runtime "linux-${platform/aarch64/arm64}" --output "$native" \
    --verbosity quiet -warnaserror -p:RunAnalyzers=false || is_built=no
  wait "$packing" || is_built=no
  [[ $is_built == yes ]] || fail "the native programs could not be built; the output above says why"
  unzip -qo "$(find "$packages" -name 'LogsProcessor.[0-9]*.zip')" -d "$native"
  export LOGSPROCESSOR_NATIVE=$native LOGSPROCESSOR_PACKAGES=$packages
}

# Adds up the counters of all result files: "passed failed skipped". A test that was skipped was not executed.
count_results() {
  find "$results" -name '*.trx' -exec grep -ho '<Counters [^>]*' {} + | awk '
    function counter(name) {
      return match($0, " " name "=\"[0-9]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) : 0
    }
    {
      passed += counter("passed")
      failed += counter("executed") - counter("passed")
      skipped += counter("total") - counter("executed")
    }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

main() {
  local filter=()
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help | -h)
        usage
        exit 0
        ;;
      --filter)
        [[ $# -ge 2 ]] || fail "--filter needs an expression"
        filter=(--filter "$2")
        shift 2
        ;;
      *) fail "unknown option '$1'; --help lists the options" ;;
    esac
  done

  cd "$root"
  require_dotnet
  install_apt_packages
  pass_over_python_shims
  install_moto
  install_deployment_tools
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

  step "scripts"
  git ls-files -z --cached --others --exclude-standard -- '*.sh' .ci/run | xargs -0 shellcheck
  step "format"
  quietly dotnet tool restore
  dotnet csharpier check .
  step "build"
  dotnet build LogsProcessor.sln --configuration Release --verbosity quiet -warnaserror
  step "packages and native programs"
  build_native
  step "test"
  rm -rf "$results"
  local status=0 passed failed skipped
  dotnet test LogsProcessor.sln --configuration Release --no-build -m:2 \
    --logger 'console;verbosity=minimal' --logger trx --results-directory "$results" "${filter[@]}" || status=$?
  read -r passed failed skipped < <(count_results)
  if [[ $status -ne 0 && $failed -eq 0 ]]; then
    printf 'dotnet test ended with code %d although no test failed: its output is above\n' "$status" >&2
  fi
  printf '\n%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [[ $status -eq 0 && $failed -eq 0 && $passed -gt 0 ]]
}

main "$@"
