#!/usr/bin/env bash
# Deploys a package as a stack, and proves that it ships.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=deploy/lib/script.sh
source "$here/lib/script.sh"
root=$(cd "$here/.." && pwd)
# Of its own for each call: one that an interrupted call left behind must be neither in the way nor taken for this one's.
change_set="logs-processor-$(date -u +%s)-$$"
environment=
parameters=
code_bucket=
package=
code_key=
template="$root/cloudformation.yaml"
preview=false
attach_only=false
smoke_test=true
smoke_test_only=false
smoke_timeout=180
release=
live_before=
parameter_options=()
work=

usage() {
  cat <<'TEXT'
Usage: deploy/deploy.sh --environment ci|staging|production|--parameters FILE --stack NAME --code-bucket BUCKET [options]

Uploads the package, shows what would change, creates or updates the stack, waits for it, makes sure that the logs bucket notifies
it, and ships one small log object through it: done when the run's summary says "completed".

  --environment E           takes the parameters from deploy/parameters/E.json
  --parameters FILE         takes them from another file instead
  --stack NAME              the stack, and the function's name: one for each API and environment
  --code-bucket BUCKET      where the package goes; it has to exist
  --package FILE            the package (default: artifacts/packages/LogsProcessor.VERSION.zip, as deploy/build.sh leaves it)
  --code-key KEY            its key there (default: by its content, so that an unchanged one is not uploaded again)
  --variable NAME=VALUE     fills in #{NAME} in the parameters; once for each that they name
  --parameter NAME=VALUE    another value for a parameter of the template
  --template FILE           another template than cloudformation.yaml
  --preview                 only show what would change
  --no-smoke-test           without the log object
  --smoke-timeout SECONDS   longest wait for its summary (default: 180)
  --smoke-test              nothing but the smoke test, of a stack that is there
  --attach                  nothing but the bucket's notification, to a stack that is there
  --dry-run                 print what would be run; ask AWS nothing
  --help                    print this

Example:
  deploy/build.sh
  deploy/deploy.sh --environment ci --stack orders-logs-ci --code-bucket my-packages --variable LogHost=logstash.ci.example.net \
    --variable LogPort=5044 --variable Application=orders --variable Component=balancer --variable LogsBucket=orders-logs-ci \
    --variable Connections.Limit=8 --variable Connections.WaitMilliseconds=10000 --variable AlarmTopic=

Credentials and region are the AWS CLI's; AWS_ENDPOINT_URL leads it to an emulator. Needs: aws, python3.
TEXT
}

read_options() {
  while [[ $# -gt 0 ]]; do
    case $1 in
      --help | -h) usage; exit 0 ;;
      --dry-run) dry_run=true; shift ;;
      --preview) preview=true; shift ;;
      --attach) attach_only=true; shift ;;
      --smoke-test) smoke_test_only=true; shift ;;
      --no-smoke-test) smoke_test=false; shift ;;
      --environment) require_value "$@"; environment=$2; shift 2 ;;
      --parameters) require_value "$@"; parameters=$2; shift 2 ;;
      --stack) require_value "$@"; stack=$2; shift 2 ;;
      --code-bucket) require_value "$@"; code_bucket=$2; shift 2 ;;
      --code-key) require_value "$@"; code_key=$2; shift 2 ;;
      --package) require_value "$@"; package=$2; shift 2 ;;
      --template) require_value "$@"; template=$2; shift 2 ;;
      --smoke-timeout) require_value "$@"; smoke_timeout=$2; shift 2 ;;
      --variable | --parameter) require_value "$@"; parameter_options+=("$1" "$2"); shift 2 ;;
      *) usage_fault "unknown option '$1'" ;;
    esac
  done
  [[ -n $stack ]] || usage_fault "--stack is missing"
  [[ $smoke_timeout =~ ^[1-9][0-9]*$ ]] || usage_fault "--smoke-timeout is '$smoke_timeout': whole seconds are needed"
  $attach_only || $smoke_test_only || require_deployment_options
}

require_deployment_options() {
  [[ -n $code_bucket ]] || usage_fault "--code-bucket is missing"
  if [[ -z $parameters ]]; then
    parameters="$here/parameters/$environment.json"
    [[ -f $parameters ]] || usage_fault "--environment is '$environment': deploy/parameters has $(cd "$here/parameters" && echo ./*.json)"
  fi
  [[ -f $parameters ]] || fail "there is no file of parameters $parameters"
  [[ -f $template ]] || fail "there is no template $template"
  release=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
  package=${package:-$root/artifacts/packages/LogsProcessor.$release.zip}
  [[ -f $package ]] || fail "there is no package $package: deploy/build.sh makes it, --package names another"
  local digest
  digest=$(sha256sum "$package")
  code_key=${code_key:-logs-processor/$release/${digest:0:16}.zip}
}

# The file of parameters for CloudFormation. The deployment's id follows from them and the template: the same publish no new version.
write_parameters() {
  local file=$1 id
  parameter_options+=(--parameter "CodeBucket=$code_bucket" --parameter "CodeKey=$code_key" --parameter "ReleaseVersion=$release")
  python3 "$here/lib/parameters.py" "$parameters" "${parameter_options[@]}" \
    --parameter DeploymentId=none >"$file" || fail "the parameters are not complete"
  id=$(cat "$file" "$template" | sha256sum)
  python3 "$here/lib/parameters.py" "$parameters" "${parameter_options[@]}" \
    --parameter "DeploymentId=${id:0:16}" >"$file"
}

upload_package() {
  step "package: s3://$code_bucket/$code_key"
  if ! $dry_run && aws s3api head-object --bucket "$code_bucket" --key "$code_key" >/dev/null 2>&1; then
    return
  fi
  change aws s3 cp --only-show-errors "$package" "s3://$code_bucket/$code_key"
}

# CREATE or UPDATE. A stack that only has a change set so far is still to be created.
change_set_type() {
  local status
  if ! status=$(aws cloudformation describe-stacks --stack-name "$stack" --query 'Stacks[0].StackStatus' --output text 2>"$work/fault"); then
    grep -q 'does not exist' "$work/fault" || fail "the stack $stack cannot be read: $(tail -n 1 "$work/fault")"
    status=none
  fi
  case $status in
    none | REVIEW_IN_PROGRESS) echo CREATE ;;
    *_IN_PROGRESS) fail "the stack $stack is $status: wait until it is done" ;;
    ROLLBACK_COMPLETE) fail "the stack $stack was never created: delete it, then deploy again" ;;
    *) echo UPDATE ;;
  esac
}

# Makes the change set, shows it, and sets "changes" to whether anything would change. Not by its exit code: a function that is asked
# for that runs on after a command that failed.
prepare_changes() {
  local kind=$1 parameters=$2 described status reason
  aws cloudformation create-change-set --stack-name "$stack" --change-set-name "$change_set" --change-set-type "$kind" \
    --template-body "file://$template" --parameters "file://$parameters" --capabilities CAPABILITY_IAM \
    --tags Key=application,Value=LogsProcessor Key=release,Value="$release" >/dev/null
  aws cloudformation wait change-set-create-complete --stack-name "$stack" --change-set-name "$change_set" 2>/dev/null || true
  described=$(aws cloudformation describe-change-set --stack-name "$stack" --change-set-name "$change_set" \
    --query '[Status,StatusReason]' --output text)
  read -r status reason <<<"$described"
  if [[ $status == FAILED ]]; then
    aws cloudformation delete-change-set --stack-name "$stack" --change-set-name "$change_set"
    [[ $reason == *"didn't contain changes"* || $reason == *"No updates"* ]] || fail "the change set failed: $reason"
    changes=false
    return
  fi
  [[ $status == CREATE_COMPLETE ]] || fail "the change set $change_set is $status"
  changes=true
  aws cloudformation describe-change-set --stack-name "$stack" --change-set-name "$change_set" --output table \
    --query 'Changes[].ResourceChange.{Action:Action,Resource:LogicalResourceId,Type:ResourceType,Replacement:Replacement}'
}

deploy_stack() {
  local parameters=$1 kind changes
  if $dry_run; then
    change aws cloudformation create-change-set --stack-name "$stack" --template-body "file://$template" --parameters "file://$parameters"
    change aws cloudformation execute-change-set --stack-name "$stack" --change-set-name "$change_set"
    return
  fi
  kind=$(change_set_type)
  step "stack: $stack, $kind"
  prepare_changes "$kind" "$parameters"
  if ! $changes; then
    step "nothing changes"
    return
  fi
  if $preview; then
    aws cloudformation delete-change-set --stack-name "$stack" --change-set-name "$change_set"
    # The change set had made a stack, with nothing in it.
    [[ $kind == UPDATE ]] || aws cloudformation delete-stack --stack-name "$stack"
    return
  fi
  aws cloudformation execute-change-set --stack-name "$stack" --change-set-name "$change_set"
  aws cloudformation wait "stack-${kind,,}-complete" --stack-name "$stack" || explain_failure
}

explain_failure() {
  aws cloudformation describe-stack-events --stack-name "$stack" --output table --query \
    "StackEvents[?contains(ResourceStatus,'FAILED')].{Resource:LogicalResourceId,Reason:ResourceStatusReason}" >&2
  fail "the stack $stack could not be deployed; CloudFormation has taken it back"
}

# CloudFormation sets the alias when the version changes: not back from where rollback.sh has set it, nor does it take a weight away.
settle_alias() {
  local function version live
  function=$(stack_resource Function)
  version=$(stack_resource Version)
  version=${version##*:}
  if [[ -z $function || -z $version ]]; then
    return
  fi
  if ! live=$(aws lambda get-alias --function-name "$function" --name live --output text \
    --query 'to_string([FunctionVersion,RoutingConfig.AdditionalVersionWeights])'); then
    step "the alias cannot be read: it stays where it is"
    return
  fi
  if [[ $live != "[\"$version\",null]" && $live != "[\"$version\",{}]" ]]; then
    step "live: $version, which was $live"
    aws lambda update-alias --function-name "$function" --name live --function-version "$version" \
      --routing-config '{"AdditionalVersionWeights":{}}' >/dev/null
  fi
}

# The ARN that the bucket is to notify: the queue's, or the alias's.
notified_arn() {
  if [[ $(stack_parameter Trigger) == Direct ]]; then
    aws lambda get-alias --function-name "$(stack_resource Function)" --name live --query AliasArn --output text
  else
    aws sqs get-queue-attributes --queue-url "$(stack_resource Queue)" --attribute-names QueueArn \
      --query Attributes.QueueArn --output text
  fi
}

# CloudFormation can do this only for a bucket of its own.
attach_bucket() {
  local bucket arn there configuration
  if $dry_run; then
    step "would add the notification to those of the logs bucket, unless it is there"
    return
  fi
  bucket=$(stack_parameter LogsBucketName)
  if [[ -z $bucket ]]; then
    step "no notification: the template has no parameter LogsBucketName"
    return
  fi
  step "notification of s3://$bucket"
  arn=$(notified_arn)
  there=$(aws s3api get-bucket-notification-configuration --bucket "$bucket" --output json)
  configuration=$(python3 "$here/lib/notification.py" "$there" "$arn" "$(stack_parameter LogsPrefix)AWSLogs/" "$stack")
  if [[ -n $configuration ]]; then
    aws s3api put-bucket-notification-configuration --bucket "$bucket" --notification-configuration "$configuration"
  fi
}

# A key of its own, so that the summary can be told from all others.
run_smoke_test() {
  local bucket key group format since outcome end=$((SECONDS + smoke_timeout))
  # The version before the present one may be one that failed, too.
  local way_back="deploy/rollback.sh --stack $stack${live_before:+ --to $live_before} goes back"
  if $dry_run; then
    step "would put a log object into the logs bucket and wait $smoke_timeout s for its summary"
    return
  fi
  bucket=$(stack_parameter LogsBucketName)
  group=$(stack_resource LogGroup)
  [[ -n $bucket && -n $group ]] || fail "the stack $stack has no logs bucket or no log group to test: --no-smoke-test leaves the test out"
  key="$(stack_parameter LogsPrefix)AWSLogs/000000000000/elasticloadbalancing/smoke-test/$(date -u +%Y/%m/%d)/smoke-test-$(date -u +%s)-$$.log"
  since=$(($(date -u +%s) * 1000 - 60000))
  step "smoke test: s3://$bucket/$key"
  # Of the format that the function was told to expect, or each line would be malformed.
  format=$(stack_parameter Format)
  [[ -n $format && $format != auto ]] || format=clb
  # Of this minute: old lines would look like a delivery that lags.
  sed -E "s/[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}:[0-9]{2}:/$(date -u +%Y-%m-%dT%H:%M):/g" "$here/smoke-test-$format.log" >"$work/smoke-test.log"
  aws s3 cp --only-show-errors "$work/smoke-test.log" "s3://$bucket/$key"
  while ((SECONDS < end)); do
    outcome=$(aws logs filter-log-events --log-group-name "$group" --start-time "$since" --filter-pattern '"smoke-test"' \
      --output json | python3 "$here/lib/summaries.py" of "$key")
    if [[ -n $outcome ]]; then
      aws s3 rm --only-show-errors "s3://$bucket/$key"
      [[ $outcome == completed ]] || fail "the smoke test's run $outcome: deploy/logs.sh --stack $stack --failures says why; $way_back"
      step "shipped: $outcome"
      return
    fi
    sleep 2
  done
  fail "no summary of $key within $smoke_timeout s: deploy/logs.sh --stack $stack shows what ran; $way_back"
}

main() {
  read_options "$@"
  require aws python3
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  if ! $attach_only && ! $smoke_test_only; then
    write_parameters "$work/parameters.json"
    python3 "$here/lib/architecture.py" "$package" "$work/parameters.json" || fail "the package does not fit"
    $preview || upload_package
    $dry_run || live_before=$(live_version "$stack")
    deploy_stack "$work/parameters.json"
    $preview && return
  fi
  if ! $dry_run; then
    load_parameters
    load_resources
  fi
  $dry_run || $attach_only || $smoke_test_only || settle_alias
  $smoke_test_only || attach_bucket
  if $smoke_test_only || { $smoke_test && ! $attach_only; }; then
    run_smoke_test
  fi
}

main "$@"
