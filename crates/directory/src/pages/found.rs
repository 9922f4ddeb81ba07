//! People and organisations named in a form: by the last segment of their
//! address, by e-mail, or by a name that only one has.

use crate::{
    organisation::{OrganisationFilter, organisation_by_slug, organisations},
    person::{PeopleFilter, people, person_by_slug},
};
use congress::Edition;
use kernel::{FieldProblem, OrganisationId, PersonId, Problems};
use sea_orm::DbErr;
use web::Cx;

/// The participant that a field names; an empty field names nobody.
pub(super) async fn participant(
    cx: &Cx,
    edition: &Edition,
    field: &str,
    raw: &str,
    problems: &mut Problems,
) -> Result<Option<PersonId>, DbErr> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    if let Some(person) = person_by_slug(cx.db(), cx.ctx(), edition.id, raw).await? {
        return Ok(Some(person.id));
    }
    let filter = PeopleFilter { words: Some(raw.chars().take(120).collect()), ..PeopleFilter::default() };
    let mut found = people(cx.db(), cx.ctx(), edition.id, &filter, None, 6).await?.people;
    if found.len() > 1 {
        let choices: Vec<String> = found.iter().map(|card| format!("{} ({})", card.name, card.slug)).collect();
        problems.add(field, FieldProblem::new("directory-problem-which-person").with("people", choices.join("; ")));
        return Ok(None);
    }
    let only = found.pop().map(|card| card.id);
    if only.is_none() {
        problems.add(field, FieldProblem::new("directory-problem-no-participant"));
    }
    Ok(only)
}

/// The organisation of this edition that a field names.
pub(super) async fn organisation(
    cx: &Cx,
    edition: &Edition,
    field: &str,
    raw: &str,
    problems: &mut Problems,
) -> Result<Option<OrganisationId>, DbErr> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    if let Some(organisation) = organisation_by_slug(cx.db(), cx.ctx(), edition.id, raw).await? {
        return Ok(Some(organisation.id));
    }
    let filter = OrganisationFilter { words: Some(raw.chars().take(160).collect()), ..OrganisationFilter::default() };
    let (found, _) = organisations(cx.db(), cx.ctx(), edition.id, &filter, None, 6).await?;
    match found.as_slice() {
        [only] => Ok(Some(only.id)),
        [] => {
            problems.add(field, FieldProblem::new("directory-problem-no-organisation"));
            Ok(None)
        }
        several => {
            let choices: Vec<String> =
                several.iter().map(|o| format!("{} ({})", o.name.get(cx.locale()).text, o.slug)).collect();
            let problem = FieldProblem::new("directory-problem-which-organisation");
            problems.add(field, problem.with("organisations", choices.join("; ")));
            Ok(None)
        }
    }
}
