#!/usr/bin/env bash
# Sets the alias that all events go through to the version before, or to another.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/lib/script.sh
source "$here/lib/script.sh"
target=
weight=100

usage() {
  cat <<'TEXT'
Usage: deploy/rollback.sh --stack NAME [--to VERSION] [--weight PERCENT] [--dry-run] [--help]

Sets the alias "live" to the version before the one it is at. Each deployment has published a version: its code and its settings.
The next deployment sets the alias to its own version again.

  --to VERSION       to this version, be it older or newer
  --weight PERCENT   lets only this share of the runs go to it, 1 to 99 (blue/green); 100 (default) for all
  --dry-run          print what would be run
  --help             print this

Needs: aws.
TEXT
}

main() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help | -h) usage; exit 0 ;;
      --dry-run) dry_run=true; shift ;;
      --stack) require_value "$@"; stack=$2; shift 2 ;;
      --to) require_value "$@"; target=$2; shift 2 ;;
      --weight) require_value "$@"; weight=$2; shift 2 ;;
      *) usage_fault "unknown option '$1'" ;;
    esac
  done
  [[ -n $stack ]] || usage_fault "--stack is missing"
  [[ $weight =~ ^([1-9][0-9]?|100)$ ]] || usage_fault "--weight is '$weight': 1 to 100 is allowed"
  require aws

  local function current versions routing='{"AdditionalVersionWeights":{}}'
  load_resources
  function=$(stack_resource Function)
  [[ -n $function ]] || fail "the stack $stack has no function"
  current=$(aws lambda get-alias --function-name "$function" --name live --query FunctionVersion --output text)
  versions=$(aws lambda list-versions-by-function --function-name "$function" --query 'Versions[].Version' --output text |
    tr '\t' '\n' | grep -E '^[0-9]+$' | sort -n)
  if [[ -z $target ]]; then
    target=$(awk -v current="$current" '$1 < current { last = $1 } END { print last }' <<<"$versions")
    [[ -n $target ]] || fail "there is no version before $current"
  fi
  grep -qx "$target" <<<"$versions" || fail "there is no version $target; there are: $(tr '\n' ' ' <<<"$versions")"

  if [[ $weight -eq 100 ]]; then
    step "live: $current -> $target"
  else
    [[ $target != "$current" ]] || fail "version $target is live already: --to names the one that takes a share of its runs"
    step "live: $weight % of $current -> $target"
    routing="{\"AdditionalVersionWeights\":{\"$target\":$(printf '0.%02d' "$weight")}}"
    target=$current
  fi
  change aws lambda update-alias --function-name "$function" --name live --function-version "$target" \
    --routing-config "$routing" --query '[FunctionVersion,RoutingConfig]' --output json
}

main "$@"
