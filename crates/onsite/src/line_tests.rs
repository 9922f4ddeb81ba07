use super::*;
use proptest::prelude::*;

fn at(minute: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_minutes(minute)
}

fn id(n: u128) -> SessionId {
    SessionId(uuid::Uuid::from_u128(n))
}

fn stop(n: u128, start: i64, minutes: i64) -> Stop {
    Stop {
        session: id(n),
        start: at(start),
        end: at(start + minutes),
        shortest: minutes,
        gap: 5,
        said: Said::default(),
        items: Vec::new(),
    }
}

fn times(line: &[Stop]) -> Vec<(i64, i64)> {
    follow(line).iter().map(|one| (one.start.minutes_since(at(0)), one.end.minutes_since(at(0)))).collect()
}

#[test]
fn a_break_takes_up_what_it_can() {
    let mut talk = stop(1, 0, 45);
    talk.said.delay = 25;
    let mut tea = stop(2, 45, 30);
    tea.shortest = 10;
    let (next, last) = (stop(3, 75, 45), stop(4, 140, 30));
    // Twenty-five late: tea loses its twenty, five go on, and the quarter of an hour before the last takes them up.
    assert_eq!(times(&[talk, tea, next, last]), [(25, 70), (70, 80), (80, 125), (140, 170)]);
}

#[test]
fn a_forum_takes_its_items_along_and_waits_for_the_last() {
    let mut forum = stop(1, 0, 120);
    forum.items = vec![stop(2, 0, 40), stop(3, 50, 60)];
    let mut late = forum.clone();
    late.said.delay = 15;
    assert_eq!(times(&[late, stop(4, 130, 30)]), [(15, 135), (15, 55), (65, 125), (140, 170)]);
    // An item that takes longer moves what comes after it in the forum, and then the forum's end.
    forum.items[0].said.overrun = 20;
    assert_eq!(times(&[forum, stop(4, 130, 30)]), [(0, 140), (0, 60), (70, 130), (145, 175)]);
}

#[test]
fn what_began_and_what_ended_are_facts() {
    let mut talk = stop(1, 0, 45);
    talk.said.started_at = Some(at(8));
    assert_eq!(times(&[talk.clone(), stop(2, 50, 30)]), [(8, 53), (58, 88)]);
    // It ended early: the next one still does not begin before its plan.
    talk.said.ended_at = Some(at(30));
    assert_eq!(times(&[talk, stop(2, 50, 30)]), [(8, 30), (50, 80)]);
}

#[test]
fn what_was_planned_side_by_side_stays_so() {
    assert_eq!(times(&[stop(1, 0, 60), stop(2, 30, 60)]), [(0, 60), (30, 90)]);
}

/// A line of up to eight stops: time before, length, break or not, delay, overrun.
fn lines() -> impl Strategy<Value = Vec<Stop>> {
    let one = (0i64..40, 5i64..90, any::<bool>(), 0i32..60, 0i32..30, prop::option::of(-10i64..60));
    prop::collection::vec(one, 1..8).prop_map(|stops| {
        let mut clock = 0;
        let build =
            |(n, (before, length, is_break, delay, overrun, started)): (u128, (_, i64, _, i32, i32, Option<i64>))| {
                clock += before;
                let mut stop = stop(n, clock, length);
                stop.shortest = if is_break { length.min(10) } else { length };
                stop.said = Said { delay, overrun, ..Said::default() };
                // Only some have begun, and only some are late.
                if delay > 40 {
                    stop.said = Said { started_at: started.map(|minute| at(clock + minute)), ..Said::default() };
                } else if delay < 25 {
                    stop.said = Said::default();
                }
                clock += length;
                stop
            };
        (1u128..).zip(stops).map(build).collect()
    })
}

proptest! {
    #[test]
    fn nothing_begins_before_its_plan_or_is_cut(line in lines()) {
        for (stop, expected) in line.iter().zip(follow(&line)) {
            prop_assert!(expected.start >= stop.start);
            prop_assert!(expected.end.minutes_since(expected.start) >= stop.shortest);
        }
    }

    #[test]
    fn the_order_of_what_has_not_begun_is_kept(line in lines()) {
        let all = follow(&line);
        for (at, pair) in all.windows(2).enumerate() {
            if line[at + 1].said.started_at.is_none() {
                prop_assert!(pair[0].end <= pair[1].start);
            }
        }
    }

    #[test]
    fn nothing_is_pushed_further_than_it_must(line in lines()) {
        let all = follow(&line);
        for (n, stop) in line.iter().enumerate().filter(|(_, stop)| stop.said.started_at.is_none()) {
            let own = stop.start.plus_minutes(i64::from(stop.said.delay));
            let pushed = n.checked_sub(1).map(|before| {
                all[before].end.plus_minutes(stop.gap.min(stop.start.minutes_since(line[before].end)))
            });
            prop_assert!(all[n].start == own || Some(all[n].start) == pushed);
        }
    }

    #[test]
    fn without_a_word_the_plan_holds(mut line in lines()) {
        line.iter_mut().for_each(|stop| stop.said = Said::default());
        for (stop, expected) in line.iter().zip(follow(&line)) {
            prop_assert_eq!((stop.start, stop.end), (expected.start, expected.end));
        }
    }

    #[test]
    fn more_delay_makes_nothing_earlier(line in lines(), n in 0usize..8, more in 1i32..90) {
        let mut later = line.clone();
        let n = n % line.len();
        later[n].said.delay += more;
        for (a, b) in follow(&line).iter().zip(follow(&later)) {
            prop_assert!(b.start >= a.start && b.end >= a.end);
        }
    }
}
