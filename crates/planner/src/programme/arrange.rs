//! From an event to a programme: what counting shows to be impossible is refused, what is
//! there already is kept, the rest gets the best places in turn, and all of it is annealed
//! on the board.

use super::{
    board::{Board, Price, Terms},
    event::{Event, Place},
    floor::Floor,
    possible::{impossible, places},
};
use crate::chance::Chance;
use crate::{Control, Progress, Status};

/// What there is to say about an event.
#[derive(Clone, Debug)]
pub struct EventAnswer {
    /// How good the programme is known to be. `Unknown` where rules are still broken and
    /// nothing shows that they have to be.
    pub status: Status,
    /// Per session.
    pub places: Vec<Option<Place>>,
    /// What the programme is judged by.
    pub terms: Terms,
    /// What it costs.
    pub price: Price,
    /// No programme that keeps the rules costs less.
    pub bound: i64,
    /// Why none can keep them, where counting shows it.
    pub reason: Option<String>,
}

/// Changes per session, where no time is set.
const CHANGES: u64 = 3_000;
const STRIDE: u64 = 64;
/// Parts of the time, and how hot each is: the second does not forget the first.
const ROUNDS: [(f64, f64); 2] = [(0.7, 1.0), (0.3, 0.1)];
/// An event with more sessions is not heated as much: it would not cool in time, and what
/// the sweeps found would be lost.
const WARM: f64 = 60.0;
/// How often every session is offered all its places before anything is left to chance.
const SWEEPS: usize = 12;

/// Plans an event. As few broken rules as possible come first, then the cost. Without a
/// time limit the work is a fixed number of changes. One thread works.
///
/// # Errors
/// What does not agree in the event.
pub fn arrange(event: &Event, control: &Control<'_>) -> Result<EventAnswer, String> {
    let floor = Floor::new(event.clone())?;
    if let Some(reason) = impossible(&floor) {
        return Ok(EventAnswer {
            status: Status::Infeasible,
            places: vec![None; floor.sessions()],
            terms: Terms::default(),
            price: Price::default(),
            bound: 0,
            reason: Some(reason),
        });
    }
    let bound = bound(&floor);
    (control.report)(Progress { incumbent: None, bound: Some(bound as f64) });
    let mut board = Board::new(&floor);
    begin(&mut board, control);
    sweep(&mut board, control);
    let mut best = (board.price(), board.places().to_vec());
    let tell = |price: Price| {
        if price.broken == 0 {
            (control.report)(Progress { incumbent: Some(price.cost as f64), bound: Some(bound as f64) });
        }
    };
    tell(best.0);
    let mut search = Search::new(&floor, control.seed);
    let began = (control.clock)().as_secs_f64();
    let mut begin = 0.0;
    for (part, heat) in ROUNDS {
        let heat = heat * (WARM / floor.sessions().max(1) as f64).min(1.0);
        let seconds = control.limit.map(|limit| (limit.as_secs_f64() - began).max(1e-9));
        let changes = (CHANGES * floor.sessions() as u64) as f64 * part;
        let (price, places) = search.cool(
            &mut board,
            heat,
            &mut |made| {
                if control.is_over() {
                    return 2.0;
                }
                match seconds {
                    Some(seconds) => (((control.clock)().as_secs_f64() - began) / seconds - begin) / part,
                    None => made as f64 / changes.max(1.0),
                }
            },
            bound,
        );
        begin += part;
        if price < best.0 {
            best = (price, places);
            tell(price);
        }
        restore(&mut board, &best.1);
        if best.0 == (Price { broken: 0, cost: bound }) {
            break;
        }
    }
    let status = match best.0 {
        Price { broken: 0, cost } if cost <= bound => Status::Optimal,
        Price { broken: 0, .. } => Status::Feasible,
        _ => Status::Unknown,
    };
    Ok(EventAnswer { status, places: best.1, terms: *board.terms(), price: board.price(), bound, reason: None })
}

/// What the sessions cost at the best place that each may have, and what the tracks cost
/// that have more sessions than there are slots.
fn bound(floor: &Floor) -> i64 {
    let event = floor.event();
    let board = Board::new(floor);
    let own: i64 = (0..floor.sessions())
        .map(|session| {
            let cheapest = places(floor, session)
                .into_iter()
                .map(|place| board.price_of(&board.own_terms(session, place)).cost)
                .min();
            cheapest.unwrap_or(0)
        })
        .sum();
    let mut loads = vec![0_i64; event.tracks.len()];
    for (session, s) in event.sessions.iter().enumerate() {
        if let Some(track) = s.track {
            loads[track] += floor.length(session) as i64;
        }
    }
    let slots = floor.slots.max(1) as i64;
    let pairs: i64 = loads
        .into_iter()
        .map(|load| {
            // As even as can be is as few pairs as can be.
            let (each, more) = (load / slots, load % slots);
            more * (each + 1) * each / 2 + (slots - more) * each * (each - 1) / 2
        })
        .sum();
    own + pairs * i64::from(event.weights.parallel)
}

/// Pins first, then what is there, then the rest: whoever has the fewest places first.
fn begin(board: &mut Board<'_>, control: &Control<'_>) {
    let floor = board.floor();
    let sessions = &floor.event().sessions;
    let is_good = |board: &Board<'_>, i: usize, place| floor.allows(i, place) && board.is_free(i, place);
    for pick in [|s: &super::event::Session| s.pinned, |s: &super::event::Session| s.now] {
        for (i, session) in sessions.iter().enumerate() {
            if let Some(place) = pick(session).filter(|&place| board.place_of(i).is_none() && is_good(board, i, place))
            {
                board.put(i, place);
            }
        }
    }
    let mut rest: Vec<(usize, usize)> = (0..sessions.len())
        .filter(|&i| board.place_of(i).is_none())
        .map(|i| (places(floor, i).len() / floor.length(i), i))
        .collect();
    rest.sort_unstable();
    for (_, i) in rest {
        if control.is_over() {
            return;
        }
        let offers = board.offers(i);
        if let Some(offer) = offers.iter().filter(|offer| offer.is_free).min_by_key(|offer| (offer.price, offer.place))
        {
            board.put(i, offer.place);
        }
    }
}

/// Every session goes to the best free place there is for it, until none does.
fn sweep(board: &mut Board<'_>, control: &Control<'_>) {
    let mut chance = Chance::new(control.seed);
    let sessions = &board.floor().event().sessions;
    let mut order: Vec<usize> = (0..sessions.len()).filter(|&i| sessions[i].pinned.is_none()).collect();
    for _ in 0..SWEEPS {
        let before = board.price();
        chance.shuffle(&mut order);
        for &session in &order {
            if control.is_over() {
                return;
            }
            let home = board.lift(session);
            let offers = board.offers(session);
            let best = offers.iter().filter(|offer| offer.is_free).min_by_key(|offer| offer.price);
            let here = offers.iter().find(|offer| Some(offer.place) == home);
            match (best, here, home) {
                (Some(best), Some(here), _) if best.price < here.price => board.put(session, best.place),
                (_, _, Some(home)) => board.put(session, home),
                (Some(best), _, None) => board.put(session, best.place),
                (None, _, None) => {}
            }
        }
        if board.price() >= before {
            return;
        }
    }
}

fn restore(board: &mut Board<'_>, places: &[Option<Place>]) {
    for (session, place) in places.iter().enumerate() {
        if board.place_of(session) != *place {
            board.lift(session);
        }
    }
    for (session, place) in places.iter().enumerate() {
        if let (Some(place), None) = (*place, board.place_of(session)) {
            board.put(session, place);
        }
    }
}

struct Search {
    chance: Chance,
    /// Per session that is not pinned: where it may be.
    choices: Vec<(usize, Vec<Place>)>,
    /// What a broken rule weighs while searching.
    rule: i64,
}

impl Search {
    fn new(floor: &Floor, seed: u64) -> Self {
        let sessions = &floor.event().sessions;
        let choices: Vec<(usize, Vec<Place>)> = (0..sessions.len())
            .filter(|&i| sessions[i].pinned.is_none())
            .map(|i| (i, places(floor, i)))
            .filter(|(_, places)| !places.is_empty())
            .collect();
        let w = &floor.event().weights;
        let largest = [w.late_speakers, w.parallel, w.track_rooms, w.moved_time, w.moved_room];
        let rule = 10 * i64::from(largest.into_iter().max().unwrap_or(0)).max(1_000);
        Self { chance: Chance::new(seed), choices, rule }
    }

    fn score(&self, price: Price) -> i64 {
        price.broken * self.rule + price.cost
    }

    /// One cooling. `clock` says how far it has come, above 1 that it is over.
    fn cool(
        &mut self,
        board: &mut Board<'_>,
        heat: f64,
        clock: &mut dyn FnMut(u64) -> f64,
        bound: i64,
    ) -> (Price, Vec<Option<Place>>) {
        let mut best = (board.price(), board.places().to_vec());
        let mut is_better = false;
        let mut made = 0;
        let hot = heat * self.usual_change(board);
        let goal = Price { broken: 0, cost: bound };
        while !self.choices.is_empty() && best.0 > goal {
            let at = clock(made);
            if at > 1.0 {
                break;
            }
            let temperature = (hot * (1e-3_f64).powf(at)).max(1e-3);
            for _ in 0..STRIDE {
                made += 1;
                let before = board.price();
                let Some((moved, homes)) = self.change(board) else { continue };
                let now = board.price();
                let worse = (self.score(now) - self.score(before)) as f64;
                if worse <= 0.0 || worse < -temperature * (1.0 - self.chance.unit()).ln() {
                    if now < best.0 {
                        best.0 = now;
                        is_better = true;
                    } else if is_better && now > best.0 {
                        is_better = false;
                        undo(board, &moved, &homes);
                        best.1.copy_from_slice(board.places());
                    }
                } else {
                    undo(board, &moved, &homes);
                }
            }
        }
        if is_better {
            best.1.copy_from_slice(board.places());
        }
        best
    }

    /// Half of what a random change changes.
    fn usual_change(&mut self, board: &mut Board<'_>) -> f64 {
        let (mut sum, mut count) = (0.0, 1.0);
        if self.choices.is_empty() {
            return 1.0;
        }
        for _ in 0..200 {
            let before = board.price();
            if let Some((moved, homes)) = self.change(board) {
                sum += (board.price().cost - before.cost).abs() as f64;
                count += 1.0;
                undo(board, &moved, &homes);
            }
        }
        (sum / count / 2.0).max(1.0)
    }

    /// A session goes elsewhere, and whoever is there goes where it was. Gives who moved
    /// and where they were; nothing is changed otherwise.
    fn change(&mut self, board: &mut Board<'_>) -> Option<(Vec<usize>, Vec<Option<Place>>)> {
        let floor = board.floor();
        let (session, places) = &self.choices[self.chance.below(self.choices.len())];
        let (session, to) = (*session, places[self.chance.below(places.len())]);
        let home = board.place_of(session);
        if home == Some(to) {
            return None;
        }
        let others = board.in_the_way(session, to);
        if others.iter().any(|&other| floor.event().sessions[other].pinned.is_some()) {
            return None;
        }
        let mut moved = vec![session];
        moved.extend(&others);
        let homes: Vec<Option<Place>> = moved.iter().map(|&session| board.lift(session)).collect();
        board.put(session, to);
        // Those in the way stand one after the other where the session stood.
        let mut slot = home.map_or(0, |home| home.slot);
        for &other in &others {
            let place = home.map(|home| Place { slot, room: home.room });
            match place.filter(|&place| floor.allows(other, place) && board.is_free(other, place)) {
                Some(place) => board.put(other, place),
                None => {
                    undo(board, &moved, &homes);
                    return None;
                }
            }
            slot += floor.length(other);
        }
        Some((moved, homes))
    }
}

fn undo(board: &mut Board<'_>, moved: &[usize], homes: &[Option<Place>]) {
    for &session in moved {
        board.lift(session);
    }
    for (&session, home) in moved.iter().zip(homes) {
        if let Some(home) = *home {
            board.put(session, home);
        }
    }
}
