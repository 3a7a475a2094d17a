"""Signs uploads with boto3: a case of JSON on each line of standard input, its answer on each line of standard output."""

import datetime
import functools
import json
import sys

import boto3
import botocore.auth
import botocore.signers
from botocore.config import Config


def client(case):
    return boto3.client(
        "s3",
        region_name=case["region"],
        aws_access_key_id=case["id"],
        aws_secret_access_key=case["secret"],
        aws_session_token=case.get("token"),
        endpoint_url=case.get("endpoint"),
        config=Config(signature_version="s3v4", s3={"addressing_style": case["style"]}),
    )


def sign(case):
    now = datetime.datetime.fromtimestamp(case["now"], datetime.timezone.utc).replace(tzinfo=None)
    botocore.auth.get_current_datetime = lambda *_, **__: now
    botocore.signers.get_current_datetime = lambda *_, **__: now
    s3 = client(case)
    if case["kind"] == "post":
        fields = dict(case["fields"])
        conditions = [["content-length-range", case["size"], case["size"]], {"bucket": case["bucket"]}]
        conditions += [{name: value} for name, value in case["fields"]] + [{"key": case["key"]}]
        # boto3 adds bucket and key itself, behind the caller's conditions: signed is the policy as it is given here.
        return botocore.signers.S3PostPresigner(s3._request_signer).generate_presigned_post(
            request_dict={"url": s3.meta.endpoint_url, "body": {}, "headers": {}, "method": "POST", "context": {}},
            fields={**fields, "key": case["key"]},
            conditions=conditions,
            expires_in=case["expires"],
            region_name=case["region"],
        )["fields"]
    parameters = {"Bucket": case["bucket"], "Key": case["key"], "ContentLength": case["size"]}
    if case.get("sha256"):
        parameters["ChecksumSHA256"] = case["sha256"]
    if case["kind"] == "part":
        operation = "upload_part"
        parameters |= {"UploadId": case["uploadId"], "PartNumber": case["number"]}
    else:
        operation = "put_object"
        parameters |= {"ContentType": case["type"], "IfNoneMatch": "*"}
    return {"url": s3.generate_presigned_url(operation, Params=parameters, ExpiresIn=case["expires"])}


# The policy's text is signed as it is: without the blanks that Python puts into it.
botocore.auth.json.dumps = functools.partial(json.dumps, separators=(",", ":"), ensure_ascii=False)
for line in sys.stdin:
    print(json.dumps(sign(json.loads(line))))
