//! Deciding about the ticked proposals.

use super::{
    super::{Refusal, desk_call, refusal},
    proposals::{Filter, sheet},
};
use crate::{
    Call, Error, ProposalId,
    decision::{Verdict, decide as settle},
    proposal::proposals_of,
    typed,
};
use axum::{extract::Path, http::StatusCode, response::Response};
use kernel::{FieldProblem, Permission, Problems};
use ui::FlashKind;
use web::{Cx, Submission};

pub(super) async fn decide(
    cx: Cx,
    Path((slug, call)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, call) = desk_call(&cx, &slug, &call, Permission::EditProgramme).await?;
    let mut problems = sent.problems.clone();
    let verdict: Option<Verdict> = problems.take("verdict", typed::choice(sent.value("verdict")));
    let chosen = problems.take("chosen", chosen(&cx, &call, sent.values("chosen")).await?);
    let decided = match (verdict, chosen) {
        (Some(verdict), Some(chosen)) if problems.is_empty() => {
            settle(cx.db(), cx.ctx(), &call, &chosen, verdict).await
        }
        _ => Err(Error::Invalid(problems)),
    };
    let Err(error) = decided else {
        let path = format!("/{}/desk/calls/{}", edition.slug, call.slug);
        return Ok(web::with_flash(&cx, &path, FlashKind::Done, "calls-decided"));
    };
    let (problems, status) = match refusal(error)? {
        Refusal::Problems(problems) => (problems, StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::Stale => {
            (Problems::of("chosen", FieldProblem::new("calls-problem-chosen-stale")), StatusCode::CONFLICT)
        }
    };
    let form = sent.form.with_problems(&problems, cx.text());
    web::html(status, &sheet(&cx, &edition, &call, &Filter::default(), form).await?)
}

/// The proposals that a form names by code and by what was seen: `RAVEN7.3`.
pub(super) async fn chosen(
    cx: &Cx,
    call: &Call,
    named: &[String],
) -> web::Result<Result<Vec<(ProposalId, i64)>, FieldProblem>> {
    if named.is_empty() {
        return Ok(Err(FieldProblem::new("calls-problem-none-chosen")));
    }
    let all = proposals_of(cx.db(), cx.ctx(), call.id).await?;
    let find = |name: &String| {
        let (code, seen) = name.split_once('.')?;
        let proposal = all.iter().find(|proposal| proposal.code == code)?;
        Some((proposal.id, seen.parse().ok()?))
    };
    let found: Option<Vec<(ProposalId, i64)>> = named.iter().map(find).collect();
    Ok(found.ok_or_else(|| FieldProblem::new("calls-problem-choice")))
}
