//! Venues and rooms, on one page.

use super::{
    desk, edition_page,
    records::{Record, next_position},
};
use crate::{
    Edition, Error, Room, RoomDetails, RoomKind, Venue, VenueDetails,
    fields::{Field, Input},
    home::Words,
    room, typed, venue,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use kernel::{Permission, Problems, RoomId, VenueId};
use sea_orm::DbErr;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

impl Record for Venue {
    type Key = VenueId;
    type Details = VenueDetails;
    const PATH: &'static str = "/desk/venues";
    const LIST: &'static str = "/desk/venues";
    const NEW: &'static str = "congress-venue-new";
    const SAVED: &'static str = "congress-venue-saved";
    const REMOVED: &'static str = "congress-venue-removed";

    fn key(&self) -> VenueId {
        self.id
    }
    fn slug(&self) -> &str {
        self.slug.as_str()
    }
    fn title(&self, cx: &Cx) -> String {
        self.name.get(cx.locale()).to_string()
    }
    fn form(&self) -> Form {
        self.form()
    }
    fn blank(others: &[Self]) -> Form {
        Form::filled([("position", next_position(others.iter().map(|venue| venue.position)))])
    }
    fn read(sent: &Submission) -> Result<VenueDetails, Problems> {
        VenueDetails::read(sent)
    }
    async fn fields(_: &Cx, _: &Edition) -> Result<Vec<Field>, DbErr> {
        Ok(vec![
            Field::new("name", "congress-name", Input::Lines),
            Field::new("address", "congress-address", Input::Lines).optional(),
            slug_field(),
            position_field(),
        ])
    }
    async fn all(cx: &Cx, edition: &Edition) -> Result<Vec<Self>, DbErr> {
        venue::venues(cx.db(), cx.ctx(), edition.id).await
    }
    async fn add(cx: &Cx, edition: &Edition, details: &VenueDetails) -> Result<(), Error> {
        venue::add_venue(cx.db(), cx.ctx(), edition.id, details).await.map(drop)
    }
    async fn revise(
        cx: &Cx,
        edition: &Edition,
        key: VenueId,
        revision: i64,
        details: &VenueDetails,
    ) -> Result<(), Error> {
        venue::revise_venue(cx.db(), cx.ctx(), edition.id, key, revision, details).await
    }
    async fn remove(cx: &Cx, edition: &Edition, key: VenueId, revision: i64) -> Result<(), Error> {
        venue::remove_venue(cx.db(), cx.ctx(), edition.id, key, revision).await
    }
}

impl Record for Room {
    type Key = RoomId;
    type Details = RoomDetails;
    const PATH: &'static str = "/desk/rooms";
    const LIST: &'static str = "/desk/venues";
    const NEW: &'static str = "congress-room-new";
    const SAVED: &'static str = "congress-room-saved";
    const REMOVED: &'static str = "congress-room-removed";

    fn key(&self) -> RoomId {
        self.id
    }
    fn slug(&self) -> &str {
        self.slug.as_str()
    }
    fn title(&self, cx: &Cx) -> String {
        self.name.get(cx.locale()).to_string()
    }
    fn form(&self) -> Form {
        self.form()
    }
    fn blank(others: &[Self]) -> Form {
        let position = next_position(others.iter().map(|room| room.position));
        Form::filled([("position", position.as_str()), ("kind", RoomKind::Room.as_str()), ("published", "yes")])
    }
    fn read(sent: &Submission) -> Result<RoomDetails, Problems> {
        RoomDetails::read(sent)
    }
    async fn fields(cx: &Cx, edition: &Edition) -> Result<Vec<Field>, DbErr> {
        let venues = venue::venues(cx.db(), cx.ctx(), edition.id).await?;
        let venues = venues.iter().map(|v| (v.id.to_string(), v.name.get(cx.locale()).to_string())).collect();
        let kinds = RoomKind::ALL.iter().map(|kind| (kind.to_string(), kind_in_words(cx, *kind))).collect();
        Ok(vec![
            Field::new("name", "congress-name", Input::Lines),
            Field::new("venue", "congress-venue", Input::Choice(venues)),
            Field::new("kind", "congress-room-kind", Input::Choice(kinds)),
            Field::new("capacity", "congress-capacity", Input::Number).hint("congress-capacity-hint"),
            slug_field(),
            position_field(),
            Field::new("published", "congress-room-published", Input::Tick).hint("congress-room-published-hint"),
        ])
    }
    async fn all(cx: &Cx, edition: &Edition) -> Result<Vec<Self>, DbErr> {
        room::rooms(cx.db(), cx.ctx(), edition.id).await
    }
    async fn add(cx: &Cx, edition: &Edition, details: &RoomDetails) -> Result<(), Error> {
        room::add_room(cx.db(), cx.ctx(), edition.id, details).await.map(drop)
    }
    async fn revise(
        cx: &Cx,
        edition: &Edition,
        key: RoomId,
        revision: i64,
        details: &RoomDetails,
    ) -> Result<(), Error> {
        room::revise_room(cx.db(), cx.ctx(), edition.id, key, revision, details).await
    }
    async fn remove(cx: &Cx, edition: &Edition, key: RoomId, revision: i64) -> Result<(), Error> {
        room::remove_room(cx.db(), cx.ctx(), edition.id, key, revision).await
    }
}

/// The slug of any record.
pub(super) fn slug_field() -> Field {
    Field::new("slug", "congress-slug", Input::Line).hint("congress-slug-hint").optional()
}

/// The place of any record in its list.
pub(super) fn position_field() -> Field {
    Field::new("position", "congress-position", Input::Number).hint("congress-position-hint")
}

fn kind_in_words(cx: &Cx, kind: RoomKind) -> String {
    cx.text().t(match kind {
        RoomKind::Hall => "congress-kind-hall",
        RoomKind::Stage => "congress-kind-stage",
        RoomKind::Room => "congress-kind-room",
        RoomKind::Meeting => "congress-kind-meeting",
        RoomKind::Exhibition => "congress-kind-exhibition",
        RoomKind::Outdoor => "congress-kind-outdoor",
    })
}

#[derive(Template)]
#[template(path = "congress/venues.html")]
struct VenuesPage {
    page: Page,
    venues: Vec<VenueBlock>,
    walks: Vec<WalkRow>,
    /// A walk that was refused.
    form: Form,
    may_edit: bool,
}

struct VenueBlock {
    name: Words,
    address: Words,
    edit: String,
    rooms: Vec<RoomRow>,
}

struct RoomRow {
    name: Words,
    kind: String,
    capacity: i32,
    published: bool,
    edit: String,
}

struct WalkRow {
    from: String,
    to: String,
    from_id: VenueId,
    to_id: VenueId,
    minutes: Option<i32>,
    /// What was typed for this one and refused.
    typed: Option<String>,
}

impl WalkRow {
    fn value(&self) -> String {
        self.typed.clone().or_else(|| self.minutes.map(|minutes| minutes.to_string())).unwrap_or_default()
    }
}

/// All venues with their rooms.
pub(super) async fn list(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadDesk).await?;
    web::ok(&venues_page(&cx, &edition, Form::new()).await?)
}

async fn venues_page(cx: &Cx, edition: &Edition, form: Form) -> Result<VenuesPage, DbErr> {
    let page = edition_page(cx, edition);
    let venues = venue::venues(cx.db(), cx.ctx(), edition.id).await?;
    let rooms = room::rooms(cx.db(), cx.ctx(), edition.id).await?;
    let walks = venue::walks(cx.db(), cx.ctx(), edition.id).await?;
    Ok(VenuesPage {
        may_edit: cx.can(Permission::EditEdition, edition.id),
        venues: venues.iter().map(|venue| block(cx, &page, venue, &rooms)).collect(),
        walks: walk_rows(cx, &venues, &walks, &form),
        form,
        page,
    })
}

fn block(cx: &Cx, page: &Page, venue: &Venue, rooms: &[Room]) -> VenueBlock {
    let row = |room: &Room| RoomRow {
        name: Words::of(&room.name, cx.locale()),
        kind: kind_in_words(cx, room.kind),
        capacity: room.capacity,
        published: room.published,
        edit: page.in_edition(format!("/desk/rooms/{}", room.id)),
    };
    VenueBlock {
        name: Words::of(&venue.name, cx.locale()),
        address: Words::of(&venue.address, cx.locale()),
        edit: page.in_edition(format!("/desk/venues/{}", venue.id)),
        rooms: rooms.iter().filter(|room| room.venue == venue.id).map(row).collect(),
    }
}

fn walk_rows(cx: &Cx, venues: &[Venue], walks: &crate::Walks, form: &Form) -> Vec<WalkRow> {
    let is_typed =
        |from: &Venue, to: &Venue| form.value("from") == from.id.to_string() && form.value("to") == to.id.to_string();
    let name = |venue: &Venue| venue.name.get(cx.locale()).to_string();
    let pairs = venues.iter().enumerate().flat_map(|(i, from)| venues[i + 1..].iter().map(move |to| (from, to)));
    pairs
        .map(|(from, to)| WalkRow {
            from: name(from),
            to: name(to),
            from_id: from.id,
            to_id: to.id,
            minutes: walks.minutes(from.id, to.id),
            typed: is_typed(from, to).then(|| form.value("minutes").to_owned()),
        })
        .collect()
}

/// Says how long a walk takes.
pub(super) async fn walk(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditEdition).await?;
    let mut problems = sent.problems.clone();
    let from = typed::word(&sent, &mut problems, "from");
    let to = typed::word(&sent, &mut problems, "to");
    let minutes = typed::number(&sent, &mut problems, "minutes", 0..=600);
    let (Some(from), Some(to), Some(minutes)) = (from, to, minutes) else {
        let form = sent.form.with_problems(&problems, cx.text());
        return web::invalid(&venues_page(&cx, &edition, form).await?);
    };
    venue::set_walk(cx.db(), cx.ctx(), edition.id, (from, to), minutes).await?;
    let path = format!("/{}/desk/venues", edition.slug);
    Ok(web::with_flash(&cx, &path, FlashKind::Done, "congress-walk-saved"))
}
