//! A room's day: what the viewer may read of it, and the whole line behind it,
//! from which everything that follows is worked out for everybody alike.

use crate::{
    custom::{Custom, custom},
    line::{Expected, Said, Stop, follow},
    record::{Record, records},
};
use congress::{Edition, Room};
use db::Db;
use jiff::civil::Date;
use kernel::{Ctx, RoomId, SessionId, Timestamp, Viewer};
use programme::{ProgrammeView, SessionView, Views, session::SessionKind};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use web::Cx;

/// A room on one day.
pub struct RoomDay {
    /// The room.
    pub room: Room,
    /// The day, in the zone of the edition.
    pub day: Date,
    /// The programme as the viewer may read it.
    pub view: Arc<ProgrammeView>,
    /// How the edition runs its rooms.
    pub custom: Custom,
    /// What was said, by session, for those that the viewer may know of.
    pub records: HashMap<SessionId, Record>,
    /// Everything in the room, also what this viewer may not know of.
    pub(crate) line: Vec<Stop>,
    known: HashSet<SessionId>,
}

impl RoomDay {
    /// The day of a room that the viewer of this request may know of.
    ///
    /// # Errors
    /// [`web::Error::NotFound`] when there is no such room for this viewer.
    pub async fn load(cx: &Cx, views: &Views, slug: &str, room: &str, day: Option<&str>) -> web::Result<Self> {
        Self::load_for(cx.db(), cx.ctx(), views, slug, room, day).await
    }

    /// As [`RoomDay::load`], outside a request.
    ///
    /// # Errors
    /// [`web::Error::NotFound`] when there is no such room for this viewer.
    pub async fn load_for(
        db: &Db,
        ctx: &Ctx,
        views: &Views,
        slug: &str,
        room: &str,
        day: Option<&str>,
    ) -> web::Result<Self> {
        let view = views.view_for(db, ctx, slug).await?;
        let rooms = congress::rooms(db, ctx, view.edition.id).await?;
        let room = rooms.into_iter().find(|one| one.slug.as_str() == room).ok_or(web::Error::NotFound)?;
        let day = chosen(&view.edition, day, ctx.now());
        let whole = Whole::load(db, ctx, views, &view.edition).await?;
        let line = whole.line(room.id, day);
        let known: HashSet<SessionId> = view.sessions.iter().map(|session| session.id).collect();
        let mut records = whole.records;
        records.retain(|session, _| known.contains(session));
        Ok(Self { room, day, custom: whole.custom, records, line, known, view })
    }

    /// The sessions of the room's day that the viewer may know of and that take
    /// place, in the order of the plan; items of a forum stand in the forum.
    pub fn sessions(&self) -> impl Iterator<Item = &SessionView> {
        self.view.sessions.iter().filter(|session| {
            session.room == Some(self.room.id)
                && session.day == self.day
                && session.parent.is_none()
                && !session.cancelled
        })
    }

    /// When something is on of which this viewer knows no more than that.
    pub fn reserved(&self) -> Vec<(Timestamp, Timestamp)> {
        let hidden: HashSet<SessionId> =
            self.line.iter().map(|stop| stop.session).filter(|id| !self.known.contains(id)).collect();
        let expected = follow(&self.line).into_iter().filter(|one| hidden.contains(&one.session));
        expected.map(|one| (one.start, one.end)).collect()
    }

    /// The viewer may know of this session, and it is in this room's day.
    pub(crate) fn holds(&self, session: SessionId) -> bool {
        self.known.contains(&session) && self.stop(session).is_some()
    }

    /// A stop or an item of the line.
    pub(crate) fn stop(&self, session: SessionId) -> Option<&Stop> {
        stops(&self.line).find(|stop| stop.session == session)
    }

    /// When everything that the viewer may know of is expected, as things stand.
    pub fn expected(&self) -> HashMap<SessionId, Expected> {
        let known = |one: &Expected| self.known.contains(&one.session);
        follow(&self.line).into_iter().filter(known).map(|one| (one.session, one)).collect()
    }
}

/// The day that was asked for if the edition has it, else today, else its first.
pub(crate) fn chosen(edition: &Edition, asked: Option<&str>, now: Timestamp) -> Date {
    let days: Vec<Date> = edition.days().collect();
    let today = now.in_zone(&edition.zone).date();
    let asked = asked.and_then(|text| text.parse::<Date>().ok());
    let known = |day: &Date| days.contains(day);
    asked.filter(known).or(Some(today).filter(known)).unwrap_or(edition.first_day)
}

/// All stops of a line, items after their forum.
pub(crate) fn stops(line: &[Stop]) -> impl Iterator<Item = &Stop> {
    line.iter().flat_map(|stop| std::iter::once(stop).chain(&stop.items))
}

/// The rooms in which something is on now of which `stranger` may know no more
/// than that.
pub(crate) async fn reserved_rooms(
    db: &Db,
    stranger: &Ctx,
    views: &Views,
    slug: &str,
    rooms: &[Room],
) -> web::Result<HashSet<RoomId>> {
    let view = views.view_for(db, stranger, slug).await?;
    let known: HashSet<SessionId> = view.sessions.iter().map(|session| session.id).collect();
    let whole = Whole::load(db, stranger, views, &view.edition).await?;
    let now = stranger.now();
    let today = now.in_zone(&view.edition.zone).date();
    let is_taken = |room: &&Room| {
        let line = whole.line(room.id, today);
        let hidden: HashSet<SessionId> =
            line.iter().map(|stop| stop.session).filter(|session| !known.contains(session)).collect();
        follow(&line).iter().any(|one| hidden.contains(&one.session) && one.start <= now && now < one.end)
    };
    Ok(rooms.iter().filter(is_taken).map(|room| room.id).collect())
}

/// The whole programme of an edition with what was said about it, as Convoke
/// itself sees it. It answers about lines, and hands no session on.
pub(crate) struct Whole {
    view: Arc<ProgrammeView>,
    records: HashMap<SessionId, Record>,
    custom: Custom,
}

impl Whole {
    pub(crate) async fn load(db: &Db, ctx: &Ctx, views: &Views, edition: &Edition) -> web::Result<Self> {
        let everything = ctx.seen_by(Viewer::system());
        Ok(Self {
            view: views.view_for(db, &everything, edition.slug.as_str()).await?,
            records: records(db.read(), &everything, edition.id).await?,
            custom: custom(db.read(), &everything, edition.id).await?,
        })
    }

    /// The line of a room's day.
    pub(crate) fn line(&self, room: RoomId, day: Date) -> Vec<Stop> {
        let takes_place = |session: &&SessionView| session.day == day && !session.cancelled;
        let on_day = || self.view.sessions.iter().filter(takes_place);
        // A break of the whole house is in no room, and every room has it between two sessions.
        let common: Vec<&SessionView> =
            on_day().filter(|session| session.room.is_none() && session.kind == SessionKind::Break).collect();
        let mut line: Vec<Stop> = Vec::new();
        for session in on_day().filter(|session| session.room == Some(room) && session.parent.is_none()) {
            let mut stop = self.stop(session);
            let free = line.last().map_or(stop.start, |before| before.end);
            let between = common.iter().filter(|pause| free <= pause.starts_at && pause.ends_at <= stop.start);
            let pause = between.map(|pause| self.least(pause)).max().unwrap_or(0);
            stop.gap = i64::from(self.custom.turnover).max(pause);
            stop.items =
                self.view.items_of(session).filter(|item| !item.cancelled).map(|item| self.stop(item)).collect();
            line.push(stop);
        }
        line
    }

    fn stop(&self, session: &SessionView) -> Stop {
        let record = self.records.get(&session.id).filter(|record| record.planned_start == session.starts_at);
        Stop {
            session: session.id,
            start: session.starts_at,
            end: session.ends_at,
            shortest: self.least(session),
            gap: 0,
            said: record.map_or_else(Said::default, |record| record.said),
            items: Vec::new(),
        }
    }

    /// Minutes that a session needs at least.
    fn least(&self, session: &SessionView) -> i64 {
        let whole = i64::from(session.minutes);
        if session.kind == SessionKind::Break { whole.min(i64::from(self.custom.shortest_break)) } else { whole }
    }
}
