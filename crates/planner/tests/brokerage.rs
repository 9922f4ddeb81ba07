//! Brokerage: the search against its checker, against the bound, and against all plans.

use planner::{
    Control, Status,
    brokerage::{
        Answer, Event, Plan, Wish,
        check::check,
        generate::{Shape, generate},
        read, solve, write,
    },
};
use proptest::prelude::*;
use std::{sync::atomic::AtomicBool, time::Duration};

fn solved(event: &Event, threads: usize) -> Answer {
    let stop = AtomicBool::new(false);
    let clock = || Duration::ZERO;
    let control = Control { clock: &clock, limit: None, stop: &stop, seed: 7, threads, report: &|_| {} };
    solve(event, &control)
}

/// The best of all plans, wish by wish.
fn brute(event: &Event, plan: &mut Plan, wish: usize) -> u64 {
    let Some(_) = event.wishes.get(wish) else { return check(event, plan).map_or(0, |score| score.weight) };
    let mut best = brute(event, plan, wish + 1);
    for slot in 0..event.slots as u8 {
        plan.slots[wish] = Some(slot);
        best = best.max(brute(event, plan, wish + 1));
    }
    plan.slots[wish] = None;
    best
}

fn small(seed: u64) -> Event {
    let shape = Shape {
        people: 3 + (seed % 4) as usize,
        wishes: 2 + (seed % 5) as usize,
        slots: 1 + (seed % 3) as usize,
        tables: 1 + (seed / 3 % 2) as u32,
        away: 0.3,
        weight: 1 + (seed % 6) as u32,
    };
    generate(&shape, seed)
}

#[test]
fn of_a_few_people_the_best_plan_is_found() {
    for seed in 0..200 {
        let event = small(seed);
        let answer = solved(&event, 1);
        let score = check(&event, &answer.plan).unwrap();
        assert_eq!((score.weight, score.breaks), (answer.weight, answer.breaks), "seed {seed}");
        let best = brute(&event, &mut Plan { slots: vec![None; event.wishes.len()] }, 0);
        assert_eq!(answer.weight, best, "seed {seed}");
        assert!(answer.bound >= best, "seed {seed}");
        assert!(answer.status == Status::Feasible || answer.weight == answer.bound);
    }
}

#[test]
fn of_many_people_the_plan_is_near_its_bound() {
    for (away, tables) in [(0.1, 200), (0.4, 200), (0.2, 25)] {
        let shape = Shape { people: 600, wishes: 5000, slots: 40, tables, away, weight: 5 };
        let event = generate(&shape, 3);
        let answer = solved(&event, 2);
        let score = check(&event, &answer.plan).unwrap();
        assert_eq!((score.weight, score.breaks), (answer.weight, answer.breaks));
        assert!(answer.weight <= answer.bound);
        let gap = 1.0 - answer.weight as f64 / answer.bound as f64;
        assert!(gap < 0.01, "{gap} at {away}, {tables} tables");
        assert_eq!(answer, solved(&event, 2), "the same seed and threads, the same plan");
    }
}

#[test]
fn nobody_and_nothing_is_planned_too() {
    let empty = Event { slots: 3, tables: 0, ..Event::default() };
    assert_eq!(solved(&empty, 1).weight, 0);
    let no_table = Event { there: vec![7, 7], wishes: vec![Wish { a: 0, b: 1, weight: 2 }], ..empty };
    assert_eq!((solved(&no_table, 1).weight, solved(&no_table, 1).bound), (0, 0));
}

#[test]
fn the_checker_sees_every_kind_of_harm() {
    let wishes = vec![Wish { a: 0, b: 1, weight: 1 }, Wish { a: 0, b: 2, weight: 1 }, Wish { a: 3, b: 4, weight: 1 }];
    let event = Event { slots: 2, tables: 1, there: vec![3, 3, 1, 3, 3], wishes };
    let says = |slots: [Option<u8>; 3]| check(&event, &Plan { slots: slots.to_vec() }).unwrap_err();
    assert!(says([Some(0), Some(0), None]).contains("two meetings"));
    assert!(says([None, Some(1), None]).contains("away"));
    assert!(says([Some(2), None, None]).contains("does not exist"));
    assert!(says([Some(0), None, Some(0)]).contains("tables"));
    assert!(check(&event, &Plan::default()).is_err());
}

#[test]
fn a_file_is_read_and_what_is_wrong_is_told() {
    let text = r#"{"slots": 4, "tables": 2, "people": 3, "away": [[1, 4]], "wishes": [[1, 2, 5], [3, 2, 1]]}"#;
    let event = read(text).unwrap();
    assert_eq!(event.there, [0b0110, 0b1111, 0b1111]);
    assert_eq!(event.wishes[1], Wish { a: 2, b: 1, weight: 1 });
    for (from, to, why) in [
        ("\"slots\": 4", "\"slots\": 65", "slots"),
        ("[[1, 4]]", "[[5]]", "does not exist"),
        ("[[1, 4]]", "[[0]]", "does not exist"),
        ("[3, 2, 1]", "[2, 1, 1]", "again"),
        ("[3, 2, 1]", "[2, 2, 1]", "two people"),
        ("[3, 2, 1]", "[4, 2, 1]", "two people"),
        ("[3, 2, 1]", "[3, 0, 1]", "two people"),
        ("[3, 2, 1]", "[3, 2, 0]", "weighs"),
        ("tables", "table", "unknown field"),
    ] {
        let flaw = read(&text.replace(from, to)).unwrap_err();
        assert!(flaw.message.contains(why), "{to}: {flaw}");
    }
    assert_eq!(read(&write(&event)).unwrap(), event);
    assert_eq!(read("{\n\"slots\": x").unwrap_err().line, 2);
    let flaw = read(&text.replace("[3, 2, 1]", "\n [2, 1, 1]")).unwrap_err();
    assert_eq!((flaw.line, flaw.column), (2, 2));
}

proptest! {
    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn any_event_is_planned(seed in any::<u64>(), people in 2..40usize, wishes in 0..80usize, slots in 1..=64usize, tables in 0..6u32, away in 0.0..0.9f64) {
        let event = generate(&Shape { people, wishes, slots, tables, away, weight: 4 }, seed);
        let answer = solved(&event, 1);
        let score = check(&event, &answer.plan).unwrap();
        prop_assert_eq!((score.weight, score.breaks), (answer.weight, answer.breaks));
        prop_assert!(answer.weight <= answer.bound);
    }
}
