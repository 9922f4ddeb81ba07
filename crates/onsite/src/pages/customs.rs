//! How the edition runs its rooms.

use crate::{
    Error,
    custom::{Custom, custom, set_custom},
};
use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::Edition;
use kernel::{Permission, Viewer};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "onsite/customs.html")]
struct CustomsPage {
    page: Page,
    form: Form,
    may_edit: bool,
    is_stale: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let stored = stored(&cx, &edition).await?;
    web::ok(&customs_page(&cx, &edition, stored.form(), false))
}

pub(super) async fn store(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let result = match Custom::read(&sent) {
        Ok(next) => set_custom(cx.db(), cx.ctx(), edition.id, next).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    match result {
        Ok(()) => {
            let back = format!("/{}/desk/room-rules", edition.slug);
            Ok(web::with_flash(&cx, &back, FlashKind::Done, "onsite-customs-stored"))
        }
        Err(Error::Invalid(problems)) => {
            let form = sent.form.clone().with_problems(&problems, cx.text());
            web::invalid(&customs_page(&cx, &edition, form, false))
        }
        Err(Error::Stale) => {
            // What somebody else stored is shown; it can be changed from there.
            let now = stored(&cx, &edition).await?.form();
            web::html(StatusCode::CONFLICT, &customs_page(&cx, &edition, now, true))
        }
        Err(error) => Err(error.into()),
    }
}

async fn stored(cx: &Cx, edition: &Edition) -> web::Result<Custom> {
    Ok(custom(cx.db().read(), &cx.seen_by(Viewer::system()), edition.id).await?)
}

fn customs_page(cx: &Cx, edition: &Edition, form: Form, is_stale: bool) -> CustomsPage {
    CustomsPage {
        page: congress::edition_page(cx, edition),
        form,
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        is_stale,
    }
}
