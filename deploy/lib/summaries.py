"""Shows run summaries as a table, the newest last.

summaries.py table|failures LIMIT   reads filter-log-events' JSON
summaries.py of KEY                 reads the same; writes the outcome of the newest run that shipped KEY, if there is one
"""

import datetime
import json
import sys

FAILURES = ("reading", "parsing", "sending", "sockets", "finishing")


def summaries(text):
    for event in (json.loads(text).get("events") if text.strip() else None) or []:
        try:
            summary = json.loads(event["message"])
        except json.JSONDecodeError:
            continue  # the handful of lines around a summary
        if isinstance(summary, dict) and "outcome" in summary and "lines" in summary:
            yield event["timestamp"], summary


def name_of(summary):
    objects = summary["objects"]["list"]
    more = summary["objects"]["total"] - 1
    return "" if not objects else objects[0]["key"].rpartition("/")[2] + (f" and {more} more" if more > 0 else "")


def row(timestamp, summary):
    lines = summary["lines"]
    lag = (summary.get("deliveryLagMs") or {}).get("max")
    return [
        datetime.datetime.fromtimestamp(timestamp / 1000, datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S"),
        summary["outcome"],
        *(str(lines[it]) for it in ("encountered", "sent", "malformed", "resent")),
        str(summary.get("LinesUndelivered", "")),
        "" if lag is None else f"{lag / 1000:.0f}",
        f"{summary['durationMs'] / 1000:.1f}",
        name_of(summary),
    ]


def table(found):
    head = ["time (UTC)", "outcome", "lines", "sent", "malformed", "resent", "undelivered", "lag s", "took s", "object"]
    rows = [head] + [row(*it) for it in found]
    widths = [max(len(it[column]) for it in rows) for column in range(len(head))]
    for cells in rows:
        left = {0, 1, len(head) - 1}
        padded = (it.ljust(widths[n]) if n in left else it.rjust(widths[n]) for n, it in enumerate(cells))
        print("  ".join(padded).rstrip())


def failures(found):
    for timestamp, summary in found:
        kinds = [(it, summary["failures"][it]) for it in FAILURES if summary["failures"][it]["total"]]
        if not kinds:
            continue
        cells = row(timestamp, summary)
        print(f"{cells[0]}  {cells[1]}  {cells[-1]}")
        for kind, failure in kinds:
            print(f"  {kind}: {failure['total']}")
            for last in failure["lastFew"]:
                place = f" (line {last['line']}, byte {last.get('offset', '?')})" if "line" in last else ""
                print(f"    {last['message']}{place}")


def main():
    verb, argument = sys.argv[1:]
    found = sorted(summaries(sys.stdin.read()), key=lambda it: it[0])
    if verb == "of":
        outcomes = [it["outcome"] for _, it in found if any(listed["key"] == argument for listed in it["objects"]["list"])]
        print(outcomes[-1] if outcomes else "")
        return
    if verb == "failures":
        found = [it for it in found if any(it[1]["failures"][kind]["total"] for kind in FAILURES)]
    shown = found[-int(argument) :]
    (failures if verb == "failures" else table)(shown)


if __name__ == "__main__":
    main()
