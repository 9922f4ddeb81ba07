//! Somebody else speaks instead: the session keeps its place and its text, what the
//! successor owes follows from the programme, and where nothing else waits to be
//! published the new cast is published with the same press.

use super::{people::Subject, person};
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::{FieldProblem, Permission, PersonId, Problems, SessionId, Viewer};
use programme::{
    Error,
    release::{preview, publish},
    session::replace_person,
};
use ui::FlashKind;
use web::{Cx, Submission};

/// What the form asks for.
struct Wanted {
    session: SessionId,
    revision: i64,
    successor: PersonId,
    publishes: bool,
}

pub(super) async fn store(
    cx: Cx,
    Path((slug, who)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let subject = Subject::read(&cx, &slug, &who, Permission::EditProgramme).await?;
    let wanted = match read(&cx, &subject, &sent).await? {
        Ok(wanted) => wanted,
        Err(problems) => return person::refused(&cx, &subject, &sent, &problems).await,
    };
    let pair = (subject.person.id, wanted.successor);
    let replaced = replace_person(cx.db(), cx.ctx(), &subject.edition, wanted.session, wanted.revision, pair).await;
    match replaced {
        Ok(_) => republished(&cx, &subject, &wanted).await,
        Err(Error::Invalid(problems)) => {
            // The programme says at its own field who cannot; here the field has another name.
            let mut own = Problems::new();
            for (_, list) in problems.iter() {
                list.iter().for_each(|problem| own.add("successor", problem.clone()));
            }
            person::refused(&cx, &subject, &sent, &own).await
        }
        Err(Error::Stale(_)) => Ok(person::done(&cx, &subject, FlashKind::Problem, "speakers-stale")),
        Err(other) => Err(other.into()),
    }
}

async fn read(cx: &Cx, subject: &Subject, sent: &Submission) -> web::Result<Result<Wanted, Problems>> {
    let mut problems = sent.problems.clone();
    let chosen = sent.value("session").split_once('.').and_then(|(code, revision)| {
        let mut own = subject.view.parts.iter().filter(|part| part.person == subject.person.id);
        let part = own.find(|part| part.code == code)?;
        Some((part.session, revision.parse::<i64>().ok()?))
    });
    let chosen = problems.take("session", chosen.ok_or(FieldProblem::new("problem-choice")));
    let named = programme::find_person(cx, &subject.edition, sent.value("successor").trim()).await?;
    let successor = problems.take("successor", named);
    if successor == Some(subject.person.id) {
        problems.add("successor", FieldProblem::new("speakers-problem-same-person"));
    }
    let publishes = sent.value("publish") == "yes";
    Ok(match (chosen, successor) {
        (Some((session, revision)), Some(successor)) if problems.is_empty() => {
            Ok(Wanted { session, revision, successor, publishes })
        }
        _ => Err(problems),
    })
}

/// Publishes when only this has changed; otherwise somebody must look at the rest first.
async fn republished(cx: &Cx, subject: &Subject, wanted: &Wanted) -> web::Result<Response> {
    let edition: &Edition = &subject.edition;
    if !wanted.publishes || !cx.can(Permission::ReleaseProgramme, edition.id) {
        return Ok(person::done(cx, subject, FlashKind::Done, "speakers-replaced"));
    }
    // Whether anything else waits, also what this viewer may not know of.
    let found = preview(cx.db(), &cx.ctx().seen_by(Viewer::system()), edition).await?;
    let alone = found.changes.iter().all(|change| change.session == wanted.session);
    let released = match (&found.last, alone && found.blocking.is_empty() && found.changes_anything) {
        (Some(last), true) => publish(cx.db(), cx.ctx(), edition, last.number, ("", "")).await.is_ok(),
        _ => false,
    };
    if released {
        return Ok(person::done(cx, subject, FlashKind::Done, "speakers-replaced-published"));
    }
    let path = format!("/{}/desk/release", edition.slug);
    Ok(web::with_flash(cx, &path, FlashKind::Notice, "speakers-replaced-others-wait"))
}
