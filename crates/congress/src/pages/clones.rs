//! Making an edition out of this one.

use super::{desk, form_page::FormSheet, places::slug_field, refusal};
use crate::{
    CloneDetails, Edition, Error, Neighbours, clone_edition, day, edition,
    fields::{Field, Input},
    typed,
};
use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use kernel::{Permission, Problems};
use std::sync::Arc;
use ui::{FlashKind, Form};
use web::{Cx, Submission, with_flash};

/// The form: what the next edition is called and when it begins.
pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = source(&cx, &slug).await?;
    let fields = fields();
    sheet(&cx, &edition, &fields, Form::new()).page(&cx, Some(&edition)).answer(StatusCode::OK)
}

/// Makes the next edition.
pub(super) async fn create(
    cx: Cx,
    Path(slug): Path<String>,
    Extension(neighbours): Extension<Arc<Neighbours>>,
    sent: Submission,
) -> web::Result<Response> {
    let edition = source(&cx, &slug).await?;
    let outcome = match read(&sent) {
        Ok(details) => clone_edition(cx.db(), cx.ctx(), edition.id, &details, &neighbours.clone_parts).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match outcome {
        Ok(next) => Ok(with_flash(&cx, &format!("/{}/desk", next.slug), FlashKind::Done, "congress-edition-cloned")),
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let fields = fields();
            let sheet = sheet(&cx, &edition, &fields, sent.form).with_problems(&cx, &problems);
            sheet.page(&cx, Some(&edition)).answer(status)
        }
    }
}

async fn source(cx: &Cx, slug: &str) -> web::Result<Edition> {
    cx.require_in_house(Permission::RunHouse)?;
    desk(cx, slug, Permission::ReadDesk).await
}

fn read(sent: &Submission) -> Result<CloneDetails, Problems> {
    let mut problems = sent.problems.clone();
    let name = typed::required_text(sent, &mut problems, "name", 120);
    let slug = typed::slug(sent, &mut problems, "name_en");
    if let Some(slug) = &slug {
        problems.take("slug", edition::check_slug(slug));
    }
    let first_day = problems.take("first_day", day::parse(sent.value("first_day")));
    let (Some(slug), Some(first_day)) = (slug, first_day) else { return Err(problems) };
    problems.or(CloneDetails { slug, name, first_day })
}

fn fields() -> Vec<Field> {
    vec![
        Field::new("name", "congress-name", Input::Lines),
        slug_field(),
        Field::new("first_day", "congress-first-day", Input::Day).hint("congress-clone-day-hint"),
    ]
}

fn sheet<'a>(cx: &Cx, edition: &Edition, fields: &'a [Field], form: Form) -> FormSheet<'a> {
    FormSheet {
        title: cx.text().with("congress-clone-title", &[("name", edition.name.get(cx.locale()).text.into())]),
        lead: "congress-clone-lead",
        submit: "congress-clone-create",
        action: format!("/{}/desk/clone", edition.slug),
        back: format!("/{}/desk", edition.slug),
        fields,
        form,
    }
}
