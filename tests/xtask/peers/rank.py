"""The restricted deviance of given components on a sheet of scores, by SciPy's sparse factor (PyPI: scipy, numpy).

    rank.py scores.csv ITEM JUDGE RESIDUAL

Prints the deviance, up to a constant, and the residual variance that is likeliest beside these ratios. Whoever
found better components has a smaller deviance.
"""
import csv
import sys

import numpy as np
import scipy.sparse as sp
import scipy.sparse.linalg as sl

with open(sys.argv[1], encoding="utf-8-sig") as file:
    rows = list(csv.DictReader(file))
item, judge, residual = map(float, sys.argv[2:5])
items, judges = {}, {}
of_item = np.array([items.setdefault(row["item"], len(items)) for row in rows])
of_judge = np.array([judges.setdefault(row["judge"], len(judges)) for row in rows])
score = np.array([float(row["score"]) for row in rows])
score -= score.mean()
count = len(rows)
each = np.arange(count)
by_item = sp.csr_matrix((np.full(count, np.sqrt(item / residual)), (each, of_item)))
by_judge = sp.csr_matrix((np.full(count, np.sqrt(judge / residual)), (each, of_judge)))
model = sp.hstack([by_judge, by_item, np.ones((count, 1))]).tocsc()
ridge = sp.diags(np.r_[np.ones(len(items) + len(judges)), 0.0])
factor = sl.splu((model.T @ model + ridge).tocsc(), permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0)
right = model.T @ score
left = score @ score - right @ factor.solve(right)
deviance = np.log(np.abs(factor.U.diagonal())).sum() + (count - 1) * np.log(residual) + left / residual
print(deviance, left / (count - 1))
