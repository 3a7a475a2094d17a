#!/usr/bin/env bash
# Shows the last runs of a stack.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/lib/script.sh
source "$here/lib/script.sh"
since=24h
limit=20
view=table

usage() {
  cat <<'TEXT'
Usage: deploy/logs.sh --stack NAME [--since 24h] [--limit N] [--failures] [--dry-run] [--help]

Shows the summaries of the last runs as a table.

  --since AGE   how far back: 90m, 24h, 7d (default: 24h)
  --limit N     at most so many, the newest (default: 20)
  --failures    instead of the table: the runs that had failures, and the last of each kind
  --dry-run     print what would be run
  --help        print this

Needs: aws, python3.
TEXT
}

seconds_of() {
  [[ $1 =~ ^([1-9][0-9]*)([mhd])$ ]] || usage_fault "--since is '$1': 90m, 24h or 7d is allowed"
  case ${BASH_REMATCH[2]} in
    m) echo $((BASH_REMATCH[1] * 60)) ;;
    h) echo $((BASH_REMATCH[1] * 3600)) ;;
    d) echo $((BASH_REMATCH[1] * 86400)) ;;
  esac
}

main() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help | -h) usage; exit 0 ;;
      --dry-run) dry_run=true; shift ;;
      --failures) view=failures; shift ;;
      --stack) require_value "$@"; stack=$2; shift 2 ;;
      --since) require_value "$@"; since=$2; shift 2 ;;
      --limit) require_value "$@"; limit=$2; shift 2 ;;
      *) usage_fault "unknown option '$1'" ;;
    esac
  done
  [[ -n $stack ]] || usage_fault "--stack is missing"
  [[ $limit =~ ^[1-9][0-9]*$ ]] || usage_fault "--limit is '$limit': a whole number is needed"
  local age group
  age=$(seconds_of "$since")
  require aws python3

  load_resources
  group=$(stack_resource LogGroup)
  [[ -n $group ]] || fail "the stack $stack has no log group"
  local command=(
    aws logs filter-log-events --log-group-name "$group" --start-time "$((($(date -u +%s) - age) * 1000))"
    --filter-pattern '"encountered"' --output json
  )
  if $dry_run; then
    change "${command[@]}"
  else
    "${command[@]}" | python3 "$here/lib/summaries.py" "$view" "$limit"
  fi
}

main "$@"
