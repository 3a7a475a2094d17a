#!/usr/bin/env bash
# What the scripts in this folder share: how they speak, run, and find what a stack holds. Sourced, not run.

shopt -s inherit_errexit
# Version 2 of the AWS CLI would wait in a pager for a key.
export AWS_PAGER=
script=${0##*/}
dry_run=false
stack=
stack_parameters=
stack_resources=

fail() {
  printf '%s: %s\n' "$script" "$*" >&2
  exit 1
}

usage_fault() {
  printf '%s: %s; --help lists the options\n' "$script" "$*" >&2
  exit 2
}

# A heading before each step, so that a log says what broke.
step() { printf '== %s\n' "$*" >&2; }

# Runs a command that changes something; with --dry-run, prints it instead.
change() {
  if $dry_run; then
    printf 'would run:' >&2
    printf ' %q' "$@" >&2
    printf '\n' >&2
  else
    "$@"
  fi
}

require() {
  local program
  for program in "$@"; do
    type -P "$program" >/dev/null || fail "$program is not on the PATH"
  done
}

# Version 1 of the AWS CLI does not heed the variable for SQS.
aws() {
  if [[ $1 == sqs && -n ${AWS_ENDPOINT_URL:-} ]]; then
    command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"
  else
    command aws "$@"
  fi
}

# The value of an option: require_value OPTION "$@", with the option itself first in "$@".
require_value() {
  [[ $# -ge 2 && -n $2 ]] || usage_fault "$1 needs a value"
}

# Asks once for the parameters that the stack was deployed with.
load_parameters() {
  stack_parameters=$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query "Stacks[0].[[['AWS::StackId',StackId]],Parameters[].[ParameterKey,ParameterValue]][]") ||
    fail "the stack $stack cannot be read"
}

# Asks once what the stack's resources are named by.
load_resources() {
  stack_resources=$(aws cloudformation list-stack-resources --stack-name "$stack" --output text \
    --query "StackResourceSummaries[?ResourceStatus!='DELETE_COMPLETE'].[LogicalResourceId,PhysicalResourceId]") ||
    fail "the stack $stack cannot be read"
}

# The second column of the row that begins with a name; nothing if there is none. AWS writes None for what has no value.
value_of() { awk -F '\t' -v name="$1" '$1 == name && $2 != "None" { print $2 }'; }

# The physical id of a loaded resource; nothing if it has none of that name.
stack_resource() { value_of "$1" <<<"$stack_resources"; }

# The value of a loaded parameter.
stack_parameter() { value_of "$1" <<<"$stack_parameters"; }

# The region that the stack is in, by its loaded id: arn:aws:cloudformation:REGION:…
stack_region() { stack_parameter AWS::StackId | cut -d : -f 4; }

# The version that a function's alias is at; nothing if there is none.
live_version() {
  aws lambda get-alias --function-name "$1" --name live --query FunctionVersion --output text 2>/dev/null || true
}
