//! What is left between plan and bound, by branching.
//!
//! Depth first, on the pair that the relaxation is least sure of, taken before banned; a
//! part is left when its bound is no better than the best plan.

use super::{
    bound::{Flows, Places, SCALE, by_places},
    choice::Decision,
    exchange::Draft,
    table::{NEVER, Table},
};
use crate::{
    Control, Progress,
    chance::Chance,
    jury::{auction::auction, graph::Graph, problem::Pairs},
};

/// What branching ended with.
pub(super) struct Found {
    pub draft: Option<Draft>,
    /// No plan has a greater total; `None` if there is none at all.
    pub bound: Option<i128>,
}

struct Node {
    decisions: Vec<(u32, u32, Decision)>,
    prices: Vec<i64>,
    bound: i128,
}

/// Steps of the bound at the root and elsewhere.
const ROUNDS: (usize, usize) = (1500, 120);
/// Parts that are looked at before the rest is left open.
const MOST: usize = 20_000;

pub(super) fn branch(table: &Table<'_>, pairs: &Pairs, floor: i128, flows: Flows, control: &Control<'_>) -> Found {
    let mut best = flows.draft;
    let extra = flows.extra;
    let mut chance = Chance::new(control.seed);
    let number = |value: i128| table.problem.number(value);
    let mut state = vec![Decision::Open; table.entries() * table.jurors];
    let mut open = vec![Node { decisions: Vec::new(), prices: flows.prices, bound: flows.bound }];
    let mut nodes = 0;
    // The greatest bound of a part that was left without proof.
    let mut left: Option<i128> = None;
    while let Some(node) = open.pop() {
        let aim = best.as_ref().map(Draft::total);
        if aim.is_some_and(|aim| node.bound <= aim) {
            continue;
        }
        if control.is_over() || nodes >= MOST {
            left = left.max(Some(node.bound));
            continue;
        }
        state.fill(Decision::Open);
        for &(entry, juror, decision) in &node.decisions {
            state[entry as usize * table.jurors + juror as usize] = decision;
        }
        propagate(table, &node.decisions, &mut state);
        let rounds = if nodes == 0 { ROUNDS.0 } else { ROUNDS.1 };
        let places = by_places(table, floor, node.prices, &state, (aim, rounds), control);
        nodes += 1;
        let Some(bound) = places.bound else { continue };
        let bound = bound.min(node.bound);
        // Every plan with the floor has at least the floor for every entry.
        if bound < floor * table.entries() as i128 {
            continue;
        }
        {
            let is_thorough = nodes < 50 || nodes % 4 == 0;
            try_plan(is_thorough, table, (pairs, &extra), floor, &places, &mut best, control);
            if is_thorough {
                let kicks = if places.share.len() < 50_000 { 24 } else { 6 };
                kick(table, floor, &mut best, kicks, &mut chance);
            }
        }
        let aim = best.as_ref().map(Draft::total);
        if nodes == 1 || nodes % 16 == 0 {
            let top = open.iter().map(|n| n.bound).max().unwrap_or(bound).max(bound);
            (control.report)(Progress { incumbent: aim.map(number), bound: Some(number(top)) });
        }
        if aim.is_some_and(|aim| bound <= aim) {
            continue;
        }
        // Where everything is decided there is one plan at most, and it was seen.
        let Some((entry, juror)) = least_sure(table, &state, &places) else { continue };
        for decision in [Decision::Banned, Decision::Taken] {
            let mut decisions = node.decisions.clone();
            decisions.push((entry, juror, decision));
            open.push(Node { decisions, prices: places.prices.clone(), bound });
        }
    }
    let total = best.as_ref().map(Draft::total);
    Found { bound: left.max(total), draft: best }
}

/// A juror whose places are all taken is banned elsewhere.
fn propagate(table: &Table<'_>, decisions: &[(u32, u32, Decision)], state: &mut [Decision]) {
    let mut taken = vec![0_u32; table.jurors];
    for &(_, juror, _) in decisions.iter().filter(|d| d.2 == Decision::Taken) {
        taken[juror as usize] += 1;
    }
    for juror in (0..table.jurors).filter(|&j| taken[j] > 0 && taken[j] >= table.problem.most[j]) {
        for entry in 0..table.entries() {
            let slot = &mut state[entry * table.jurors + juror];
            if *slot == Decision::Open {
                *slot = Decision::Banned;
            }
        }
    }
}

/// The open pair whose share is nearest to a half.
fn least_sure(table: &Table<'_>, state: &[Decision], places: &Places) -> Option<(u32, u32)> {
    let mut best: Option<(f32, usize)> = None;
    for (at, (&share, decision)) in places.share.iter().zip(state).enumerate() {
        let doubt = share.min(1.0 - share);
        if *decision == Decision::Open && doubt > 1e-6 && best.is_none_or(|b| doubt > b.0) {
            best = Some((doubt, at));
        }
    }
    // The relaxation is sure, but of no plan: then of what it chose, then of anything.
    let (entries, jurors) = (table.entries(), table.jurors);
    let is_open = |&(entry, juror): &(u32, u32)| {
        state[entry as usize * jurors + juror as usize] == Decision::Open && table.value(entry as usize, juror) != NEVER
    };
    let everything = (0..entries as u32).flat_map(|e| (0..jurors as u32).map(move |j| (e, j)));
    match best {
        Some((_, at)) => Some(((at / jurors) as u32, (at % jurors) as u32)),
        None => places.chosen.iter().copied().chain(everything).find(is_open),
    }
}

/// Makes plans of the chosen sets and of the shares: loads first, then exchanges.
fn try_plan(
    is_thorough: bool,
    table: &Table<'_>,
    (pairs, extra): (&Pairs, &[i64]),
    floor: i128,
    places: &Places,
    best: &mut Option<Draft>,
    control: &Control<'_>,
) {
    let direct = Draft::new(table, &places.chosen);
    let limits = table.problem.least.iter().zip(&table.problem.most);
    if direct.load.iter().zip(limits).all(|(load, (least, most))| load >= least && load <= most)
        && direct.least() >= floor
        && best.as_ref().is_none_or(|b| direct.total() > b.total())
    {
        *best = Some(direct);
    }
    if !is_thorough {
        return;
    }
    let chosen: Vec<f32> = {
        let mut chosen = vec![0.0; places.share.len()];
        for &(entry, juror) in &places.chosen {
            chosen[entry as usize * table.jurors + juror as usize] = 1.0;
        }
        chosen
    };
    let strong = 4.0 * table.range() as f64;
    // Not enough to change what the prices of the floors say, but what they leave open.
    let weak = table.grain() as f64 * SCALE as f64 / 2.0;
    for (wish, extra, weight) in
        [(&chosen, None, strong), (&places.share, None, strong), (&places.share, Some(extra), weak)]
    {
        let Some(mut draft) = within_loads(table, pairs, (wish, weight), extra, control) else { continue };
        if draft.improve(table, floor) && best.as_ref().is_none_or(|b| draft.total() > b.total()) {
            *best = Some(draft);
        }
    }
}

/// Disturbs the best plan a little and improves it again.
fn kick(table: &Table<'_>, floor: i128, best: &mut Option<Draft>, times: usize, chance: &mut Chance) {
    for _ in 0..times {
        let Some(known) = best else { return };
        let mut draft = known.clone();
        for _ in 0..2 + chance.below(4) {
            let pick = |chance: &mut Chance| {
                let entry = chance.below(table.entries());
                let held = &draft.held[entry];
                (!held.is_empty()).then(|| (entry, held[chance.below(held.len())]))
            };
            let (Some((a, old)), Some((b, new))) = (pick(chance), pick(chance)) else { continue };
            let fits =
                |entry: usize, juror: u32| table.value(entry, juror) != NEVER && !draft.held[entry].contains(&juror);
            if a != b && fits(a, new) && fits(b, old) {
                draft.replace(table, a, old, new);
                draft.replace(table, b, new, old);
            }
        }
        if draft.improve(table, floor) && draft.total() >= known.total() {
            *best = Some(draft);
        }
    }
}

/// The assignment that follows the wishes, from 0 to 1 for each pair, as far as loads
/// allow; with the prices of the floors, or without.
fn within_loads(
    table: &Table<'_>,
    pairs: &Pairs,
    (wish, weight): (&[f32], f64),
    extra: Option<&[i64]>,
    control: &Control<'_>,
) -> Option<Draft> {
    let mut values = pairs.values.clone();
    for entry in 0..table.entries() {
        let factor = extra.map_or(1, |extra| SCALE + extra[entry]);
        for at in pairs.of(entry as u32) {
            let wish = f64::from(wish[entry * table.jurors + pairs.jurors[at] as usize]);
            values[at] = values[at].checked_mul(factor)?.checked_add((wish * weight) as i64)?;
        }
    }
    let graph = Graph { values: &values, ..table.problem.graph(pairs) };
    let sold = auction(&graph, control)?;
    let mut entry = 0;
    let mut list = Vec::new();
    for at in sold.taken.iter() {
        while pairs.starts[entry + 1] as usize <= at {
            entry += 1;
        }
        list.push((entry as u32, pairs.jurors[at]));
    }
    Some(Draft::new(table, &list))
}
