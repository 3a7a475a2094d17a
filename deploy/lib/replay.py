"""Makes S3 events for objects to be shipped again, and takes them out of messages that were given up.

replay.py objects BUCKET REGION [--since T] [--until T] [--limit N]   reads a listing (JSON of list-objects-v2), writes an event a line
replay.py failed      reads messages (JSON of receive-message), writes "receipt handle<TAB>event" a line
replay.py batch       reads up to ten events, one a line, writes the entries of send-message-batch
replay.py receipts [--visible]   reads up to ten receipt handles, writes the entries of delete-message-batch, or of the batch that shows
                                 the messages again at once
"""

import argparse
import contextlib
import datetime
import json
import re
import sys
import urllib.parse

FILE_TIME = re.compile(r"_(\d{8}T\d{4}Z)[^/]*$")
FOLDER_DATE = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/")
UTC = datetime.timezone.utc


def moment(text):
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:%SZ"):
        try:
            return datetime.datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(f"'{text}': a UTC time as in 2026-03-04 or 2026-03-04T05:10 is needed")


def span_of(item):
    """The first and the last moment that an object may be about, by its key, else by when it was written."""
    key = item["Key"]
    with contextlib.suppress(ValueError):  # digits that are no date
        if match := FILE_TIME.search(key):
            time = datetime.datetime.strptime(match.group(1), "%Y%m%dT%H%MZ").replace(tzinfo=UTC)
            return time, time
    with contextlib.suppress(ValueError):
        if match := FOLDER_DATE.search(key):
            day = datetime.datetime(*map(int, match.groups()), tzinfo=UTC)
            return day, day + datetime.timedelta(days=1, microseconds=-1)
    time = datetime.datetime.fromisoformat(item["LastModified"].replace("Z", "+00:00"))
    return time, time


def event(item, bucket, region):
    described = {"key": urllib.parse.quote_plus(item["Key"], safe="/"), "size": item["Size"], "eTag": item["ETag"].strip('"')}
    record = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "awsRegion": region,
        "eventTime": item["LastModified"],
        "eventName": "ObjectCreated:Put",
        "s3": {"s3SchemaVersion": "1.0", "bucket": {"name": bucket, "arn": f"arn:aws:s3:::{bucket}"}, "object": described},
    }
    return json.dumps({"Records": [record]}, separators=(",", ":"))


def objects(options):
    text = sys.stdin.read()
    items = (json.loads(text).get("Contents") if text.strip() else None) or []
    written = 0
    for item in items:
        first, last = span_of(item)
        if not item["Key"].endswith((".log", ".gz")) or item["Size"] == 0:
            continue
        if (options.since and last < options.since) or (options.until and first >= options.until):
            continue
        if written == options.limit:
            break
        written += 1
        print(event(item, options.bucket, options.region))


def failed(_):
    text = sys.stdin.read()
    for message in (json.loads(text).get("Messages") if text.strip() else None) or []:
        body = message["Body"]
        content = json.loads(body) if body.lstrip().startswith("{") else {}
        # Lambda wraps what the function failed on; a dead letter is the event itself.
        if "requestPayload" in content:
            body = json.dumps(content["requestPayload"], separators=(",", ":"))
        print(f"{message['ReceiptHandle']}\t{' '.join(body.splitlines())}")


def batch(_):
    lines = [it for it in sys.stdin.read().splitlines() if it]
    json.dump([{"Id": str(index), "MessageBody": line} for index, line in enumerate(lines)], sys.stdout)


def receipts(options):
    visible = {"VisibilityTimeout": 0} if options.visible else {}
    lines = [it for it in sys.stdin.read().splitlines() if it]
    json.dump([{"Id": str(index), "ReceiptHandle": line, **visible} for index, line in enumerate(lines)], sys.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    verbs = parser.add_subparsers(required=True)
    listing = verbs.add_parser("objects")
    listing.add_argument("bucket")
    listing.add_argument("region")
    listing.add_argument("--since", type=moment)
    listing.add_argument("--until", type=moment)
    listing.add_argument("--limit", type=int, default=-1)
    listing.set_defaults(run=objects)
    verbs.add_parser("failed").set_defaults(run=failed)
    verbs.add_parser("batch").set_defaults(run=batch)
    of_messages = verbs.add_parser("receipts")
    of_messages.add_argument("--visible", action="store_true")
    of_messages.set_defaults(run=receipts)
    options = parser.parse_args()
    options.run(options)


if __name__ == "__main__":
    main()
