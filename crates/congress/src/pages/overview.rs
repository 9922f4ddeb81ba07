//! The desk's front page: what there is, and who may see it.

use super::{desk, edition_page, refusal, revision};
use crate::{
    DeskCard, Edition, EditionState, Error, Neighbours, change_state, edition,
    home::{Link, Words},
    room, track, venue,
};
use askama::Template;
use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use kernel::{FieldProblem, Permission, Problems};
use std::sync::Arc;
use ui::{FlashKind, Page};
use web::{Cx, Submission, with_flash};

#[derive(Template)]
#[template(path = "congress/overview.html")]
struct OverviewPage {
    page: Page,
    name: Words,
    dates: String,
    zone: String,
    state: EditionState,
    revision: i64,
    cards: Vec<DeskCard>,
    next: Vec<StateButton>,
    hosted: Vec<Link>,
    may_clone: bool,
    problems: Vec<String>,
}

struct StateButton {
    state: EditionState,
    key: &'static str,
    hint: &'static str,
}

/// The overview.
pub(super) async fn show(
    cx: Cx,
    Path(slug): Path<String>,
    Extension(neighbours): Extension<Arc<Neighbours>>,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::ReadDesk).await?;
    answer(&cx, &edition, &neighbours, StatusCode::OK, Vec::new()).await
}

/// Shows the edition to everybody, archives it, or hides it again.
pub(super) async fn change(
    cx: Cx,
    Path(slug): Path<String>,
    Extension(neighbours): Extension<Arc<Neighbours>>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditEdition).await?;
    let outcome = match sent.value("state").parse::<EditionState>() {
        Ok(to) => change_state(cx.db(), cx.ctx(), edition.id, revision(&sent), to).await,
        Err(_) => Err(Error::Invalid(Problems::of("state", FieldProblem::new("problem-choice")))),
    };
    match outcome {
        Ok(after) => Ok(with_flash(&cx, &format!("/{}/desk", after.slug), FlashKind::Done, "congress-state-changed")),
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let words = problems.iter().flat_map(|(_, all)| all).map(|p| cx.text().problem(p)).collect();
            answer(&cx, &edition, &neighbours, status, words).await
        }
    }
}

async fn answer(
    cx: &Cx,
    edition: &Edition,
    neighbours: &Neighbours,
    status: StatusCode,
    problems: Vec<String>,
) -> web::Result<Response> {
    let page = edition_page(cx, edition);
    let hosted = edition::hosted_editions(cx.db(), cx.ctx(), edition.id).await?;
    let may_edit = cx.can(Permission::EditEdition, edition.id);
    let next = if may_edit { edition.state.next() } else { &[] };
    let link = |e: &Edition| Link { path: page.path(format!("/{}", e.slug)), name: Words::of(&e.name, cx.locale()) };
    web::html(
        status,
        &OverviewPage {
            name: Words::of(&edition.name, cx.locale()),
            dates: edition.days_in_words(cx.locale()),
            zone: edition.zone.to_string(),
            state: edition.state,
            revision: edition.revision,
            cards: cards(cx, edition, neighbours).await?,
            next: next.iter().map(|to| button(edition.state, *to)).collect(),
            hosted: hosted.iter().map(link).collect(),
            may_clone: cx.can_in_house(Permission::RunHouse),
            problems,
            page,
        },
    )
}

/// Other domains speak first: their numbers change daily, ours hardly ever.
async fn cards(cx: &Cx, edition: &Edition, neighbours: &Neighbours) -> web::Result<Vec<DeskCard>> {
    let mut cards = Vec::new();
    for neighbour in &neighbours.desk_cards {
        cards.extend(neighbour.desk_cards(cx, edition).await?);
    }
    let card = |key: &'static str, n: usize, path: &'static str| DeskCard {
        value: n.to_string(),
        label: cx.text().with(key, &[("n", n.into())]),
        path,
    };
    let venues = venue::venues(cx.db(), cx.ctx(), edition.id).await?;
    let rooms = room::rooms(cx.db(), cx.ctx(), edition.id).await?;
    let tracks = track::tracks(cx.db(), cx.ctx(), edition.id).await?;
    cards.push(card("congress-card-venues", venues.len(), "/desk/venues"));
    cards.push(card("congress-card-rooms", rooms.len(), "/desk/venues"));
    cards.push(card("congress-card-tracks", tracks.len(), "/desk/tracks"));
    Ok(cards)
}

fn button(from: EditionState, to: EditionState) -> StateButton {
    let (key, hint) = match (from, to) {
        (EditionState::Archived, EditionState::Public) => ("congress-state-reopen", "congress-state-reopen-hint"),
        (_, EditionState::Public) => ("congress-state-publish", "congress-state-publish-hint"),
        (_, EditionState::Archived) => ("congress-state-archive", "congress-state-archive-hint"),
        (_, EditionState::Draft) => ("congress-state-hide", "congress-state-hide-hint"),
    };
    StateButton { state: to, key, hint }
}
