//! The pages: thin handlers that read, call one verb, and answer.

mod desk;
mod field;
mod moment;
mod review;
mod site;

use crate::{
    Call, Proposal,
    call::call_by_slug,
    proposal::{own_proposals, proposal_by_code},
};
use congress::Edition;
use kernel::{Permission, Problems};
use web::{Cx, Routes, Who};

const READ: Who = Who::Staff(Permission::ReadDesk);
const EDIT: Who = Who::Staff(Permission::EditProgramme);

pub(crate) fn routes() -> Routes {
    site::routes().and(review::routes()).and(desk::routes())
}

/// The edition and the call of an address, if the viewer may know of both.
async fn call_at(cx: &Cx, edition: &str, call: &str) -> web::Result<(Edition, Call)> {
    let edition = congress::edition(cx, edition).await?;
    let call = call_by_slug(cx.db(), cx.ctx(), edition.id, call).await?;
    Ok((edition, call.ok_or(web::Error::NotFound)?))
}

/// As [`call_at`], for a page of the desk.
async fn desk_call(cx: &Cx, edition: &str, call: &str, permission: Permission) -> web::Result<(Edition, Call)> {
    let edition = congress::desk(cx, edition, permission).await?;
    let call = call_by_slug(cx.db(), cx.ctx(), edition.id, call).await?;
    Ok((edition, call.ok_or(web::Error::NotFound)?))
}

/// A proposal of the viewer's own, with its call.
async fn own_at(cx: &Cx, edition: &str, code: &str) -> web::Result<(Edition, Call, Proposal)> {
    let edition = congress::edition(cx, edition).await?;
    let own = own_proposals(cx.db(), cx.ctx(), edition.id).await?;
    let proposal = own.into_iter().find(|one| one.code == code).ok_or(web::Error::NotFound)?;
    // Who would speak may always know what was called for.
    let all = crate::call::calls(cx.db(), cx.ctx(), edition.id).await?;
    let call = all.into_iter().find(|call| call.id == proposal.call).ok_or(web::Error::NotFound)?;
    Ok((edition, call, proposal))
}

/// A proposal of a call, for its staff.
async fn desk_proposal(cx: &Cx, edition: &Edition, call: &Call, code: &str) -> web::Result<Proposal> {
    let found = proposal_by_code(cx.db(), cx.ctx(), edition.id, code).await?;
    // What staff know of as speakers only is no business of the desk.
    let handed_in = |one: &Proposal| one.call == call.id && one.submitted_at.is_some();
    found.filter(handed_in).ok_or(web::Error::NotFound)
}

/// What a form shows again: its problems, or that somebody else was faster.
enum Refusal {
    Problems(Problems),
    Stale,
}

/// Splits the refusals that a form can show from the errors that are a page.
fn refusal(error: crate::Error) -> web::Result<Refusal> {
    match error {
        crate::Error::Invalid(problems) => Ok(Refusal::Problems(problems)),
        crate::Error::Stale => Ok(Refusal::Stale),
        other => Err(other.into()),
    }
}

/// The name of the house in addresses of letters.
fn origin(cx: &Cx) -> &str {
    &cx.app().settings().origin
}
