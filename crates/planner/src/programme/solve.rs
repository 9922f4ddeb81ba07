//! From a sheet to a plan: what cannot be is refused, what can be is packed, and the
//! packing is annealed in rounds until the time is over or the bound is met.

use super::{
    anneal::{Cooling, Places, cool},
    bound::bound,
    model::{Clash, Model},
    moves::Moves,
    pack::{Packing, pack},
    plan::{Answer, Placement, Plan},
    sheet::Sheet,
    state::State,
    tally::{tally, weigh},
};
use crate::chance::Chance;
use crate::{Control, Progress, Status};
use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

/// A part of the time, and where it begins to cool, in units of the smallest price.
type Round = (f64, f64);
/// The first look: it gives the bound something to aim at.
const FIRST: [Round; 1] = [(1.0, 1000.0)];
/// Two coolings from the top, as one of them alone is a matter of luck; then on from the best
/// plan, hot enough to change what costs dozens, and before and after only what costs little.
const LATER: [Round; 5] = [(0.33, 1000.0), (0.27, 200.0), (0.08, 5.0), (0.24, 100.0), (0.08, 5.0)];
/// How much of the time the first look takes, and the bound at most.
const FIRST_PART: f64 = 0.08;
const BOUND_PART: f64 = 0.06;
/// Where a round ends to cool, in the same units.
const COLD: f64 = 0.15;
/// Changes per submission in all, where no time is set.
const CHANGES: f64 = 40_000.0;

/// Plans a sheet: as few presenter clashes as possible, then the lowest cost.
///
/// A clash is what the sheet prices: the same session where presenters_conflicts_weight
/// is not 0, and the same slot otherwise. Without a time limit the work is a fixed number
/// of changes, and the same seed and number of threads give the same plan.
pub fn solve(sheet: &Sheet, control: &Control<'_>) -> Answer {
    let model = Model::new(sheet);
    let nothing = |status, reason| Answer { status, plan: None, cost: 0, terms: [0; 16], bound: 0, reason };
    let placed = match pack(&model, control.seed, &|| control.is_over()) {
        Packing::Found(placed) => placed,
        Packing::Unknown => return nothing(Status::Unknown, None),
        impossible => return nothing(Status::Infeasible, Some(reason(sheet, &impossible))),
    };
    let mut placed_at = (vec![0; model.submissions], vec![0; model.submissions]);
    for (i, cell, slot) in placed {
        placed_at.0[i as usize] = cell as u32;
        placed_at.1[i as usize] = slot;
    }
    let best = Best {
        model: &model,
        floor: AtomicI64::new(0),
        known: Mutex::new(None),
        is_met: AtomicBool::new(false),
        control,
    };
    let start = judge(&model, placed_at);
    best.tell(&start);
    let all = control.limit.map(|limit| limit.as_secs_f64());
    let starts = vec![start; control.threads.max(1)];
    let found = best.race(starts, 0, &FIRST, all.map(|all| all * FIRST_PART));
    let known = found.iter().map(|candidate| candidate.cost).min().unwrap_or(0);
    let began = (control.clock)().as_secs_f64();
    let floor = bound(&model, known, &|| {
        control.is_over() || all.is_some_and(|all| (control.clock)().as_secs_f64() > began + all * BOUND_PART)
    });
    best.set_floor(floor, &found);
    let mut found = best.race(found, 1, &LATER, all);
    // The first of equals, so that the order in which threads end does not matter.
    found.sort_by_key(|candidate| (candidate.clashes, candidate.cost));
    let candidate = found.swap_remove(0);
    let plan = plan(&model, &candidate.places);
    let terms = tally(sheet, &model, &plan);
    let cost = weigh(&terms, &sheet.w);
    let is_optimal = candidate.clashes == 0 && cost == floor;
    let status = if is_optimal { Status::Optimal } else { Status::Feasible };
    Answer { status, plan: Some(plan), cost, terms, bound: floor, reason: None }
}

fn reason(sheet: &Sheet, packing: &Packing) -> String {
    match packing {
        Packing::TooLong(i) => {
            format!("{} takes {} slots, more than any session has", sheet.submission_name(*i), sheet.sub_len[*i])
        }
        Packing::Impossible(tracks) => {
            let names: Vec<String> = tracks.iter().map(|&track| sheet.track_name(track)).collect();
            let slots: u64 = (0..sheet.submissions())
                .filter(|&i| tracks.contains(&sheet.sub_track[i]))
                .map(|i| u64::from(sheet.sub_len[i]))
                .sum();
            format!(
                "the submissions of {} ({slots} slots) do not fit into {} cells of their own: \
                 {} sessions of {} rooms",
                names.join(", "),
                sheet.sessions() * sheet.rooms,
                sheet.sessions(),
                sheet.rooms
            )
        }
        Packing::Found(_) | Packing::Unknown => String::new(),
    }
}

#[derive(Clone)]
struct Candidate {
    clashes: i64,
    cost: i64,
    places: Places,
}

impl Candidate {
    fn place(&self, state: &mut State<'_>) {
        for i in 0..state.model.submissions {
            state.put(i as u32, self.places.0[i] as usize, self.places.1[i]);
        }
        state.settle();
    }
}

/// What all threads know.
struct Best<'a> {
    model: &'a Model,
    floor: AtomicI64,
    known: Mutex<Option<(i64, i64)>>,
    is_met: AtomicBool,
    control: &'a Control<'a>,
}

impl Best<'_> {
    fn meets_floor(&self, candidate: &Candidate) -> bool {
        candidate.clashes == 0 && candidate.cost <= self.floor.load(Ordering::Relaxed)
    }

    fn set_floor(&self, floor: i64, found: &[Candidate]) {
        self.floor.store(floor, Ordering::Relaxed);
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).map(|(_, cost)| cost as f64);
        (self.control.report)(Progress { incumbent: known, bound: Some(floor as f64) });
        if found.iter().any(|candidate| self.meets_floor(candidate)) {
            self.is_met.store(true, Ordering::Relaxed);
        }
    }

    fn tell(&self, candidate: &Candidate) {
        if self.meets_floor(candidate) {
            self.is_met.store(true, Ordering::Relaxed);
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let rank = (candidate.clashes, candidate.cost);
        if known.is_none_or(|known| rank < known) {
            *known = Some(rank);
            let bound = self.floor.load(Ordering::Relaxed);
            (self.control.report)(Progress { incumbent: Some(candidate.cost as f64), bound: Some(bound as f64) });
        }
    }

    /// Without a limit every thread goes its whole way, or the plan would depend on which
    /// of them is quicker.
    fn is_over(&self) -> bool {
        self.control.is_over() || (self.control.limit.is_some() && self.is_met.load(Ordering::Relaxed))
    }

    /// Every candidate goes through the rounds in a thread of its own, until the clock
    /// shows `end`.
    fn race(&self, starts: Vec<Candidate>, stage: u64, rounds: &[Round], end: Option<f64>) -> Vec<Candidate> {
        if self.model.submissions == 0 {
            return starts;
        }
        std::thread::scope(|scope| {
            let mut threads = Vec::new();
            let mut found = Vec::new();
            for (thread, start) in starts.iter().enumerate().skip(1) {
                threads.push(scope.spawn(move || self.chain(start, stage, thread as u64, rounds, end)));
            }
            found.push(self.chain(&starts[0], stage, 0, rounds, end));
            for (thread, start) in threads.into_iter().zip(&starts[1..]) {
                // A thread that panicked has added nothing to where it began.
                found.push(thread.join().unwrap_or_else(|_| start.clone()));
            }
            found
        })
    }

    fn chain(&self, start: &Candidate, stage: u64, thread: u64, rounds: &[Round], end: Option<f64>) -> Candidate {
        let (model, control) = (self.model, self.control);
        let lane = (thread * 2 + stage).wrapping_mul(0x2545_f491_4f6c_dd1d);
        let mut chance = Chance::new(control.seed.wrapping_add(lane));
        let mut moves = Moves::new(model);
        let unit = model.smallest_price().unwrap_or(1);
        let mut champion = start.clone();
        let began = (control.clock)().as_secs_f64();
        let mut begin = 0.0;
        for &(part, hot) in rounds {
            if self.is_over() || self.meets_floor(&champion) {
                break;
            }
            // So much that a plan that clashes less is never given away for what it costs.
            let hard = champion.cost.min(1 << 40).max(100 * unit) + 1;
            let mut state = State::new(model, hard);
            champion.place(&mut state);
            let cooling = Cooling { from: hot * unit as f64, to: COLD * unit as f64 };
            let share = if stage == 0 { FIRST_PART } else { 1.0 - FIRST_PART };
            let changes = CHANGES * model.submissions as f64 * share * part;
            let floor = self.floor.load(Ordering::Relaxed);
            let places = cool(&mut state, &mut moves, &mut chance, cooling, floor, &mut |made| {
                if self.is_over() {
                    return 2.0;
                }
                match end {
                    Some(end) => (((control.clock)().as_secs_f64() - began) / (end - began) - begin) / part,
                    None => made as f64 / changes,
                }
            });
            begin += part;
            let candidate = judge(model, places);
            if (candidate.clashes, candidate.cost) < (champion.clashes, champion.cost) {
                champion = candidate;
                self.tell(&champion);
            }
        }
        champion
    }
}

/// What places cost, without what the search adds for clashes, and how many of these there are.
fn judge(model: &Model, places: Places) -> Candidate {
    let mut state = State::new(model, 0);
    let mut candidate = Candidate { clashes: 0, cost: 0, places };
    candidate.place(&mut state);
    let places = &candidate.places;
    let mut clashes = 0;
    for i in 0..model.submissions {
        for neighbour in model.neighbours(i) {
            let j = neighbour.other as usize;
            let (a, b) = (places.0[i], places.0[j]);
            let meet = a != b && model.session(a as usize) == model.session(b as usize);
            if j > i && neighbour.kind & 1 > 0 && meet {
                clashes += match model.clash {
                    Clash::Session => 1,
                    Clash::Slot => i64::from(state.shared(i, j)),
                };
            }
        }
    }
    candidate.clashes = clashes;
    candidate.cost = state.score;
    candidate
}

fn plan(model: &Model, places: &Places) -> Plan {
    let mut cells = vec![vec![None; model.rooms]; model.sessions];
    let mut placements = Vec::with_capacity(model.submissions);
    for i in 0..model.submissions {
        let cell = places.0[i] as usize;
        let (session, room) = (model.session(cell), model.room(cell));
        cells[session][room] = Some(model.track[i] as usize);
        placements.push(Placement { session, room, slot: places.1[i] as usize });
    }
    Plan { cells, placements }
}
