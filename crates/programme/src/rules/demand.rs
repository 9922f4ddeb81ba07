//! Interpreters by the hour: how many are needed against how many there are. The
//! rule on interpreters looks at one session; here one sees the hour at which
//! too many sessions want them at once. Pure, but for [`demand`], which reads.

use super::{
    Facts, Levels,
    check::{Plan, Slot},
    draft::Reading,
    hearing::needs,
};
use crate::session::sessions;
use congress::Edition;
use db::Db;
use jiff::{Span, ZonedDateTime, civil::Date};
use kernel::{Ctx, PersonId, SessionId, Timestamp, Viewer, Zone};
use sea_orm::DbErr;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One hour of a day, by the clock of the edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hour {
    /// When it begins.
    pub starts_at: Timestamp,
    /// How many interpreters its sessions need together, where rooms have none of their own.
    pub needed: usize,
    /// How many are named in them, each once.
    pub named: usize,
    /// How many of all who interpret in this edition can be there at all.
    pub there: usize,
}

impl Hour {
    /// How many are missing.
    pub fn missing(&self) -> usize {
        self.needed.saturating_sub(self.there)
    }
}

/// The hours of a day in which interpreters are needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayDemand {
    /// The civil day.
    pub day: Date,
    /// Its hours, first to last.
    pub hours: Vec<Hour>,
}

impl DayDemand {
    /// The first hour in which somebody is missing.
    pub fn first(&self) -> Option<&Hour> {
        self.hours.iter().find(|hour| hour.missing() > 0)
    }

    /// The hour in which most are missing, of several the earliest.
    pub fn worst(&self) -> Option<&Hour> {
        self.hours.iter().rev().filter(|hour| hour.missing() > 0).max_by_key(|hour| hour.missing())
    }
}

/// What the draft needs, as far as the viewer may know of its sessions.
///
/// # Errors
/// The engine's.
pub async fn demand(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Vec<DayDemand>, DbErr> {
    let facts = Facts::load(db, ctx, edition).await?;
    let everything = &ctx.seen_by(Viewer::system());
    // How strictly the edition takes the rule on interpreters changes nothing here.
    let mut plan = Reading { facts: &facts, asked: &Levels::default(), conn: db.read(), everything }.whole().await?;
    let known: HashSet<SessionId> = sessions(db, ctx, edition.id).await?.iter().map(|one| one.id).collect();
    plan.slots.retain(|slot| known.contains(&slot.session));
    Ok(by_hour(&plan, &edition.zone))
}

#[derive(Default)]
struct Busy<'p> {
    /// The largest need of each forum or session of its own.
    needs: HashMap<SessionId, usize>,
    named: BTreeSet<&'p PersonId>,
    until: Option<Timestamp>,
}

/// The hours of `plan` in which interpreters are needed, by civil day.
fn by_hour(plan: &Plan, zone: &Zone) -> Vec<DayDemand> {
    let mut hours: BTreeMap<Timestamp, Busy<'_>> = BTreeMap::new();
    for slot in &plan.slots {
        let (Some(needed), Some((start, end))) = (needs(plan, slot), slot.time) else { continue };
        for (from, until) in touched(start, end, zone) {
            let busy = hours.entry(from).or_default();
            let team = busy.needs.entry(slot.parent.unwrap_or(slot.session)).or_default();
            *team = needed.max(*team);
            busy.until = Some(until);
        }
    }
    let interpreters: BTreeSet<&PersonId> = plan.slots.iter().flat_map(|slot| &slot.interpreters).collect();
    for (from, busy) in &mut hours {
        let until = busy.until.unwrap_or(*from);
        let meets = |slot: &&Slot| slot.time.is_some_and(|(start, end)| start < until && *from < end);
        busy.named = plan.slots.iter().filter(meets).flat_map(|slot| &slot.interpreters).collect();
    }
    let mut days: Vec<DayDemand> = Vec::new();
    for (from, busy) in hours {
        let until = busy.until.unwrap_or(from);
        let away = |person: &&&PersonId| {
            plan.away.get(**person).is_some_and(|times| times.iter().any(|(start, end)| *start < until && from < *end))
        };
        let hour = Hour {
            starts_at: from,
            needed: busy.needs.values().sum(),
            named: busy.named.len(),
            there: interpreters.iter().filter(|person| !away(person)).count(),
        };
        let day = from.in_zone(zone).date();
        match days.last_mut().filter(|last| last.day == day) {
            Some(last) => last.hours.push(hour),
            None => days.push(DayDemand { day, hours: vec![hour] }),
        }
    }
    days
}

/// The hours on the wall that a time touches, each with its end.
fn touched(start: Timestamp, end: Timestamp, zone: &Zone) -> Vec<(Timestamp, Timestamp)> {
    let local: ZonedDateTime = start.in_zone(zone);
    let full = local.with().minute(0).second(0).subsec_nanosecond(0).build();
    // No zone skips within an hour what this hour does not have; were it so, the start itself is taken.
    let mut from = full.unwrap_or(local);
    let mut all = Vec::new();
    while Timestamp::from(&from) < end {
        let Ok(until) = from.checked_add(Span::new().hours(1)) else { break };
        all.push((Timestamp::from(&from), Timestamp::from(&until)));
        from = until;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Languages;
    use kernel::RoomId;
    use uuid::Uuid;

    fn at(clock: &str) -> Timestamp {
        format!("2024-09-25T{clock}:00+08:00").parse::<jiff::Timestamp>().unwrap().into()
    }

    fn slot(n: u128, start: &str, end: &str, interpreters: &[u128]) -> Slot {
        Slot {
            session: SessionId(Uuid::from_u128(n)),
            parent: None,
            time: Some((at(start), at(end))),
            room: Some(RoomId(Uuid::from_u128(n))),
            people: Vec::new(),
            seats: None,
            signed_up: 0,
            confirmed: true,
            public: true,
            spoken: Languages::parse(&["zh"]).unwrap(),
            interpreted: Languages::parse(&["en"]).unwrap(),
            interpreters: interpreters.iter().map(|n| PersonId(Uuid::from_u128(*n))).collect(),
        }
    }

    fn told(plan: &Plan) -> Vec<(String, usize, usize, usize)> {
        let zone = Zone::parse("Asia/Shanghai").unwrap();
        let days = by_hour(plan, &zone);
        let clock = |hour: &Hour| hour.starts_at.in_zone(&zone).strftime("%H:%M").to_string();
        days.iter().flat_map(|day| &day.hours).map(|one| (clock(one), one.needed, one.named, one.there)).collect()
    }

    #[test]
    fn an_hour_needs_what_its_sessions_need_together() {
        let slots =
            vec![slot(1, "09:30", "11:00", &[7, 8]), slot(2, "10:15", "10:45", &[7]), slot(3, "14:00", "15:30", &[])];
        let mut plan = Plan { slots, ..Plan::default() };
        let all = told(&plan);
        assert_eq!(
            all,
            [
                ("09:00".to_owned(), 2, 2, 2),
                ("10:00".to_owned(), 3, 2, 2),
                ("14:00".to_owned(), 2, 0, 2),
                ("15:00".to_owned(), 2, 0, 2),
            ]
        );
        // Who cannot is not there, and a room with a team of its own needs nobody.
        plan.away.insert(PersonId(Uuid::from_u128(8)), vec![(at("14:30"), at("18:00"))]);
        plan.booths.insert(RoomId(Uuid::from_u128(1)));
        let days = by_hour(&plan, &Zone::parse("Asia/Shanghai").unwrap());
        let missing: Vec<usize> = days[0].hours.iter().map(Hour::missing).collect();
        assert_eq!(missing, [0, 1, 1]);
        assert_eq!(days[0].first().unwrap().starts_at, at("14:00"));
        assert_eq!(days[0].worst().unwrap().starts_at, at("14:00"));
    }

    #[test]
    fn a_forum_and_its_items_are_one_team() {
        let forum = slot(1, "09:00", "12:00", &[7]);
        let item = Slot { parent: Some(forum.session), ..slot(2, "09:00", "09:30", &[8]) };
        assert_eq!(told(&Plan { slots: vec![forum, item], ..Plan::default() })[0], ("09:00".to_owned(), 2, 2, 2));
    }
}
