"""Scores labelled pairs of names with nomenklatura's logic-v2, and says how long a comparison takes.

python logic_v2.py PAIRS.csv SCORES.csv: the columns schema, name1 and name2 are read; a row of SCORES.csv is the score of a
row of PAIRS.csv, in order. The first pass loads the tables and is not timed. Two ways are timed: entities made anew for each
pair, as a caller does who has names, and entities made before, as a caller does who keeps them.
"""

import csv
import itertools
import sys
import time

from followthemoney import model
from followthemoney.proxy import EntityProxy
from nomenklatura.matching import LogicV2


NUMBERS = itertools.count()


def entity(schema: str, name: str) -> EntityProxy:
    """Makes an entity with an id of its own: entities of one id are one to the caches of the library."""
    proxy = model.make_entity(schema)
    proxy.id = f"e{next(NUMBERS)}"
    proxy.add("name", name)
    return proxy


def main() -> None:
    pairs_file, scores_file = sys.argv[1:3]
    with open(pairs_file, newline="", encoding="utf-8") as f:
        pairs = [(r["schema"], r["name1"], r["name2"]) for r in csv.DictReader(f)]
    config = LogicV2.default_config()
    scores = [LogicV2.compare(entity(s, a), entity(s, b), config).score for s, a, b in pairs]
    with open(scores_file, "w", newline="", encoding="utf-8") as f:
        csv.writer(f).writerows([f"{score:.6f}"] for score in scores)

    start = time.perf_counter()
    for s, a, b in pairs:
        LogicV2.compare(entity(s, a), entity(s, b), config)
    anew = time.perf_counter() - start
    made = [(entity(s, a), entity(s, b)) for s, a, b in pairs]
    for a, b in made:
        LogicV2.compare(a, b, config)
    start = time.perf_counter()
    for a, b in made:
        LogicV2.compare(a, b, config)
    kept = time.perf_counter() - start
    print(f"{anew / len(pairs):.9f} {kept / len(pairs):.9f}")


main()
