//! All rooms of a day: what is on, what comes next, and the ways to each room's pages.

use super::{AskedDay, Name, clock, tabs};
use crate::{RoomDay, day::chosen};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use axum_extra::extract::Query;
use kernel::Permission;
use programme::{Mark, SessionView, Stage, Views};
use ui::{MenuItem, Page};
use web::Cx;

/// What stands at a room: a time, a title, and what happens to it.
pub(super) struct Standing {
    pub(super) clock: String,
    pub(super) title: Name,
    pub(super) marks: Vec<Mark>,
}

struct Row {
    room: Name,
    slug: String,
    sessions: usize,
    now: Option<Standing>,
    next: Option<Standing>,
}

#[derive(Template)]
#[template(path = "onsite/overview.html")]
struct OverviewPage {
    page: Page,
    date: String,
    day: String,
    tabs: Vec<MenuItem>,
    rows: Vec<Row>,
    may_run: bool,
    may_plan: bool,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
    Query(asked): AskedDay,
) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let view = views.view(&cx, &slug).await?;
    let day = chosen(&edition, Some(&asked.day), cx.now());
    let page = congress::edition_page(&cx, &edition);
    let rooms = congress::rooms(cx.db(), cx.ctx(), edition.id).await?;
    let rows = rooms.iter().map(|room| {
        let own = view
            .sessions
            .iter()
            .filter(|s| s.room == Some(room.id) && s.day == day && s.parent.is_none() && !s.cancelled);
        let own: Vec<&SessionView> = own.collect();
        let (now, next) = now_and_next(&own, cx.now());
        let standing = |session: &SessionView| Standing {
            clock: clock(session.runs_from(), &edition.zone),
            title: Name::of(&session.title, cx.locale()),
            marks: view.marks(session, cx.text()),
        };
        Row {
            room: Name::of(&room.name, cx.locale()),
            slug: room.slug.to_string(),
            sessions: own.len(),
            now: now.map(standing),
            next: next.map(standing),
        }
    });
    web::ok(&OverviewPage {
        rows: rows.collect(),
        date: ui::long_date(day, cx.locale()),
        day: day.to_string(),
        tabs: tabs(&page, &edition, day, |day| format!("/{}/desk/day?day={day}", edition.slug)),
        may_run: cx.can(Permission::RunRooms, edition.id),
        may_plan: cx.can(Permission::EditProgramme, edition.id),
        page,
    })
}

/// What is on in a room and what comes after it, from its sessions in the order
/// of the plan.
pub(crate) fn now_and_next<'v>(
    sessions: &[&'v SessionView],
    now: kernel::Timestamp,
) -> (Option<&'v SessionView>, Option<&'v SessionView>) {
    let stage = |session: &SessionView| session.live.as_ref().map_or(Stage::Waiting, |live| live.stage);
    let is_on = |session: &&&SessionView| match stage(session) {
        Stage::Running => true,
        Stage::Waiting => session.runs_from() <= now && now < session.runs_until(),
        Stage::Over => false,
    };
    // Who forgot to say that one is over has begun the next.
    let on = sessions.iter().rfind(|session| is_on(session) && now < session.runs_until().plus_minutes(60)).copied();
    let is_ahead = |session: &&&SessionView| stage(session) == Stage::Waiting && session.runs_from() > now;
    (on, sessions.iter().find(is_ahead).copied())
}

impl RoomDay {
    /// The day's sessions as a list.
    pub(super) fn listed(&self) -> Vec<&SessionView> {
        self.sessions().collect()
    }
}
