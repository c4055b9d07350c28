"""Runs conditions over event-time windows as SQL window functions in DuckDB, and says how long each takes.

python duckdb_windows.py PAYMENTS.csv QUERIES.sql FOUND.csv THREADS: each query, after a blank line, gives the subjects for which its
condition holds at some payment. The payments are loaded into memory first, which is not timed. A line "query,subject" of FOUND.csv
is a subject found; a line of output is the seconds that a query took.
"""

import csv
import sys
import time

import duckdb

payments, queries, found, threads = sys.argv[1:]
db = duckdb.connect(config={"threads": int(threads)})
db.execute(f"create table payment as select * from read_csv('{payments}', header=true)")
with open(queries, encoding="utf-8") as f:
    all_queries = f.read().split("\n\n")
with open(found, "w", encoding="utf-8", newline="") as f:
    out = csv.writer(f, lineterminator="\n")
    for number, query in enumerate(all_queries):
        start = time.perf_counter()
        rows = db.execute(query).fetchall()
        print(time.perf_counter() - start)
        out.writerows((number, subject) for (subject,) in rows)
