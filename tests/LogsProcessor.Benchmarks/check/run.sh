#!/usr/bin/env bash
# Measures 'check' beside the first system's pipeline on Node, holds the figures against what is asked for, and keeps them.
set -euo pipefail

folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$folder/../../.." && pwd)
readonly folder root
readonly workshop="$root/artifacts/benchmarks/check"
readonly cli="$workshop/cli/logsprocessor"
rounds=3
node_rounds=1
declare -A rows=([wide]=78000 [narrow]=2000000 [large]=28500000)
keep=on

usage() {
  cat <<'TEXT'
Usage: tests/LogsProcessor.Benchmarks/check/run.sh [OPTION...]

Generates CSV, checks it with the product and with csv-parse, json-schema, csv-stringify and gzip on Node, and writes
results/<processor>.md. Needs gcc, Node and npm; takes some ten minutes and 3 GB under artifacts/. Run it with nothing else running.

  --rounds N       so many turns for the product (default: 3)
  --node-rounds N  so many turns for Node (default: 1)
  --quick          a twentieth of the rows, one turn, no results kept: to see whether it works
  --help           print this
TEXT
}

fail() {
  printf 'run.sh: %s\n' "$*" >&2
  exit 1
}

read_options() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help | -h)
        usage
        exit 0
        ;;
      --quick)
        rounds=1 node_rounds=1 keep=off
        rows=([wide]=4000 [narrow]=100000 [large]=1000000)
        shift
        continue
        ;;
      --rounds | --node-rounds) [[ ${2:-} =~ ^[1-9][0-9]*$ ]] || fail "$1 is '${2:-}': a number from 1 is allowed" ;;
      *) fail "unknown option '$1'; --help lists the options" ;;
    esac
    case $1 in
      --rounds) rounds=$2 ;;
      --node-rounds) node_rounds=$2 ;;
    esac
    shift 2
  done
}

prepare() {
  local name
  for name in gcc node npm dotnet; do
    command -v "$name" >/dev/null || fail "$name is not on the PATH"
  done
  mkdir -p "$workshop/node" "$folder/results"
  gcc -O2 -Wall -Wextra -Werror -o "$workshop/measure" "$folder/../programs/measure.c"
  dotnet publish "$root/src/LogsProcessor.Cli" --configuration Release --runtime linux-x64 --output "$workshop/cli" --verbosity quiet
  cp "$folder"/node/* "$workshop/node/"
  (cd "$workshop/node" && npm ci --no-audit --no-fund --silent)
}

generate() {
  local width
  for width in narrow wide; do
    local options=()
    [[ $width == narrow ]] || options=(--wide)
    "$cli" generate csv --schema "${options[@]}" >"$workshop/$width.json"
    "$cli" generate csv --rows "${rows[$width]}" --invalid 0 "${options[@]}" >"$workshop/$width-valid.csv"
    "$cli" generate csv --rows "${rows[$width]}" --invalid 100 "${options[@]}" >"$workshop/$width-invalid.csv"
  done
}

# measure NAME COMMAND...: the least CPU time, the wall time with it, and the most memory of all turns, into NAME.figures.
measure() {
  local name=$1 turns=$2 turn
  shift 2
  : >"$workshop/$name.turns"
  for ((turn = 0; turn < turns; turn++)); do
    # An invalid file ends with 1: that is a result.
    "$workshop/measure" "$workshop/turn.json" "$@" >/dev/null 2>"$workshop/$name.log" || true
    sed -E 's/.*"exitCode":([0-9]+),"cpuSeconds":([0-9.]+),"wallSeconds":([0-9.]+),"peakKb":([0-9]+).*/\2 \3 \4 \1/' \
      "$workshop/turn.json" >>"$workshop/$name.turns"
    [[ $(tail -1 "$workshop/$name.turns") == *' '[01] ]] || fail "$name did not end well: $(tail -1 "$workshop/$name.log")"
  done
  sort -g "$workshop/$name.turns" | awk 'NR == 1 { cpu = $1; wall = $2 } $3 > peak { peak = $3 }
    END { printf "%.2f %.2f %.0f\n", cpu, wall, peak / 1024 }' >"$workshop/$name.figures"
  printf '%-18s CPU, wall in s, peak in MB: %s\n' "$name" "$(<"$workshop/$name.figures")"
}

ours() {
  local name=$1 width=$2 file=$3 turns=$4
  measure "$name" "$turns" "$cli" check "$file" --schema "$workshop/$width.json" --out "$workshop/$name.csv.gz"
}

theirs() {
  local name=$1 width=$2 file=$3
  measure "$name" "$node_rounds" node "$workshop/node/check.mjs" "$file" "$workshop/$width.json" "$workshop/$name.csv.gz"
}

measure_all() {
  local width kind
  for width in narrow wide; do
    for kind in valid invalid; do
      ours "$width-$kind" "$width" "$workshop/$width-$kind.csv" "$rounds"
    done
    theirs "$width-node" "$width" "$workshop/$width-valid.csv"
    cmp <(gzip -dc "$workshop/$width-valid.csv.gz" | wc -l) <(gzip -dc "$workshop/$width-node.csv.gz" | wc -l) ||
      fail "the two outputs have not the same number of lines"
  done
  "$cli" generate csv --rows "${rows[large]}" --invalid 0 >"$workshop/large.csv"
  ours large-valid narrow "$workshop/large.csv" 1
  printf '%s' "$(($(stat -c %s "$workshop/large.csv") / 1000000))" >"$workshop/large.size"
  rm "$workshop/large.csv" "$workshop/large-valid.csv.gz"
}

cpu() { cut -d ' ' -f 1 "$workshop/$1.figures"; }

peak() { cut -d ' ' -f 3 "$workshop/$1.figures"; }

row() {
  local label=$1 name=$2 size=$3
  read -r cpu wall peak <"$workshop/$name.figures"
  printf '| %s | %s | %s | %s | %s MB |\n' "$label" "$size" "$cpu" "$wall" "$peak"
}

size_of() { printf '%s MB' "$(($(stat -c %s "$1") / 1000000))"; }

report() {
  local processor load width
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)
  read -r load _ </proc/loadavg
  printf '%s, %s cores, %s, load %s at the end; .NET %s, node %s, csv-parse 7.0.3, csv-stringify 6.9.0, json-schema 0.4.0.\n\n' \
    "$processor" "$(nproc)" "$(date -I)" "$load" "$(dotnet --list-runtimes | awk '/NETCore.App 10/ { print $2 }' | tail -1)" "$(node --version)"
  printf '| what | file | CPU-s, least | wall, s | peak memory |\n|--|--:|--:|--:|--:|\n'
  for width in narrow wide; do
    row "**\`check\`**, ${rows[$width]} $width rows, all valid" "$width-valid" "$(size_of "$workshop/$width-valid.csv")"
    row "**\`check\`**, ${rows[$width]} $width rows, all invalid" "$width-invalid" "$(size_of "$workshop/$width-invalid.csv")"
    row "Node pipeline, ${rows[$width]} $width rows, all valid" "$width-node" "$(size_of "$workshop/$width-valid.csv")"
  done
  row "**\`check\`**, ${rows[large]} narrow rows, all valid" large-valid "$(<"$workshop/large.size") MB"
}

# bound WHAT VALUE RELATION LIMIT
bound() {
  local what=$1 value=$2 relation=$3 limit=$4 verdict
  verdict=$(awk -v v="$value" -v l="$limit" -v r="$relation" 'BEGIN { print (r == ">=" ? v >= l : v <= l) ? "yes" : "NO" }')
  printf '| %s | %s | %s %s | %s |\n' "$what" "$value" "$relation" "$limit" "$verdict"
}

quotient() { awk -v a="$(cpu "$1")" -v b="$(cpu "$2")" 'BEGIN { printf "%.2f", a / b }'; }

bounds() {
  printf '\n| asked for | measured | bound | holds |\n|--|--:|--:|--|\n'
  bound 'wide: Node takes so many times the CPU' "$(quotient wide-node wide-valid)" '>=' 8
  bound 'narrow: Node takes so many times the CPU' "$(quotient narrow-node narrow-valid)" '>=' 15
  bound 'wide: all invalid takes so many times all valid' "$(quotient wide-invalid wide-valid)" '<=' 1.5
  bound 'narrow: all invalid takes so many times all valid' "$(quotient narrow-invalid narrow-valid)" '<=' 1.5
  local name
  for name in narrow-valid narrow-invalid wide-valid wide-invalid large-valid; do
    bound "$name: peak memory, MB" "$(peak "$name")" '<=' 96
  done
}

main() {
  read_options "$@"
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  prepare
  generate
  measure_all
  local processor result="$workshop/result.md"
  processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1 | tr '[:upper:] ' '[:lower:]-' | tr -cd 'a-z0-9-')
  { report && bounds; } >"$result"
  cat "$result"
  [[ $keep == off ]] || cp "$result" "$folder/results/${processor:-machine}-$(nproc)-cores.md"
  ! grep -q '| NO |' "$result"
}

main "$@"
