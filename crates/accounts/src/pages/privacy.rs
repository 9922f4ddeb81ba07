//! One's own data: to take along, and to have erased.

use super::{cookie, problems_of};
use crate::{account, setup::Setup};
use axum::{
    Extension,
    http::header,
    response::{IntoResponse, Response},
};
use std::sync::Arc;
use ui::{FlashKind, Form, Page};
use web::{Cx, Routes, Submission, Who};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/account/privacy", show, Who::SignedIn, "/account/privacy")
        .get("/account/privacy/data.json", data, Who::SignedIn, "/account/privacy/data.json")
        .post("/account/privacy/erasure", erase, Who::SignedIn, "/account/privacy/erasure")
}

#[derive(askama::Template)]
#[template(path = "accounts/privacy.html")]
struct PrivacyPage {
    page: Page,
    form: Form,
}

async fn show(cx: Cx) -> web::Result<Response> {
    web::ok(&PrivacyPage { page: cx.page(), form: Form::new() })
}

async fn data(cx: Cx, Extension(setup): Extension<Arc<Setup>>) -> web::Result<Response> {
    let whole = account::export(cx.db(), cx.ctx(), &setup.own_data).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\""),
    ];
    Ok((headers, serde_json::to_string_pretty(&whole)?).into_response())
}

async fn erase(cx: Cx, Extension(setup): Extension<Arc<Setup>>, sent: Submission) -> web::Result<Response> {
    match account::erase(cx.db(), cx.ctx(), sent.value("email"), &setup.own_data).await {
        Ok(()) => {
            let response = web::with_flash(&cx, "/", FlashKind::Done, "accounts-flash-erased");
            Ok(cookie::take_session_back(&cx, response))
        }
        Err(error) => {
            let form = sent.form.clone().with_problems(&problems_of(error)?, cx.text());
            web::invalid(&PrivacyPage { page: cx.page(), form })
        }
    }
}
