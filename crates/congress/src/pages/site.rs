//! Pages above any edition: the front door, the list, and a new edition.

use super::{form_page::FormSheet, refusal, settings};
use crate::{
    Edition, EditionDetails, EditionState, Error, create_edition, edition, editions,
    home::{Link, Words},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use kernel::Permission;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission, see_other, with_flash};

#[derive(Template)]
#[template(path = "congress/editions.html")]
struct EditionsPage {
    page: Page,
    editions: Vec<EditionRow>,
    may_create: bool,
}

struct EditionRow {
    link: Link,
    dates: String,
    place: Words,
    theme: Words,
    state: EditionState,
    accent: &'static str,
    desk: Option<String>,
}

/// The front door: the only public edition, or the list of all.
pub(super) async fn root(cx: Cx) -> web::Result<Response> {
    web::cached(&cx, || async {
        let all = editions(cx.db(), cx.ctx()).await?;
        let mut open = all.iter().filter(|edition| edition.state == EditionState::Public);
        if let (Some(only), None) = (open.next(), open.next()) {
            return Ok(see_other(&cx, &format!("/{}", only.slug)));
        }
        list_of(&cx, all)
    })
    .await
}

/// All editions that the viewer may know of.
pub(super) async fn list(cx: Cx) -> web::Result<Response> {
    web::cached(&cx, || async { list_of(&cx, editions(cx.db(), cx.ctx()).await?) }).await
}

fn list_of(cx: &Cx, all: Vec<Edition>) -> web::Result<Response> {
    let locale = cx.locale();
    let page = cx.page();
    let row = |edition: Edition| EditionRow {
        link: Link { path: page.path(format!("/{}", edition.slug)), name: Words::of(&edition.name, locale) },
        dates: edition.days_in_words(locale),
        place: Words::of(&edition.place, locale),
        theme: Words::of(&edition.theme, locale),
        state: edition.state,
        accent: edition.accent.as_str(),
        desk: cx.can(Permission::ReadDesk, edition.id).then(|| page.path(format!("/{}/desk", edition.slug))),
    };
    web::ok(&EditionsPage {
        editions: all.into_iter().map(row).collect(),
        may_create: cx.can_in_house(Permission::RunHouse),
        page,
    })
}

/// The form for a new edition.
pub(super) async fn new(cx: Cx) -> web::Result<Response> {
    cx.require_in_house(Permission::RunHouse)?;
    let form = Form::filled([("accent", edition::Accent::Lake.as_str())]);
    let fields = settings::fields(&cx, None).await?;
    sheet(&cx, &fields, form).page(&cx, None).answer(StatusCode::OK)
}

/// Makes an edition.
pub(super) async fn create(cx: Cx, sent: Submission) -> web::Result<Response> {
    cx.require_in_house(Permission::RunHouse)?;
    let outcome = match EditionDetails::read(&sent, None) {
        Ok(details) => create_edition(cx.db(), cx.ctx(), &details).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match outcome {
        Ok(edition) => {
            Ok(with_flash(&cx, &format!("/{}/desk", edition.slug), FlashKind::Done, "congress-edition-created"))
        }
        Err(error) => {
            let (status, problems) = refusal(error)?;
            let fields = settings::fields(&cx, None).await?;
            sheet(&cx, &fields, sent.form).with_problems(&cx, &problems).page(&cx, None).answer(status)
        }
    }
}

fn sheet<'a>(cx: &Cx, fields: &'a [crate::fields::Field], form: Form) -> FormSheet<'a> {
    FormSheet {
        title: cx.text().t("congress-edition-new"),
        lead: "congress-edition-new-lead",
        submit: "congress-edition-create",
        action: "/editions".to_owned(),
        back: "/editions".to_owned(),
        fields,
        form,
    }
}
