//! The people of a delegation: another member, another head, one fewer.

use super::{
    desk_delegations::{filled, record, record_page},
    found, refusal,
};
use crate::{
    delegation::{Delegation, add_member, appoint_head, remove_member},
    error::Error,
    typed,
};
use axum::{extract::Path, response::Response};
use congress::{Edition, desk};
use kernel::{FieldProblem, Permission, PersonId};
use ui::FlashKind;
use web::{Cx, Submission};

/// The delegation that a form is about.
struct About {
    edition: Edition,
    delegation: Delegation,
}

impl About {
    async fn read(cx: &Cx, slug: &str, delegation: &str) -> web::Result<Self> {
        let edition = desk(cx, slug, Permission::EditDirectory).await?;
        let delegation = record(cx, &edition, delegation).await?;
        Ok(Self { edition, delegation })
    }

    async fn answer(&self, cx: &Cx, sent: &Submission, result: Result<(), Error>) -> web::Result<Response> {
        let error = match result {
            Ok(()) => {
                let path = format!("/{}/desk/delegations/{}", self.edition.slug, self.delegation.slug);
                return Ok(web::with_flash(cx, &path, FlashKind::Done, "directory-stored"));
            }
            Err(error) => error,
        };
        let (status, problems) = refusal(error)?;
        let mut form = filled(cx, &self.delegation).await?;
        form.set("person", sent.value("person"));
        form.set("rank", sent.value("rank"));
        let form = form.with_problems(&problems, cx.text());
        record_page(cx, &self.edition, Some(&self.delegation), status, form).await
    }
}

pub(super) async fn add(
    cx: Cx,
    Path((slug, delegation)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let about = About::read(&cx, &slug, &delegation).await?;
    let mut problems = sent.problems.clone();
    let person = found::participant(&cx, &about.edition, "person", sent.value("person"), &mut problems).await?;
    if person.is_none() && problems.of_field("person").is_empty() {
        problems.add("person", FieldProblem::new("problem-required"));
    }
    let rank = typed::optional_number(&sent, &mut problems, "rank", 1..=20);
    let result = match (person, problems.is_empty()) {
        (Some(person), true) => {
            add_member(cx.db(), cx.ctx(), about.edition.id, about.delegation.id, person, rank).await
        }
        _ => Err(Error::Invalid(problems)),
    };
    about.answer(&cx, &sent, result).await
}

pub(super) async fn head(
    cx: Cx,
    Path((slug, delegation)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let about = About::read(&cx, &slug, &delegation).await?;
    let result = appoint_head(cx.db(), cx.ctx(), about.edition.id, about.delegation.id, member(&sent)?).await;
    about.answer(&cx, &sent, result).await
}

pub(super) async fn remove(
    cx: Cx,
    Path((slug, delegation)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let about = About::read(&cx, &slug, &delegation).await?;
    let result = remove_member(cx.db(), cx.ctx(), about.edition.id, about.delegation.id, member(&sent)?).await;
    about.answer(&cx, &sent, result).await
}

fn member(sent: &Submission) -> web::Result<PersonId> {
    sent.value("member").parse().map_err(|_| web::Error::NotFound)
}
