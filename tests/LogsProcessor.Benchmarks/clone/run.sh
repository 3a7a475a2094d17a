#!/usr/bin/env bash
# Measures "logsprocessor clone" beside "aws s3 sync" and rclone, against an S3 stand-in on this machine, and planning of a million keys.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
readonly root
readonly stand_in="$root/tests/LogsProcessor.Benchmarks/bin/Release/net10.0/LogsProcessor.Benchmarks.dll"
readonly workshop="$root/artifacts/clone"
readonly cli="$workshop/program/logsprocessor"
readonly objects=7500 prefixes=195 bytes=10240
readonly planned_objects=1000000 planned_prefixes=200000
readonly mib=1024

usage() {
  cat <<'TEXT'
Usage: tests/LogsProcessor.Benchmarks/clone/run.sh [--rounds N] [--help]

Copies 7,500 objects of 10 KB in 195 prefixes at 0 and at 20 ms a request, N rounds (default 3), the programs taking turns, each into an
empty bucket of a new stand-in; then compares 1,000,000 keys in 200,000 prefixes with an empty bucket (--dry-run).
Prints for each run its seconds, its processor seconds and its peak memory. Needs the .NET SDK, the AWS CLI and GNU time; rclone takes part
if it is installed.
TEXT
}

fail() {
  printf 'clone/run.sh: %s\n' "$*" >&2
  exit 1
}

build() {
  dotnet publish "$root/src/LogsProcessor.Cli" --configuration Release --runtime linux-x64 --output "$workshop/program" --verbosity quiet
  dotnet build --configuration Release --verbosity quiet -m:1 "$root/tests/LogsProcessor.Benchmarks" >/dev/null
}

# Starts a stand-in; its address goes into the variables that programs look for it in.
start_stand_in() {
  coproc STAND_IN { exec dotnet "$stand_in" s3-stand-in "$@"; }
  stand_in_pid=$!
  local endpoint
  read -r endpoint <&"${STAND_IN[0]}" || fail "the stand-in did not start"
  export AWS_ENDPOINT_URL_S3=${endpoint%/} RCLONE_CONFIG_S3_ENDPOINT=${endpoint%/}
}

stop_stand_in() {
  # It takes a gentle signal for a request to stop serving, and holds nothing that would be worth it.
  kill -KILL "$stand_in_pid"
  wait "$stand_in_pid" 2>/dev/null || true
}

# Runs a program against a new stand-in: name, delay, number of objects, number of prefixes, command.
measure() {
  local name=$1 delay=$2
  start_stand_in "$delay" "$3" "$4" "$bytes"
  shift 4
  /usr/bin/time --format '%e %U %S %M' --output "$work/time" "$@" >"$work/output" 2>&1 || {
    cat "$work/output" >&2
    stop_stand_in
    fail "$name failed"
  }
  stop_stand_in
  local seconds user system peak
  read -r seconds user system peak <"$work/time"
  awk -v name="$name" -v delay="$delay" -v s="$seconds" -v cpu="$user" -v sys="$system" -v peak="$peak" -v mib="$mib" \
    'BEGIN { printf "%-18s %3d ms  %7.2f s  %6.2f s processor  %4d MiB\n", name, delay, s, cpu + sys, peak / mib }'
}

main() {
  local rounds=3
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help | -h)
        usage
        exit 0
        ;;
      --rounds)
        [[ ${2:-} =~ ^[1-9][0-9]?$ ]] || fail "--rounds needs a number from 1 to 99"
        rounds=$2
        shift 2
        ;;
      *) fail "unknown option '$1'; --help lists the options" ;;
    esac
  done

  command -v aws >/dev/null || fail "aws is not installed: pip install awscli"
  [[ -x /usr/bin/time ]] || fail "GNU time is not installed: apt-get install time"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export RCLONE_CONFIG_S3_TYPE=s3 RCLONE_CONFIG_S3_PROVIDER=Other RCLONE_CONFIG_S3_ENV_AUTH=true RCLONE_CONFIG_S3_LIST_VERSION=2 RCLONE_CONFIG=/dev/null
  # rclone 1.60 ends at once with it.
  unset AWS_CA_BUNDLE
  build
  printf 'load before the first run: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"

  local round delay
  for delay in 0 20; do
    for ((round = 1; round <= rounds; round++)); do
      measure clone "$delay" "$objects" "$prefixes" "$cli" clone s3://source/ s3://target/
      measure 'aws s3 sync' "$delay" "$objects" "$prefixes" aws s3 sync s3://source/ s3://target/ --only-show-errors
      if command -v rclone >/dev/null; then
        measure rclone "$delay" "$objects" "$prefixes" rclone copy s3:source s3:target --transfers 32 --checkers 32 \
          --fast-list --size-only --s3-no-check-bucket
      fi
    done
  done
  measure 'plan of 1,000,000' 0 "$planned_objects" "$planned_prefixes" "$cli" clone --dry-run s3://source/ s3://target/
  printf 'load after the last run: %s\n' "$(cut -d' ' -f1-3 /proc/loadavg)"
}

main "$@"
