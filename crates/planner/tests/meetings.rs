//! The solver of the published problem against its checker, against all plans there
//! are, and against the published optima.

use planner::{
    Control, Status,
    meetings::{Meeting, Problem, Session, SlotSet, check, dzn, exact},
};
use proptest::prelude::*;
use std::{path::Path, sync::atomic::AtomicBool, time::Duration};

fn solve(problem: &Problem, fairness: Option<usize>, threads: usize) -> exact::Answer {
    let stop = AtomicBool::new(false);
    let control = Control { clock: &|| Duration::ZERO, limit: None, stop: &stop, seed: 1, threads, report: &|_| {} };
    exact::plan(problem, fairness, &control)
}

/// The fewest breaks of all plans, by trying every one.
fn fewest(problem: &Problem, fairness: Option<usize>) -> Option<usize> {
    let count = problem.meetings.len();
    let plans = (problem.slots as u64).pow(count as u32);
    (0..plans)
        .filter_map(|mut plan| {
            let slots: Vec<usize> = (0..count)
                .map(|_| {
                    let slot = (plan % problem.slots as u64) as usize;
                    plan /= problem.slots as u64;
                    slot
                })
                .collect();
            let verdict = check::check(problem, fairness, &slots);
            verdict.is_valid().then_some(verdict.breaks)
        })
        .min()
}

prop_compose! {
    fn small()(
        participants in 2..6_usize,
        slots in 1..6_usize,
        tables in 1..4_usize,
        morning in 0..6_usize,
    )(
        meetings in proptest::collection::vec(
            (proptest::sample::subsequence((0..participants).collect::<Vec<_>>(), 1..=participants.min(3)),
             0..8_u8, 0..20_usize, 0..30_usize), 0..6),
        forbidden in proptest::collection::vec(0..24_usize, participants),
        participants in Just(participants), slots in Just(slots), tables in Just(tables), morning in Just(morning),
    ) -> Problem {
        let count = meetings.len();
        Problem {
            participants,
            slots,
            morning: morning.min(slots),
            tables,
            meetings: meetings
                .into_iter()
                .enumerate()
                .map(|(number, (parties, session, fixed, after))| Meeting {
                    parties,
                    session: match session { 0 => Session::Morning, 1 => Session::Afternoon, _ => Session::Either },
                    fixed: (fixed < slots).then_some(fixed),
                    after: (after < count && after != number).then_some(after).into_iter().collect(),
                })
                .collect(),
            forbidden: forbidden
                .into_iter()
                .map(|slot| {
                    let mut set = SlotSet::empty(slots);
                    set.insert(slot);
                    set
                })
                .collect(),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn no_plan_is_better_and_none_is_missed(problem in small(), fairness in proptest::option::of(0..3_usize)) {
        let answer = solve(&problem, fairness, 1);
        let best = fewest(&problem, fairness);
        prop_assert_eq!(answer.breaks, best, "{:?}", answer.reason);
        match &answer.slots {
            Some(slots) => {
                let verdict = check::check(&problem, fairness, slots);
                prop_assert!(verdict.is_valid(), "{:?}", verdict.broken);
                prop_assert_eq!(Some(verdict.breaks), best);
                prop_assert_eq!((answer.status, answer.bound), (Status::Optimal, verdict.breaks));
            }
            None => {
                prop_assert_eq!(answer.status, Status::Infeasible);
                prop_assert!(answer.reason.is_some_and(|reason| !reason.is_empty()));
            }
        }
    }

    #[test]
    fn one_thread_and_two_give_the_same_plan(problem in small()) {
        prop_assert_eq!(solve(&problem, Some(1), 1), solve(&problem, Some(1), 2));
    }
}

fn pairs(participants: usize, slots: usize, tables: usize, pairs: &[[usize; 2]]) -> Problem {
    Problem {
        participants,
        slots,
        morning: slots,
        tables,
        meetings: pairs
            .iter()
            .map(|pair| Meeting { parties: pair.to_vec(), session: Session::Either, fixed: None, after: Vec::new() })
            .collect(),
        forbidden: vec![SlotSet::empty(slots); participants],
    }
}

#[test]
fn a_problem_with_nothing_in_it_has_a_plan() {
    for problem in [pairs(0, 0, 0, &[]), pairs(3, 0, 0, &[]), pairs(3, 5, 0, &[])] {
        let answer = solve(&problem, Some(2), 2);
        assert_eq!((answer.status, answer.breaks), (Status::Optimal, Some(0)));
    }
}

#[test]
fn a_hundred_slots_are_no_limit() {
    let all: Vec<[usize; 2]> = (0..6).flat_map(|a| (a + 1..6).map(move |b| [a, b])).collect();
    let mut problem = pairs(6, 100, 3, &all);
    for slot in 0..90 {
        problem.forbidden[0].insert(slot);
    }
    let answer = solve(&problem, Some(0), 2);
    assert_eq!((answer.status, answer.breaks), (Status::Optimal, Some(0)));
    assert!(check::check(&problem, Some(0), &answer.slots.unwrap()).is_valid());
}

#[test]
fn fairness_may_give_everybody_a_break() {
    // Both are barred from the middle, so each has a break; the third joins in.
    let mut problem = pairs(2, 3, 1, &[[0, 1], [0, 1]]);
    for barred in &mut problem.forbidden {
        barred.insert(1);
    }
    let answer = solve(&problem, Some(0), 1);
    assert_eq!((answer.status, answer.breaks), (Status::Optimal, Some(2)));
}

#[test]
fn the_reason_names_what_is_too_much() {
    let reason = |problem: &Problem| solve(problem, Some(2), 1).reason.unwrap();
    let crowded = pairs(4, 2, 9, &[[0, 1], [0, 2], [0, 3]]);
    assert_eq!(reason(&crowded), "participant 1 has 3 meetings for 2 slots: meetings 1, 2 and 3 in slots 1 and 2");
    let standing = pairs(6, 2, 1, &[[0, 1], [2, 3], [4, 5]]);
    assert_eq!(reason(&standing), "3 meetings for 2 slots of 1 tables, which hold 2");
    let mut circle = pairs(4, 4, 1, &[[0, 1], [2, 3]]);
    circle.meetings[0].after = vec![1];
    circle.meetings[1].after = vec![0];
    assert_eq!(
        reason(&circle),
        "these meetings wait for each other: meeting 1 is after meeting 2; meeting 2 is after meeting 1"
    );
    let mut barred = pairs(2, 2, 1, &[[0, 1]]);
    barred.meetings[0].fixed = Some(1);
    barred.forbidden[1].insert(1);
    assert_eq!(reason(&barred), "meeting 1 has no slot: it is fixed in slot 2; participant 2 cannot use slot 2");
    // A triangle needs three slots, though everybody has only two meetings.
    let triangle = pairs(4, 2, 9, &[[0, 1], [1, 2], [2, 0], [0, 3]][..3]);
    assert_eq!(
        reason(&triangle),
        "these cannot hold together: meetings 1, 2 and 3 must take place; \
         participants 1, 2 and 3 can only be in one meeting at a time"
    );
}

#[test]
fn published_optima_are_found_and_proven() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/meetings");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there, so no published instance was solved", folder.display());
        return;
    }
    for (name, breaks) in [
        ("tic-12.original", Some(0)),
        ("tic-12crafc.original", Some(0)),
        ("tic-13crafb.original", Some(0)),
        ("forumt-14.original", Some(5)),
        ("forumt-14crafd.original", Some(4)),
        ("tic-12.forb0003", None),
    ] {
        let problem = dzn::read(&std::fs::read_to_string(folder.join(format!("{name}.dzn"))).unwrap()).unwrap();
        let answer = solve(&problem, Some(2), 2);
        assert_eq!(answer.breaks, breaks, "{name}");
        match answer.slots {
            Some(slots) => assert!(check::check(&problem, Some(2), &slots).is_valid(), "{name}"),
            None => assert_eq!(answer.status, Status::Infeasible, "{name}"),
        }
    }
}
