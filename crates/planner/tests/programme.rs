//! The checker on plans that were counted by hand, and the solver on the sheets of the
//! benchmark where they are at hand.

use planner::{
    Control, Status,
    programme::{
        check::check,
        plan::{Placement, Plan},
        sheet::Sheet,
        solve::solve,
    },
};
use std::{path::PathBuf, sync::atomic::AtomicBool, time::Duration, time::Instant};

/// Two sessions of two slots, two rooms, two tracks; submissions 0 and 1 of track 0, and
/// 2 of track 1. Every penalty has a digit of its own.
const SMALL: &str = r#"{
    "slots": [2, 2], "rooms": 2, "tracks": 2,
    "sub_track": [0, 0, 1], "sub_len": [1, 1, 2], "sub_order": [1, 2, 0],
    "ss": [[1, 0], [0, 10], [100, 0]], "stz": [[0, 0], [0, 1], [3, 0]], "sr": [[0, 0], [0, 0], [0, 7]],
    "ts": [[1, 10], [100, 1000]], "tr": [[1, 10], [100, 1000]], "tt": [[5, 8], [8, 5]],
    "sroom": [[1, 10], [100, 1000]],
    "pc": [[2], [], [0]], "ac": [[], [2], [1]], "cc": [[1], [0]],
    "w": {"tracks_sessions_penalty_weight": 1, "tracks_rooms_penalty_weight": 1, "sessions_rooms_penalty_weight": 1,
          "similar_tracks_penalty_weight": 1, "num_rooms_per_track_weight": 1, "parallel_tracks_weight": 1,
          "consecutive_tracks_weight": 1, "submissions_timezones_penalty_weight": 1, "submissions_order_weight": 1,
          "submissions_sessions_penalty_weight": 1, "submissions_rooms_penalty_weight": 2,
          "presenters_conflicts_weight": 1, "attendees_conflicts_weight": 1, "chairs_conflicts_weight": 1,
          "presenters_conflicts_timeslot_level_weight": 1, "attendees_conflicts_timeslot_level_weight": 1}
}"#;

fn at(session: usize, room: usize, slot: usize) -> Placement {
    Placement { session, room, slot }
}

#[test]
fn a_plan_costs_what_was_counted_by_hand() {
    let sheet = Sheet::parse(SMALL).expect("the sheet is sound");
    let plan = Plan {
        cells: vec![vec![Some(0), Some(1)], vec![None, Some(0)]],
        placements: vec![at(1, 1, 0), at(0, 0, 1), at(0, 1, 0)],
    };
    let verdict = check(&sheet, &plan);
    assert_eq!(verdict.broken, Vec::<String>::new());
    // 1: 1 + 100 + 10. 2: 1 + 1000 + 10. 3: 1 + 10 + 1000. 4: one pair, 8. 5: track 0 in two
    // rooms. 6: none. 7: none. 8: submission 2 twice, 3 each. 9: both in the other's place.
    // 10: 0 + 0 + 2 × 100. 11: 2 × 7. 12: none, 0 and 2 in other sessions. 13: 1 and 2.
    // 14: one pair. 15: none. 16: slot 1.
    let expected = [111, 1011, 1011, 8, 1, 0, 0, 6, 2, 200, 14, 0, 1, 1, 0, 1];
    assert_eq!(verdict.terms, expected);
    assert_eq!(verdict.cost, expected.iter().sum::<i64>() + 14);
}

#[test]
fn parallel_cells_share_slots_and_gaps_count_once() {
    let text = SMALL.replace("\"slots\": [2, 2]", "\"slots\": [2, 2, 2]");
    // A third session costs nothing.
    let text = text
        .replace("[[1, 0], [0, 10], [100, 0]]", "[[1, 0, 0], [0, 10, 0], [100, 0, 0]]")
        .replace("[[0, 0], [0, 1], [3, 0]]", "[[0, 0, 0], [0, 1, 0], [3, 0, 0]]")
        .replace("\"ts\": [[1, 10], [100, 1000]]", "\"ts\": [[1, 10, 0], [100, 1000, 0]]")
        .replace("\"sroom\": [[1, 10], [100, 1000]]", "\"sroom\": [[1, 10], [100, 1000], [0, 0]]");
    let sheet = Sheet::parse(&text).expect("the sheet is sound");
    let verdict = |placements: Vec<Placement>| {
        let mut cells = vec![vec![None; 2]; 3];
        for (i, at) in placements.iter().enumerate() {
            cells[at.session][at.room] = Some(sheet.sub_track[i]);
        }
        check(&sheet, &Plan { cells, placements })
    };
    // Both of track 0 in the same slot of two rooms: parallel, in order, but at once.
    let at_once = verdict(vec![at(2, 0, 0), at(2, 1, 0), at(1, 0, 0)]);
    assert_eq!((at_once.terms[4], at_once.terms[5], at_once.terms[6], at_once.terms[8]), (1, 1, 0, 1));
    // First and last session: a gap.
    let apart = verdict(vec![at(0, 0, 0), at(2, 0, 0), at(1, 0, 0)]);
    assert_eq!((apart.terms[4], apart.terms[5], apart.terms[6], apart.terms[8]), (0, 0, 1, 0));
}

#[test]
fn what_is_broken_is_named() {
    let sheet = Sheet::parse(SMALL).expect("the sheet is sound");
    let plan = |cells, placements| check(&sheet, &Plan { cells, placements }).broken.join("; ");
    let cells = vec![vec![Some(0), Some(1)], vec![None, None]];
    assert!(plan(cells.clone(), vec![at(0, 0, 0), at(0, 0, 0), at(0, 1, 0)]).contains("share a slot"));
    assert!(plan(cells.clone(), vec![at(0, 0, 0), at(0, 1, 1), at(0, 1, 0)]).contains("another track"));
    assert!(plan(cells.clone(), vec![at(0, 0, 0), at(0, 0, 1), at(0, 1, 1)]).contains("does not end"));
    assert!(plan(cells.clone(), vec![at(0, 0, 0), at(5, 0, 1), at(0, 1, 0)]).contains("do not exist"));
    assert!(plan(cells, vec![at(0, 0, 0)]).contains("1 placements for 3"));
    assert!(plan(vec![], vec![]).contains("2 sessions of 2 rooms"));
}

#[test]
fn the_benchmark_is_planned_and_verified() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/programme");
    let names = ["N2OR", "GECCO19", "GECCO20", "GECCO20Poster", "GECCO22", "ISF22", "OR60", "OR60F"];
    for name in names {
        let path = folder.join(format!("{name}.json"));
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("SKIPPED: {} is not there, the benchmark is not planned", path.display());
            continue;
        };
        let sheet = Sheet::parse(&text).expect("the sheets of the benchmark are sound");
        let began = Instant::now();
        let clock = || began.elapsed();
        let stop = AtomicBool::new(false);
        let limit = Some(Duration::from_millis(500));
        let control = Control { clock: &clock, limit, stop: &stop, seed: 1, threads: 1, report: &|_| {} };
        let answer = solve(&sheet, &control);
        let plan = answer.plan.expect("every sheet has a plan");
        let verdict = check(&sheet, &plan);
        assert_eq!(verdict.broken, Vec::<String>::new(), "{name}");
        assert_eq!((verdict.cost, verdict.terms), (answer.cost, answer.terms), "{name}");
        assert!(answer.bound <= answer.cost && matches!(answer.status, Status::Feasible | Status::Optimal), "{name}");
    }
}
