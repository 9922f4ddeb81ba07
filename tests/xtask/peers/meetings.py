"""One peer on one instance of the published meeting problem.

    python meetings.py rc2|uwrmaxsat|cpsat FILE.dzn [SECONDS] [FAIRNESS]

Prints one object: peer, status, value, cpu (user and system seconds of this process
and its children, reading and encoding included). The MaxSAT peers get the encoding of
Bofill et al. (JAIR 74, 2022) with a unary count of each participant's meetings; CP-SAT
gets Boolean variables for the same model. PyPI: python-sat, hermax, ortools.
"""

import json
import re
import resource
import signal
import sys


def read(path):
    text = re.sub(r"%.*", "", open(path).read())
    values = dict(re.findall(r"(\w+)\s*=\s*([^;]*);", text + ";"))
    number = lambda name: int(values[name])
    rows = [list(map(int, row)) for row in re.findall(r"(\d+)\s*,\s*(\d+)\s*,\s*(\d+)", values["requested"])]
    sets = lambda name: [
        {int(x) for x in re.findall(r"\d+", inner)} - {0} for inner in re.findall(r"\{([^}]*)\}", values.get(name, ""))
    ]
    slots, morning = number("nTotalSlots"), number("nMorningSlots")
    forbidden = sets("forbidden") or [set()] * number("nBusiness")
    fixed = list(map(int, re.findall(r"\d+", values.get("fixed", "")))) or [0] * len(rows)
    allowed = []
    for (a, b, session), place in zip(rows, fixed):
        may = range(1, morning + 1) if session == 1 else range(morning + 1, slots + 1) if session == 2 else range(1, slots + 1)
        allowed.append([s for s in may if s not in forbidden[a - 1] | forbidden[b - 1] and place in (0, s)])
    after = sets("precedences") or [set()] * len(rows)
    return number("nBusiness"), slots, number("nTables"), [(a - 1, b - 1) for a, b, _ in rows], allowed, after


def clauses(problem, fairness):
    from pysat.card import CardEnc, EncType
    from pysat.formula import IDPool

    people, slots, tables, meetings, allowed, after = problem
    pool, hard, soft = IDPool(), [], []
    x = [{s: pool.id(("x", m, s)) for s in allowed[m]} for m in range(len(meetings))]

    def count(literals, bound, kind):
        make = {"most": CardEnc.atmost, "equals": CardEnc.equals}[kind]
        hard.extend(make(lits=literals, bound=bound, vpool=pool, encoding=EncType.totalizer).clauses)

    for places in x:
        literals = list(places.values())
        hard.append(literals)
        hard.extend([-a, -b] for i, a in enumerate(literals) for b in literals[:i])
    for m, earlier in enumerate(after):
        for e in earlier:
            for s, literal in x[m].items():
                hard.append([-literal] + [l for t, l in x[e - 1].items() if t < s])
    for s in range(1, slots + 1):
        here = [places[s] for places in x if s in places]
        if len(here) > tables:
            count(here, tables, "most")
    for p in range(people):
        own = [m for m, pair in enumerate(meetings) if p in pair]
        if not own:
            continue
        busy = [pool.id(("y", p, s)) for s in range(1, slots + 1)]
        for s in range(1, slots + 1):
            here = [x[m][s] for m in own if s in x[m]]
            hard.extend([-l, busy[s - 1]] for l in here)
            hard.append([-busy[s - 1]] + here)
            hard.extend([-a, -b] for i, a in enumerate(here) for b in here[:i])
        count(busy, len(own), "equals")
        # begun[s]: busy in s or before; a break ends where it is busy, was idle and had begun.
        begun = [pool.id(("b", p, s)) for s in range(slots)]
        gaps = []
        for s in range(slots):
            hard.append([-busy[s], begun[s]])
            if s:
                hard.append([-begun[s - 1], begun[s]])
                gap = pool.id(("g", p, s))
                hard.append([-busy[s], busy[s - 1], -begun[s - 1], gap])
                gaps.append(gap)
        if fairness is not None and len(own) - 1 > fairness:
            count(gaps, fairness, "most")
        if len(own) > 1:
            soft.extend([-gap] for gap in gaps)
    return hard, soft


def maxsat(peer, problem, fairness):
    from pysat.formula import WCNF

    formula = WCNF()
    hard, soft = clauses(problem, fairness)
    formula.extend(hard)
    formula.extend(soft, weights=[1] * len(soft))
    if peer == "rc2":
        from pysat.examples.rc2 import RC2

        with RC2(formula, solver="g42") as solver:
            return ("infeasible", None) if solver.compute() is None else ("optimal", solver.cost)
    from hermax.core.uwrmaxsat_py import UWrMaxSATSolver

    solver = UWrMaxSATSolver(formula)
    return ("optimal", solver.get_cost()) if solver.solve() else ("infeasible", None)


def cpsat(problem, fairness, seconds):
    from ortools.sat.python import cp_model

    people, slots, tables, meetings, allowed, after = problem
    model = cp_model.CpModel()
    x = [{s: model.new_bool_var("") for s in places} for places in allowed]
    for places in x:
        model.add_exactly_one(places.values())
    for m, earlier in enumerate(after):
        for e in earlier:
            model.add(sum(s * v for s, v in x[m].items()) > sum(s * v for s, v in x[e - 1].items()))
    for s in range(1, slots + 1):
        model.add(sum(places[s] for places in x if s in places) <= tables)
    total = []
    for p in range(people):
        own = [m for m, pair in enumerate(meetings) if p in pair]
        if len(own) < 1:
            continue
        busy = [model.new_bool_var("") for _ in range(slots)]
        for s in range(slots):
            model.add(sum(x[m][s + 1] for m in own if s + 1 in x[m]) == busy[s])
        starts = [busy[0]]
        for s in range(1, slots):
            start = model.new_bool_var("")
            model.add_bool_or([busy[s].negated(), busy[s - 1], start])
            starts.append(start)
        breaks = sum(starts) - 1
        if fairness is not None:
            model.add(breaks <= fairness)
        total.append(breaks)
    model.minimize(sum(total))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.subsolvers.extend(["core", "default_lp"])
    status = solver.solve(model)
    name = {cp_model.OPTIMAL: "optimal", cp_model.FEASIBLE: "feasible", cp_model.INFEASIBLE: "infeasible"}
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return name.get(status, "unknown"), round(solver.objective_value) if found else None


def main():
    peer, path = sys.argv[1], sys.argv[2]
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 300.0
    fairness = int(sys.argv[4]) if len(sys.argv) > 4 else 2
    status, value = "unknown", None

    def tell():
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        cpu = sum(u.ru_utime + u.ru_stime for u in used)
        print(json.dumps({"peer": peer, "status": status, "value": value, "cpu": round(cpu, 3)}), flush=True)

    # A solver in C does not return to Python when a signal comes.
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds * 2), int(seconds * 2) + 5))
    signal.signal(signal.SIGXCPU, lambda *_: (tell(), sys.exit(1)))
    problem = read(path)
    status, value = cpsat(problem, fairness, seconds) if peer == "cpsat" else maxsat(peer, problem, fairness)
    tell()


main()
