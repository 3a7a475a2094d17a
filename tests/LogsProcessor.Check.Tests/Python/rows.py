"""Reads CSV files with Python's csv module; prints each file's rows as a line of JSON: [[line, [field, ...]], ...]."""

import csv
import json
import sys

csv.field_size_limit(1 << 30)
for path in sys.argv[1:]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        rows = []
        line = 1
        for row in reader:
            rows.append([line, row])
            line = reader.line_num + 1
        print(json.dumps(rows))
