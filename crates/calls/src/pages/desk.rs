//! Where staff write calls, follow what comes in, and decide.

mod calls;
mod card;
mod codes;
mod csv;
mod decisions;
mod letters;
mod people;
mod proposal;
mod proposals;
mod questions;
mod reviewing;
mod suggestion;
mod tabs;
mod versions;

pub(super) use versions::{Compared, Version, compared};

use super::{EDIT, READ};
use crate::{Call, ProposalState};
use congress::Edition;
use web::{Cx, Routes};

pub(super) fn routes() -> Routes {
    call_routes().and(member_routes()).and(proposal_routes()).and(review_routes())
}

macro_rules! at {
    ($end:literal) => {
        concat!("/{edition}/desk/calls/{call}", $end)
    };
}
macro_rules! sample {
    ($end:literal) => {
        concat!("/hangzhou-2024/desk/calls/sessions", $end)
    };
}

fn call_routes() -> Routes {
    Routes::new()
        .get("/{edition}/desk/calls", calls::list, READ, "/hangzhou-2024/desk/calls")
        .get("/{edition}/desk/calls/new", calls::blank, EDIT, "/hangzhou-2024/desk/calls/new")
        .post("/{edition}/desk/calls", calls::create, EDIT, "/hangzhou-2024/desk/calls")
        .get(at!("/settings"), calls::show, EDIT, sample!("/settings"))
        .post(at!("/settings"), calls::revise, EDIT, sample!("/settings"))
        .post(at!("/state"), calls::change, EDIT, sample!("/state"))
        .get(at!("/questions"), questions::list, EDIT, sample!("/questions"))
        .post(at!("/questions"), questions::add, EDIT, sample!("/questions"))
        .get(at!("/questions/{id}"), questions::show, EDIT, sample!("/questions/00000000-0000-7000-8000-0000000ca110"))
        .post(
            at!("/questions/{id}"),
            questions::revise,
            EDIT,
            sample!("/questions/00000000-0000-7000-8000-0000000ca110"),
        )
        .post(
            at!("/questions/{id}/removal"),
            questions::remove,
            EDIT,
            sample!("/questions/00000000-0000-7000-8000-0000000ca110/removal"),
        )
        .get(at!("/card"), card::show, EDIT, sample!("/card"))
        .post(at!("/card"), card::store, EDIT, sample!("/card"))
}

fn member_routes() -> Routes {
    Routes::new()
        .get(at!("/codes"), codes::list, EDIT, sample!("/codes"))
        .post(at!("/codes"), codes::make, EDIT, sample!("/codes"))
        .post(
            at!("/codes/{id}/revocation"),
            codes::revoke,
            EDIT,
            sample!("/codes/00000000-0000-7000-8000-000000000000/revocation"),
        )
        .get(at!("/people"), people::list, EDIT, sample!("/people"))
        .post(at!("/people"), people::invite, EDIT, sample!("/people"))
        .post(
            at!("/people/{id}/removal"),
            people::dismiss,
            EDIT,
            sample!("/people/00000000-0000-7000-8000-000000000000/removal"),
        )
}

fn proposal_routes() -> Routes {
    Routes::new()
        .get(at!(""), proposals::list, READ, sample!(""))
        .get(at!("/proposals.csv"), csv::download, READ, sample!("/proposals.csv"))
        .get(at!("/proposals/{proposal}"), proposal::show, READ, sample!("/proposals/TRAMS4"))
        .post(at!("/decisions"), decisions::decide, EDIT, sample!("/decisions"))
        .get(at!("/letters"), letters::show, EDIT, sample!("/letters"))
        .post(at!("/letters"), letters::send, EDIT, sample!("/letters"))
}

fn review_routes() -> Routes {
    Routes::new()
        .get(at!("/reviewing"), reviewing::show, EDIT, sample!("/reviewing"))
        .post(at!("/reviewing"), reviewing::change, EDIT, sample!("/reviewing"))
        .get(at!("/reviewing/suggestion"), suggestion::show, EDIT, sample!("/reviewing/suggestion?each=2"))
        .post(at!("/reviewing/suggestion"), suggestion::take, EDIT, sample!("/reviewing/suggestion"))
        .post(at!("/proposals/{proposal}/reviewers"), reviewing::choose, EDIT, sample!("/proposals/TRAMS4/reviewers"))
}

/// The tone of the tag of a state.
pub(super) fn tone(state: ProposalState) -> &'static str {
    match state {
        ProposalState::Draft => "warn",
        ProposalState::Submitted => "outline",
        ProposalState::Accepted => "good",
        ProposalState::WaitListed => "warn",
        ProposalState::Rejected | ProposalState::Withdrawn => "danger",
    }
}

/// The tracks that a call offers: keys and names.
pub(super) async fn tracks_of(cx: &Cx, edition: &Edition, call: &Call) -> web::Result<Vec<(String, String)>> {
    let all = congress::tracks(cx.db(), cx.ctx(), edition.id).await?;
    let offered = all.iter().filter(|track| call.tracks.0.contains(&track.id));
    Ok(offered.map(|track| (track.id.to_string(), track.name.get(cx.locale()).text.to_owned())).collect())
}
