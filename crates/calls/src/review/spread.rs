//! Spreading proposals over reviewers, so that nobody has more to do than must
//! be. Pure, and the same for the same question.

use std::collections::{BTreeMap, VecDeque};

/// What one proposal needs. Reviewers are numbers from zero.
#[derive(Clone, Debug)]
pub(super) struct Case {
    /// How many reviewers more.
    pub(super) needs: usize,
    /// Proposals of one track have one number.
    pub(super) track: usize,
    /// Those who may, each once.
    pub(super) may: Vec<usize>,
}

/// Who reviews each case, on top of the `load` that reviewers have. Every case
/// gets as many as it needs or as there are; no other answer of that sort has a
/// more even load. Among those who have as much to do, whoever has less of the
/// track comes first.
pub(super) fn spread(cases: &[Case], load: &[usize]) -> Vec<Vec<usize>> {
    let mut chosen: Vec<Vec<usize>> = vec![Vec::new(); cases.len()];
    let mut load = load.to_vec();
    let mut of_track: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut order: Vec<usize> = (0..cases.len()).collect();
    // Whoever has the least choice chooses first.
    order.sort_by_key(|case| (cases[*case].may.len(), *case));
    let rounds = cases.iter().map(|case| case.needs).max().unwrap_or(0);
    for _ in 0..rounds {
        for at in &order {
            let case = &cases[*at];
            if chosen[*at].len() >= case.needs {
                continue;
            }
            let free = case.may.iter().filter(|who| !chosen[*at].contains(who));
            let least = free.min_by_key(|who| (load[**who], of_track.get(&(case.track, **who)).copied(), **who));
            if let Some(who) = least.copied() {
                chosen[*at].push(who);
                load[who] += 1;
                *of_track.entry((case.track, who)).or_default() += 1;
            }
        }
    }
    while even_out(cases, &mut chosen, &mut load) {}
    chosen
}

/// Takes one proposal off somebody who has two more than somebody else could
/// have, if need be by way of others. It ends, because the sum of the squares of
/// the loads falls each time; and where no such way is left, no load is more even.
fn even_out(cases: &[Case], chosen: &mut [Vec<usize>], load: &mut [usize]) -> bool {
    let mut heaviest: Vec<usize> = (0..load.len()).collect();
    heaviest.sort_by_key(|who| (std::cmp::Reverse(load[*who]), *who));
    for from in heaviest {
        if let Some(way) = way_to_lighter(cases, chosen, load, from) {
            for (case, gives, takes) in &way {
                chosen[*case].retain(|who| who != gives);
                chosen[*case].push(*takes);
            }
            load[from] -= 1;
            if let Some((_, _, last)) = way.last() {
                load[*last] += 1;
            }
            return true;
        }
    }
    false
}

/// A case, who gives it, who takes it.
type Move = (usize, usize, usize);

/// The shortest way by which one case less can stand with `from` and one more
/// with somebody who has at least two less.
fn way_to_lighter(cases: &[Case], chosen: &[Vec<usize>], load: &[usize], from: usize) -> Option<Vec<Move>> {
    let mut came_by: BTreeMap<usize, Move> = BTreeMap::new();
    let mut waiting = VecDeque::from([from]);
    while let Some(giver) = waiting.pop_front() {
        let held = (0..cases.len()).filter(|case| chosen[*case].contains(&giver));
        for case in held {
            for taker in cases[case].may.iter().copied().filter(|who| !chosen[case].contains(who)) {
                if taker == from || came_by.contains_key(&taker) {
                    continue;
                }
                came_by.insert(taker, (case, giver, taker));
                if load[taker] + 2 <= load[from] {
                    return Some(back_from(&came_by, taker, from));
                }
                waiting.push_back(taker);
            }
        }
    }
    None
}

fn back_from(came_by: &BTreeMap<usize, Move>, last: usize, from: usize) -> Vec<Move> {
    let mut way = Vec::new();
    let mut at = last;
    while at != from {
        let Some(step) = came_by.get(&at) else { break };
        way.push(*step);
        at = step.1;
    }
    way.reverse();
    way
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn loads(chosen: &[Vec<usize>], before: &[usize]) -> Vec<usize> {
        let mut load = before.to_vec();
        for who in chosen.iter().flatten() {
            load[*who] += 1;
        }
        load
    }

    #[test]
    fn whoever_could_judge_everything_takes_what_others_cannot() {
        // Two may be judged by the first alone, two by both: an even load is two each.
        let case = |may: &[usize]| Case { needs: 1, track: 0, may: may.to_vec() };
        let cases = [case(&[0, 1]), case(&[0, 1]), case(&[0]), case(&[0])];
        assert_eq!(loads(&spread(&cases, &[0, 0]), &[0, 0]), [2, 2]);
        // What somebody has already counts.
        assert_eq!(loads(&spread(&cases[..2], &[3, 0]), &[3, 0]), [3, 2]);
    }

    #[test]
    fn a_track_is_shared_as_evenly_as_the_whole() {
        let case = |track| Case { needs: 1, track, may: vec![0, 1] };
        let chosen = spread(&[case(0), case(1), case(0), case(1)], &[0, 0]);
        let of = |track: usize| [chosen[track][0], chosen[track + 2][0]];
        assert_ne!(of(0)[0], of(0)[1], "{chosen:?}");
        assert_ne!(of(1)[0], of(1)[1], "{chosen:?}");
    }

    /// The smallest sum of squares of any full answer, by trying all of them.
    fn best(cases: &[Case], load: &mut Vec<usize>) -> usize {
        let Some((first, rest)) = cases.split_first() else { return load.iter().map(|n| n * n).sum() };
        let needs = first.needs.min(first.may.len());
        let mut least = usize::MAX;
        for set in 0u32..(1 << first.may.len()) {
            if set.count_ones() as usize != needs {
                continue;
            }
            let some: Vec<usize> =
                (0..first.may.len()).filter(|at| set & (1 << at) != 0).map(|at| first.may[at]).collect();
            some.iter().for_each(|who| load[*who] += 1);
            least = least.min(best(rest, load));
            some.iter().for_each(|who| load[*who] -= 1);
        }
        least
    }

    prop_compose! {
        fn case()(needs in 0usize..4, track in 0usize..3, set in 0usize..16) -> Case {
            Case { needs, track, may: (0..4).filter(|who| set & (1 << who) != 0).collect() }
        }
    }

    proptest! {
        #[test]
        fn every_case_has_what_it_needs_and_no_load_is_more_even(
            cases in prop::collection::vec(case(), 0..6),
            load in prop::collection::vec(0usize..4, 4),
        ) {
            let chosen = spread(&cases, &load);
            for (case, some) in cases.iter().zip(&chosen) {
                prop_assert_eq!(some.len(), case.needs.min(case.may.len()));
                prop_assert!(some.iter().all(|who| case.may.contains(who)));
                let once: std::collections::BTreeSet<_> = some.iter().collect();
                prop_assert_eq!(once.len(), some.len());
            }
            let squares: usize = loads(&chosen, &load).iter().map(|n| n * n).sum();
            prop_assert_eq!(squares, best(&cases, &mut load.clone()));
            prop_assert_eq!(&spread(&cases, &load), &chosen);
        }
    }
}
