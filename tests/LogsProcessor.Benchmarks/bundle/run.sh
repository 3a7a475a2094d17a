#!/usr/bin/env bash
# Measures `bundle` on the loopback address beside a pipeline of the first system's manner and beside zip, and has archives read by others.
set -euo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$folder/../../.." && pwd)
readonly folder root
readonly workshop="$root/artifacts/bundle"
readonly program="$workshop/program/logsprocessor"
rounds=3
parts=small,many,big

usage() {
  cat <<'TEXT'
Usage: tests/LogsProcessor.Benchmarks/bundle/run.sh [OPTION...]

Needs Node, npm and zip; for --part big also unzip, 7z, bsdtar, python3 and java. Everything happens below artifacts/bundle.

  --part PART[,PART]   small   5,000 objects at 0 and 20 ms a request, beside Node (one object at a time) and zip -6
                       many    100,000 objects: the peak of memory
                       big     70,000 objects, a text and a gzip of 4.6 GB each: read by every reader, on a read-only file system
  --rounds N           so many times each of small (default: 3)

One line for each run: what, seconds, CPU-seconds, peak memory in KB.
TEXT
}

while [[ $# -gt 0 ]]; do
  case $1 in
    --part) parts=$2; shift 2 ;;
    --rounds) rounds=$2; shift 2 ;;
    --help) usage; exit ;;
    *) printf "'%s' is not an option (see --help)\n" "$1" >&2; exit 2 ;;
  esac
done

export AWS_ACCESS_KEY_ID=example AWS_SECRET_ACCESS_KEY=example AWS_REGION=us-east-1
servers=()
stop_servers() {
  local server
  for server in "${servers[@]}"; do
    kill "$server" 2>/dev/null || true
  done
}
trap stop_servers EXIT

measure() {
  local what=$1
  shift
  /usr/bin/time -f "$what: %e s, %U + %S CPU-s, %M KB" "$@" > "$workshop/last.out"
}

# serve PORT FOLDER OPTION...: a stand-in, until the script ends
serve() {
  node "$folder/standin.mjs" "$@" > /dev/null &
  servers+=("$!")
  until curl --silent --output /dev/null "http://127.0.0.1:$1/stats"; do sleep 0.1; done
}

bundle() { # bundle WHAT PORT
  rm -f "$workshop"/data*/uploaded/day.zip*
  measure "$1" "$program" bundle s3://logs/day/ s3://archive/day.zip --endpoint-url "http://127.0.0.1:$2"
}

node_pipeline() { # node_pipeline WHAT PORT
  rm -f "$workshop"/data*/uploaded/day.zip*
  measure "$1" node "$workshop/node/one-at-a-time.mjs" "http://127.0.0.1:$2" day.zip
}

prepare() {
  mkdir -p "$workshop/data/samples" "$workshop/data-many/samples" "$workshop/node"
  dotnet publish "$root/src/LogsProcessor.Cli" --configuration Release --runtime linux-x64 --output "$workshop/program" --verbosity quiet
  for seed in $(seq 10 29); do
    "$program" generate --format alb --lines $((20 + seed * 2)) --seed "$seed" > "$workshop/data/samples/$seed.log"
    "$program" generate --format alb --lines $((seed / 5)) --seed "$seed" > "$workshop/data-many/samples/$seed.log"
  done
}

measure_small() {
  cp "$folder/one-at-a-time.mjs" "$workshop/node/"
  (cd "$workshop/node" && npm install --prefix . --silent --no-save @aws-sdk/client-s3 @aws-sdk/lib-storage archiver > /dev/null)
  mkdir -p "$workshop/files"
  for index in $(seq 0 4999); do
    sample=$((10 + index % 20))
    cp "$workshop/data/samples/$sample.log" "$workshop/files/$index-$sample.log"
  done
  serve 9201 "$workshop/data" --objects 5000
  serve 9202 "$workshop/data" --objects 5000 --delay 20
  for _ in $(seq "$rounds"); do
    bundle 'bundle, 0 ms' 9201
    stat --format='  %s bytes' "$workshop/data/uploaded/day.zip"
    node_pipeline 'Node, 0 ms' 9201
    rm -f "$workshop/zip.zip"
    (cd "$workshop/files" && measure 'zip -6, from and to files' zip -q -6 -r "$workshop/zip.zip" .)
    stat --format='  %s bytes' "$workshop/zip.zip"
    bundle 'bundle, 20 ms' 9202
    node_pipeline 'Node, 20 ms' 9202
  done
}

measure_many() {
  serve 9203 "$workshop/data-many" --objects 100000
  bundle 'bundle, 100,000 objects' 9203
}

# The whole root read-only, /tmp included; the stand-in outside writes what arrives.
read_only() {
  unshare --mount sh -c 'mount --make-rprivate / && mount -o remount,bind,ro / && ! touch /tmp/writable 2>/dev/null && exec "$@"' read-only "$@"
}

measure_big() {
  mkdir -p "$workshop/data-big"
  cp -r "$workshop/data-many/samples" "$workshop/data-big/"
  serve 9204 "$workshop/data-big" --objects 70000 --big 4600000000
  rm -f "$workshop"/data-big/uploaded/day.zip*
  read_only "$program" \
    bundle s3://logs/day/ s3://archive/day.zip --endpoint-url http://127.0.0.1:9204 > "$workshop/last.out"
  local archive="$workshop/data-big/uploaded/day.zip"
  ls -l "$archive"
  unzip -tq "$archive"
  7z t "$archive" | tail -n 8
  bsdtar -tf "$archive" | wc -l
  bsdtar -xOf - < "$archive" | wc -c
  python3 -m zipfile -t "$archive"
  java "$root/tests/LogsProcessor.Bundle.Tests/Readers/ListStream.java" < "$archive" | awk '{ bytes += $1 } END { printf "%d members, %d bytes\n", NR, bytes }'
  "$program" bundle verify s3://archive/day.zip --endpoint-url http://127.0.0.1:9204 > /dev/null
}

prepare
for part in ${parts//,/ }; do
  "measure_$part"
done
