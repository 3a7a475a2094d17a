#!/usr/bin/env bash
# Ships objects again, through the stack that shipped them or failed to.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/lib/script.sh
source "$here/lib/script.sh"
prefix=
failed=false
limit=10000
times=()
queue=
function=

usage() {
  cat <<'TEXT'
Usage: deploy/replay.sh --stack NAME --prefix PREFIX [--since TIME] [--until TIME] [options]
       deploy/replay.sh --stack NAME --failed [options]

Sends events of objects to the stack again. Every line keeps its id, so that what was delivered before is stored once.

  --prefix PREFIX   objects of the logs bucket below it that end with .log or .gz and are not empty
  --since TIME      of these, those not before it; by the time or day in their keys, else by when they were written
  --until TIME      and those before it; UTC, as in 2026-03-04 or 2026-03-04T05:10
  --failed          what waits in the failure queue; a message leaves it once its event is sent
  --limit N         at most so many events (default: 10000)
  --dry-run         print the events, send nothing
  --help            print this

Needs: aws, python3.
TEXT
}

# Sends up to ten events.
send() {
  local event entries refused
  if [[ -n $queue ]]; then
    entries=$(printf '%s\n' "$@" | python3 "$here/lib/replay.py" batch)
    refused=$(aws sqs send-message-batch --queue-url "$queue" --entries "$entries" --query 'Failed[].Message' --output text)
    [[ -z $refused || $refused == None ]] || fail "the queue refused events: $refused"
    return
  fi
  for event in "$@"; do
    # As bytes: the CLI's versions do not agree on what a text would mean.
    aws lambda invoke --function-name "$function" --qualifier live --invocation-type Event --payload fileb:///dev/stdin /dev/null \
      <<<"$event" >/dev/null
  done
}

replay_prefix() {
  local bucket events
  load_parameters
  bucket=$(stack_parameter LogsBucketName)
  aws s3api list-objects-v2 --bucket "$bucket" --prefix "$prefix" --output json |
    python3 "$here/lib/replay.py" objects "$bucket" "$(stack_region)" --limit "$limit" "${times[@]}" |
    while mapfile -t -n 10 events && [[ ${#events[@]} -gt 0 ]]; do
      $dry_run || send "${events[@]}"
      printf '%s\n' "${events[@]}"
    done
}

# Sent first, deleted after: an event may be shipped twice, and none is lost.
replay_failed() {
  local failures messages events handles seen=() left=$limit
  failures=$(stack_resource FailureQueue)
  while ((left > 0)); do
    messages=$(aws sqs receive-message --queue-url "$failures" --max-number-of-messages "$((left < 10 ? left : 10))" \
      --wait-time-seconds 1 --output json | python3 "$here/lib/replay.py" failed)
    [[ -n $messages ]] || break
    mapfile -t handles < <(cut -f 1 <<<"$messages")
    mapfile -t events < <(cut -f 2- <<<"$messages")
    if $dry_run; then
      seen+=("${handles[@]}")
    else
      send "${events[@]}"
      aws sqs delete-message-batch --queue-url "$failures" \
        --entries "$(printf '%s\n' "${handles[@]}" | python3 "$here/lib/replay.py" receipts)" >/dev/null
    fi
    printf '%s\n' "${events[@]}"
    left=$((left - ${#events[@]}))
  done
  show_again "$failures" "${seen[@]}"
}

# What was only looked at would stay hidden for minutes, also from the replay that may come next.
show_again() {
  local failures=$1 handles
  shift
  while [[ $# -gt 0 ]]; do
    handles=("${@:1:10}")
    shift "${#handles[@]}"
    aws sqs change-message-visibility-batch --queue-url "$failures" \
      --entries "$(printf '%s\n' "${handles[@]}" | python3 "$here/lib/replay.py" receipts --visible)" >/dev/null
  done
}

main() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help | -h) usage; exit 0 ;;
      --dry-run) dry_run=true; shift ;;
      --failed) failed=true; shift ;;
      --stack) require_value "$@"; stack=$2; shift 2 ;;
      --prefix) require_value "$@"; prefix=$2; shift 2 ;;
      --limit) require_value "$@"; limit=$2; shift 2 ;;
      --since | --until) require_value "$@"; times+=("$1" "$2"); shift 2 ;;
      *) usage_fault "unknown option '$1'" ;;
    esac
  done
  [[ -n $stack ]] || usage_fault "--stack is missing"
  [[ $limit =~ ^[1-9][0-9]*$ ]] || usage_fault "--limit is '$limit': a whole number is needed"
  if $failed; then
    [[ -z $prefix && ${#times[@]} -eq 0 ]] || usage_fault "--failed goes without --prefix, --since and --until"
  else
    [[ -n $prefix ]] || usage_fault "--prefix or --failed is missing"
  fi
  require aws python3

  load_resources
  function=$(stack_resource Function)
  [[ -n $function ]] || fail "the stack $stack has no function"
  queue=$(stack_resource Queue)
  local sent
  sent=$(if $failed; then replay_failed; else replay_prefix; fi)
  [[ -z $sent ]] || printf '%s\n' "$sent"
  step "$(grep -c . <<<"$sent" || true) events $($dry_run && echo 'would be sent' || echo sent)"
}

main "$@"
