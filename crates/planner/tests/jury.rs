//! The jury's solver on published data, against its checker and against trying everything.
#![expect(clippy::unwrap_used, reason = "what a test builds is right, and the data are checked")]

use planner::{
    Control, Status,
    jury::{
        Files, Pairs, Problem, Shortage, Verdict, assign, check::check, frontier, generate, highest_floor, read,
        reassign, why, with_floor,
    },
};
use proptest::prelude::*;
use std::{fs, path::PathBuf, sync::atomic::AtomicBool, time::Duration};

fn run<T>(solve: impl FnOnce(&Control<'_>) -> T) -> T {
    let clock = || Duration::ZERO;
    let stop = AtomicBool::new(false);
    solve(&Control { clock: &clock, limit: None, stop: &stop, seed: 1, threads: 1, report: &|_| {} })
}

/// A set of the shared data, if it is there.
fn published(name: &str) -> Option<Problem> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/jury/assignment").join(name);
    let text = |file: &str| fs::read_to_string(folder.join(file)).ok();
    let Some(affinity) = text("affinity.csv") else {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return None;
    };
    let (conflicts, params) = (text("conflicts.csv"), text("params.json").unwrap());
    let files = Files { affinity: &affinity, conflicts: conflicts.as_deref(), params: &params, ..Files::default() };
    Some(read(files).unwrap())
}

#[test]
fn the_best_total_of_every_published_set() {
    for (name, total, floor) in [
        ("midl", 201.885, Some(0.9033)),
        ("midl-lower", 150.043, Some(0.0)),
        ("aamas2015", 1406.25, None),
        ("preflib1", 124.25, None),
    ] {
        let Some(problem) = published(name) else { return };
        let answer = run(|control| assign(&problem, control));
        assert_eq!(answer.status, Status::Optimal, "{name}");
        let plan = answer.plan.unwrap();
        let worth = check(&problem, &plan.pairs).unwrap();
        assert_eq!((worth.total, worth.floor), (plan.total, plan.floor), "{name}");
        let found = problem.number(plan.total);
        eprintln!("{name}: {found} floor {}", problem.number(plan.floor));
        assert!((found - total).abs() < 0.0005, "{name}: {found}");
        if let Some(floor) = floor {
            assert!((problem.number(plan.floor) - floor).abs() < 0.0001, "{name}: {}", problem.number(plan.floor));
        }
    }
}

/// Small problems of every kind: with and without pairs that are not listed, with
/// conflicts, with loads that cannot be.
fn small() -> impl Strategy<Value = Problem> {
    (1_usize..=4, 1_usize..=5).prop_flat_map(|(entries, jurors)| {
        let cell = prop_oneof![3 => (-4_i64..=9).prop_map(Some), 2 => Just(None)];
        (
            prop::collection::vec(prop::collection::vec(cell, jurors), entries),
            prop::collection::vec(prop_oneof![1 => Just(0_u32), 4 => 1_u32..=2, 1 => Just(3)], entries),
            prop::collection::vec((0_u32..=1, 0_u32..=4), jurors),
            prop::option::of(-2_i64..=2),
        )
            .prop_map(move |(cells, reviews, loads, absent)| {
                let mut pairs = Pairs { starts: vec![0], ..Pairs::default() };
                for row in &cells {
                    for (juror, cell) in row.iter().enumerate() {
                        if let Some(value) = cell {
                            pairs.jurors.push(juror as u32);
                            pairs.values.push(*value);
                        }
                    }
                    pairs.starts.push(pairs.jurors.len() as u32);
                }
                Problem {
                    entries: generate::labels(entries),
                    jurors: generate::labels(jurors),
                    reviews,
                    least: loads.iter().map(|l| l.0.min(l.1)).collect(),
                    most: loads.iter().map(|l| l.1).collect(),
                    pairs,
                    absent,
                    ..Problem::default()
                }
            })
    })
}

/// Every choice of jurors for every entry.
fn try_everything(problem: &Problem, entry: usize, pairs: &mut Vec<(u32, u32)>, see: &mut dyn FnMut(i128, i128)) {
    try_pairs(problem, entry, pairs, &mut |pairs, total| {
        see(total, check(problem, pairs).unwrap().floor);
    });
}

/// Is shown the pairs of a plan and their total.
type See<'a> = dyn FnMut(&[(u32, u32)], i128) + 'a;

fn try_pairs(problem: &Problem, entry: usize, pairs: &mut Vec<(u32, u32)>, see: &mut See<'_>) {
    if entry == problem.entries.len() {
        if let Ok(worth) = check(problem, pairs) {
            see(pairs, worth.total);
        }
        return;
    }
    for set in 0_u32..1 << problem.jurors.len() {
        if set.count_ones() == problem.reviews[entry] {
            let before = pairs.len();
            pairs.extend((0..problem.jurors.len() as u32).filter(|j| set >> j & 1 == 1).map(|j| (entry as u32, j)));
            try_pairs(problem, entry + 1, pairs, see);
            pairs.truncate(before);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_better_than_the_best(problem in small()) {
        let answer = run(|control| assign(&problem, control));
        let mut best = None;
        try_everything(&problem, 0, &mut Vec::new(), &mut |total, _| best = best.max(Some(total)));
        prop_assert_eq!(answer.plan.as_ref().map(|p| p.total), best);
        if let Some(plan) = &answer.plan {
            prop_assert_eq!(answer.status, Status::Optimal);
            let worth = check(&problem, &plan.pairs).unwrap();
            prop_assert_eq!((worth.total, worth.floor), (plan.total, plan.floor));
        } else {
            prop_assert_eq!(answer.status, Status::Infeasible);
            match answer.shortage.unwrap() {
                Shortage::OfJurors { needed, available, entries, .. } => {
                    prop_assert!(needed > available && !entries.is_empty());
                }
                Shortage::OfEntries { needed, available, jurors } => {
                    prop_assert!(needed > available && !jurors.is_empty());
                }
            }
        }
    }

    #[test]
    fn floors_and_frontier_are_those_of_trying_everything(problem in small()) {
        let mut all: Vec<(i128, i128)> = Vec::new();
        try_everything(&problem, 0, &mut Vec::new(), &mut |total, floor| all.push((floor, total)));
        let highest = run(|control| highest_floor(&problem, control));
        let best = all.iter().copied().max();
        prop_assert_eq!(highest.answer.plan.as_ref().map(|p| (p.floor, p.total)), best);
        if let Some((floor, _)) = best {
            prop_assert_eq!(highest.answer.status, Status::Optimal);
            prop_assert_eq!(highest.floor_bound, floor);
        }
        let mut edge: Vec<(i128, i128)> = (all.iter().copied())
            .filter(|a| !all.iter().any(|b| b != a && b.0 >= a.0 && b.1 >= a.1))
            .collect();
        edge.sort_unstable();
        edge.dedup();
        let found: Vec<(i128, i128)> = run(|control| frontier(&problem, control))
            .iter()
            .filter_map(|f| f.answer.plan.as_ref().map(|p| (p.floor, p.total)))
            .collect();
        prop_assert_eq!(found, edge);
        for floor in [3, 8] {
            let found = run(|control| with_floor(&problem, floor, control));
            let best = all.iter().filter(|a| a.0 >= floor).map(|a| a.1).max();
            prop_assert_eq!(found.answer.plan.map(|p| p.total), best);
        }
    }

    #[test]
    fn what_a_pair_costs_is_what_it_costs(problem in small()) {
        let answer = run(|control| assign(&problem, control));
        let Some(best) = answer.plan.as_ref().map(|p| p.total) else { return Ok(()) };
        let pairs: Vec<(u32, u32)> = (0..problem.entries.len() as u32)
            .flat_map(|e| (0..problem.jurors.len() as u32).map(move |j| (e, j)))
            .collect();
        for reason in why(&problem, &answer, &pairs) {
            let mut with = None;
            let pair = (reason.entry, reason.juror);
            try_pairs(&problem, 0, &mut Vec::new(), &mut |pairs, total| {
                if pairs.contains(&pair) {
                    with = with.max(Some(total));
                }
            });
            match reason.verdict {
                Verdict::Assigned => prop_assert_eq!(with, Some(best)),
                Verdict::Loss { loss, changes } => {
                    prop_assert_eq!(with, Some(best - loss));
                    let mut plan = answer.plan.as_ref().unwrap().pairs.clone();
                    plan.retain(|p| !changes.gives.contains(p));
                    plan.extend(changes.takes);
                    prop_assert_eq!(check(&problem, &plan).unwrap().total, best - loss);
                }
                _ => prop_assert_eq!(with, None),
            }
        }
    }

    #[test]
    fn any_files_are_read_or_refused(
        affinity in "(entry,juror,affinity\n)?([0-3a\"],[0-3b],[-.0-9e]{0,3}\n){0,4}",
        params in r#"\{"entries": [0-4], "jurors": [0-4], "reviews_per_entry": [0-2](, "load_max": [0-9])?(, "absent_affinity": (0\.5|null|1e30))?\}?"#,
        bytes in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let noise = String::from_utf8_lossy(&bytes).into_owned();
        for files in [
            Files { affinity: &affinity, params: &params, ..Files::default() },
            Files { affinity: &affinity, params: &params, entries: Some(&noise), ..Files::default() },
            Files { affinity: &noise, params: &params, ..Files::default() },
            Files { affinity: &affinity, params: &noise, conflicts: Some(&noise), ..Files::default() },
        ] {
            match read(files) {
                Ok(problem) => { run(|control| assign(&problem, control)); }
                Err((_, flaw)) => prop_assert!(flaw.line > 0 && flaw.column > 0),
            }
        }
    }
}

#[test]
fn what_is_not_listed_is_found_by_columns() {
    let shape = generate::Shape {
        entries: 2_500,
        jurors: 2_500,
        candidates: 6,
        reviews: (3, 5),
        most: 5,
        least: 1,
        topics: 20,
    };
    let mut problem = generate::generate(shape, 3);
    problem.absent = Some(0);
    let answer = run(|control| assign(&problem, control));
    assert_eq!(answer.status, Status::Optimal);
    let plan = answer.plan.unwrap();
    assert_eq!(check(&problem, &plan.pairs).unwrap().total, plan.total);
    // The prices are a proof: no pair, listed or not, gains more than what an entry has.
    let mut mine = vec![Vec::new(); 2_500];
    for &(entry, juror) in &plan.pairs {
        mine[entry as usize].push(juror);
    }
    for entry in 0..2_500_u32 {
        let gain = |juror: u32| i128::from(problem.affinity(entry, juror).unwrap()) - answer.prices[juror as usize];
        let mine = &mine[entry as usize];
        let least = mine.iter().map(|&j| gain(j)).min().unwrap();
        assert!((0..2_500).filter(|j| !mine.contains(j)).all(|j| gain(j) <= least));
    }
}

#[test]
fn a_flaw_is_found_where_it_is() {
    let params = r#"{"entries": 2, "jurors": 2, "reviews_per_entry": 1, "load_max": 1}"#;
    let refusal = |affinity: &str| {
        let (source, flaw) = read(Files { affinity, params, ..Files::default() }).unwrap_err();
        (source.name(), flaw.line, flaw.column, flaw.message)
    };
    let head = "entry,juror,affinity\n";
    assert_eq!(refusal(&format!("{head}a,x,0.5\nb,y,high\n")), ("affinity.csv", 3, 5, "not a number".to_owned()));
    let twice = refusal(&format!("{head}a,x,1\nb,y,1\na,x,2\n"));
    assert_eq!((twice.0, twice.1), ("affinity.csv", 4));
    assert_eq!(refusal(&format!("{head}a,x,1\nb,y,1\nc,x,2\n")).1, 4);
    assert_eq!(refusal(&format!("{head}a,x,1\nb,x,1\n")).0, "params.json");
    assert_eq!(refusal(&format!("{head}a,x\n")).1, 2);
    let params = "{\"entries\": 2,\n \"jurors\": x}";
    let (_, flaw) = read(Files { affinity: head, params, ..Files::default() }).unwrap_err();
    assert_eq!((flaw.line, flaw.column), (2, 12));
}

#[test]
fn loads_that_no_file_gives_are_even() {
    let params = r#"{"entries": 4, "jurors": 3, "reviews_per_entry": 2, "absent_affinity": 0.5}"#;
    let entries = "entry\na\nb\nc\nd\n";
    let jurors = "juror\nx\ny\nz\n";
    let files = Files {
        affinity: "entry,juror,affinity\n",
        params,
        entries: Some(entries),
        jurors: Some(jurors),
        ..Files::default()
    };
    let problem = read(files).unwrap();
    assert_eq!((&problem.least[..], &problem.most[..]), (&[2, 2, 2][..], &[3, 3, 3][..]));
    let answer = run(|control| assign(&problem, control));
    assert_eq!(problem.number(answer.plan.unwrap().total), 4.0);
}

/// 166 entries and 12 jurors, as a prize has them.
fn prize() -> Problem {
    let shape =
        generate::Shape { entries: 166, jurors: 12, candidates: 11, reviews: (3, 3), most: 42, least: 41, topics: 4 };
    generate::generate(shape, 5)
}

#[test]
fn a_prize_is_assigned_evenly_and_a_drop_out_replaced() {
    let problem = prize();
    let answer = run(|control| assign(&problem, control));
    assert_eq!(answer.status, Status::Optimal);
    let plan = answer.plan.unwrap();
    check(&problem, &plan.pairs).unwrap();
    assert_eq!(run(|control| assign(&problem, control)).plan.unwrap(), plan);
    // Somebody drops out; others have time for four more each, and half of the work is done.
    let mut later = problem;
    later.most.fill(46);
    let done: Vec<(u32, u32)> = plan.pairs.iter().copied().filter(|p| p.1 == 3 && p.0 < 80).collect();
    let again = run(|control| reassign(&later, &plan.pairs, 3, &done, control)).plan.unwrap();
    let gone: Vec<_> = plan.pairs.iter().filter(|p| !again.pairs.contains(p)).collect();
    assert!(gone.iter().all(|p| p.1 == 3 && p.0 >= 80) && !gone.is_empty());
    assert_eq!(again.pairs.len(), plan.pairs.len());
    later.least.fill(0);
    check(&later, &again.pairs).unwrap();
}

#[test]
fn an_impossible_prize_names_who_is_short() {
    let params = r#"{"entries": 3, "jurors": 3, "reviews_per_entry": 2, "load_min": 0, "load_max": 3}"#;
    let files = Files {
        affinity: "entry,juror,affinity\na,x,1\na,y,1\na,z,1\nb,x,1\nb,y,1\nc,z,1\nc,x,1\n",
        conflicts: Some("entry,juror,reason\nc,x,\"wrote it, with others\"\n"),
        entries: Some("entry,category\na,Water\nb,Water\nc,Light\n"),
        params,
        ..Files::default()
    };
    let problem = read(files).unwrap();
    let answer = run(|control| assign(&problem, control));
    assert_eq!(answer.status, Status::Infeasible);
    let Some(Shortage::OfJurors { entries, needed, available, .. }) = answer.shortage else { panic!("of jurors") };
    assert_eq!((&entries[..], needed, available), (&[2][..], 2, 1));
    assert_eq!(planner::jury::categories_of(&problem, &entries), ["Light"]);
    assert_eq!(&*problem.conflict(2, 0).unwrap().reason, "wrote it, with others");
}
