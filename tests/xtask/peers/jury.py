"""The jury of a folder by OR-Tools' SimpleMinCostFlow: total affinity, and the seconds of the solver alone."""

import csv
import json
import pathlib
import sys
import time

import numpy as np
from ortools.graph.python import min_cost_flow

folder = pathlib.Path(sys.argv[1])
params = json.loads((folder / "params.json").read_text())
entries, jurors = params["entries"], params["jurors"]
absent = params.get("absent_affinity")


def rows(name):
    path = folder / name
    if not path.exists():
        return []
    with path.open() as file:
        return list(csv.DictReader(file))


listed = rows("affinity.csv")
names = {"entry": {}, "juror": {}}
for row in listed:
    for side, known in names.items():
        known.setdefault(row[side], len(known))
if all(name.isdigit() for known in names.values() for name in known):
    # Numbered from 0: those that no row names exist too.
    names = {"entry": {str(n): n for n in range(entries)}, "juror": {str(n): n for n in range(jurors)}}
digits = max((len(row["affinity"].partition(".")[2]) for row in listed), default=0)
unit = 10**digits
from_, to, cost = [], [], []
conflicts = {(row["entry"], row["juror"]) for row in rows("conflicts.csv")}
value = {}
for row in listed:
    value[names["entry"][row["entry"]], names["juror"][row["juror"]]] = round(float(row["affinity"]) * unit)
if absent is not None:
    value = {(e, j): value.get((e, j), round(absent * unit)) for e in range(entries) for j in range(jurors)}
for entry, juror in conflicts:
    value.pop((names["entry"].get(entry), names["juror"].get(juror)), None)
pairs = np.array(list(value), dtype=np.int32)
gains = np.array(list(value.values()), dtype=np.int64)
del value, listed

reviews = np.full(entries, params["reviews_per_entry"], dtype=np.int64)
for row in rows("entries.csv"):
    if row.get("reviews"):
        reviews[names["entry"][row["entry"]]] = int(row["reviews"])
least, most = params["load_min"], params["load_max"]
sink = entries + jurors
flow = min_cost_flow.SimpleMinCostFlow()
flow.add_arcs_with_capacity_and_unit_cost(pairs[:, 0], pairs[:, 1] + entries, np.ones(len(pairs), np.int64), -gains)
ends = np.arange(entries, sink, dtype=np.int32)
flow.add_arcs_with_capacity_and_unit_cost(
    ends, np.full(jurors, sink, np.int32), np.full(jurors, most - least, np.int64), np.zeros(jurors, np.int64)
)
flow.set_nodes_supplies(np.arange(entries, dtype=np.int32), reviews)
flow.set_nodes_supplies(ends, np.full(jurors, -least, np.int64))
flow.set_node_supply(sink, int(least * jurors - reviews.sum()))
began = time.process_time()
status = flow.solve()
took = time.process_time() - began
if status != flow.OPTIMAL:
    print(json.dumps({"status": "infeasible", "seconds": took}))
    sys.exit(3)
print(json.dumps({"status": "optimal", "total": -flow.optimal_cost() / unit, "seconds": took}))
