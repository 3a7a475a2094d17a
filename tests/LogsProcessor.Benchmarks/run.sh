#!/usr/bin/env bash
# Measures the product beside its floor and its peers, keeps the results, and makes the README's tables from them.
set -euo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$folder/../.." && pwd)
readonly folder root
readonly workshop="$root/artifacts/benchmarks"
results="$folder/results"
parts=macro,function,micro
rounds=3
lines=300000
big_object_bytes=1073741824
machine=
publish=on
peers=on
syslog_ng=on
readme=on

usage() {
  cat <<'TEXT'
Usage: tests/LogsProcessor.Benchmarks/run.sh [OPTION...]

Publishes the product into artifacts/benchmarks, measures it there, writes tests/LogsProcessor.Benchmarks/results/<machine>.json
and the README's tables. Run it with nothing else running.

What is missing is installed: gcc, zlib and Node from Debian (as root or with sudo), generic-pool from npm. syslog-ng is downloaded
from Debian, but only unpacked under artifacts/: installing it would remove rsyslog, which the tests need.

  --part PART[,PART]     macro     whole processes: CPU, memory and lines per second, beside the floor and the peers
                         function  the Lambda function: memory on small, large and very large objects, what a warm one costs, and its start
                         micro     each stage alone, with BenchmarkDotNet
                         (default: all three; the others keep what was measured before on this machine)
  --rounds N             so many turns for each contestant (default: 3)
  --lines N              lines of the usual input (default: 300000); the others are multiples of it
  --quick                one round of 30,000 lines and a big object of 100 MB; results and README stay: to see whether it works
  --machine NAME         the results file's name (default: made from the processor's)
  --published            measure what an earlier run has published
  --without-peers        measure only the product and the floor
  --without-syslog-ng    leave syslog-ng out
  --help                 print this
TEXT
}

step() { printf '\n== %s\n' "$*"; }

fail() {
  printf 'run.sh: %s\n' "$*" >&2
  exit 1
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

read_options() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help | -h)
        usage
        exit 0
        ;;
      --quick)
        rounds=1 lines=30000 big_object_bytes=100000000 readme=off results="$workshop/quick"
        shift
        continue
        ;;
      --published)
        publish=off
        shift
        continue
        ;;
      --without-peers)
        peers=off
        shift
        continue
        ;;
      --without-syslog-ng)
        syslog_ng=off
        shift
        continue
        ;;
      --part | --rounds | --lines | --machine) [[ $# -ge 2 ]] || fail "$1 needs a value" ;;
      *) fail "unknown option '$1'; --help lists the options" ;;
    esac
    case $1 in
      --part) parts=$2 ;;
      --rounds) rounds=$2 ;;
      --lines) lines=$2 ;;
      --machine) machine=$2 ;;
    esac
    shift 2
  done
  [[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "--rounds is '$rounds': a number from 1 is allowed"
  [[ $lines =~ ^[1-9][0-9]{2,}$ ]] || fail "--lines is '$lines': a number from 100 is allowed"
}

install_apt_packages() {
  local missing=()
  command -v gcc >/dev/null || missing+=(gcc libc6-dev)
  [[ -f /usr/include/zlib.h ]] || missing+=(zlib1g-dev)
  [[ $peers == off ]] || command -v node >/dev/null || missing+=(nodejs)
  [[ $peers == off ]] || command -v npm >/dev/null || missing+=(npm)
  if [[ ${#missing[@]} -gt 0 ]]; then
    step "apt-get install ${missing[*]}"
    as_root apt-get update --quiet --quiet
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
  fi
}

build_programs() {
  local name
  mkdir -p "$workshop/programs"
  for name in measure sink floor; do
    gcc -O2 -Wall -Wextra -Werror -o "$workshop/programs/$name" "$folder/programs/$name.c" -lz
  done
}

install_node_pipeline() {
  mkdir -p "$workshop/node"
  cp "$folder"/node/* "$workshop/node/"
  if [[ ! -d $workshop/node/node_modules/generic-pool ]]; then
    step "npm ci"
    (cd "$workshop/node" && npm ci --no-audit --no-fund)
  fi
}

unpack_syslog_ng() {
  local target="$workshop/syslog-ng" packages="$workshop/packages" package
  if [[ ! -f $target/version ]]; then
    step "syslog-ng: download and unpack"
    mkdir -p "$target" "$packages/partial"
    as_root apt-get update --quiet --quiet
    as_root apt-get install --download-only --yes --quiet --no-install-recommends \
      -o "Dir::Cache::archives=$packages" syslog-ng-core
    for package in "$packages"/*.deb; do
      dpkg -x "$package" "$target"
    done
    dpkg-deb --field "$packages"/syslog-ng-core_*.deb Version >"$target/version"
  fi
  cp "$folder/syslog-ng/classic.conf" "$target/"
}

publish_product() {
  publish LogsProcessor.Cli cli
  publish LogsProcessor.Cli cli-il -p:PublishAot=false --self-contained false
  publish LogsProcessor.Functions function-native
  publish LogsProcessor.Functions function-jit -p:PublishAot=false --self-contained false
  publish LogsProcessor.Functions function-r2r -p:PublishAot=false --self-contained false -p:PublishReadyToRun=true
  publish LogsProcessor.Functions function-trimmed -p:PublishAot=false --self-contained true -p:PublishReadyToRun=true -p:PublishTrimmed=true
}

publish() {
  local project=$1 target=$2
  shift 2
  rm -rf "${workshop:?}/$target"
  dotnet publish "$root/src/$project" --configuration Release --runtime linux-x64 --output "$workshop/$target" --verbosity quiet "$@"
}

main() {
  read_options "$@"
  local load
  read -r load _ </proc/loadavg
  command -v dotnet >/dev/null || fail "dotnet is not on the PATH: install the .NET 10 SDK"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  mkdir -p "$workshop" "$results"
  install_apt_packages
  step "build"
  build_programs
  if [[ $peers == on ]]; then
    install_node_pipeline
  fi
  if [[ $peers == on && $syslog_ng == on ]]; then
    unpack_syslog_ng
  elif [[ $syslog_ng == off ]]; then
    rm -rf "$workshop/syslog-ng"
  fi
  if [[ $publish == on ]]; then
    publish_product
  fi
  dotnet build "$folder" --configuration Release --verbosity quiet
  step "measure"
  BENCHMARK_WORKSHOP="$workshop" BENCHMARK_RESULTS="$results" BENCHMARK_MACHINE="$machine" BENCHMARK_PARTS="$parts" \
    BENCHMARK_ROUNDS="$rounds" BENCHMARK_LINES="$lines" BENCHMARK_BIG_OBJECT_BYTES="$big_object_bytes" BENCHMARK_PEERS="$peers" \
    BENCHMARK_LOAD="$load" \
    dotnet "$folder/bin/Release/net10.0/LogsProcessor.Benchmarks.dll"
  if [[ $readme == on ]]; then
    step "README"
    LOGSPROCESSOR_WRITE_README=1 dotnet test "$root/tests/LogsProcessor.Core.Tests" --configuration Release \
      --filter FullyQualifiedName~ReadmeBenchmarkTests --verbosity quiet
  fi
}

main "$@"
