//! One's own tokens: making them, seeing when they were used, revoking them.

use super::moment::{first_day, last_day};
use crate::{
    error::Error,
    setup::Setup,
    token::{self, LIVES, Made, NewToken, Scope},
};
use axum::{Extension, extract::Path, response::Response};
use jiff::tz::TimeZone;
use kernel::{EditionId, FieldProblem, Problems};
use std::sync::Arc;
use ui::{FlashKind, Form, Page};
use web::{Cx, Routes, Submission, Who};

const PATH: &str = "/account/tokens";

pub(super) fn routes() -> Routes {
    let sample = "/account/tokens/00000000-0000-7000-8000-000000000000/revocation";
    Routes::new().get(PATH, show, Who::SignedIn, PATH).post(PATH, make, Who::SignedIn, PATH).post(
        "/account/tokens/{id}/revocation",
        revoke,
        Who::SignedIn,
        sample,
    )
}

struct Line {
    id: String,
    name: String,
    scopes: String,
    place: String,
    made: String,
    last_day: String,
    last_used: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/tokens.html")]
struct TokensPage {
    page: Page,
    form: Form,
    lines: Vec<Line>,
    /// Word, name and explanation of each scope.
    scopes: Vec<(&'static str, String, String)>,
    lives: Vec<(String, String)>,
    sleeping: bool,
}

#[derive(askama::Template)]
#[template(path = "accounts/token-made.html")]
struct MadePage {
    page: Page,
    made: Made,
}

/// The id of a scope's name.
fn key(scope: Scope) -> String {
    format!("accounts-scope-{}", scope.as_str().replace(':', "-"))
}

async fn show(cx: Cx, Extension(setup): Extension<Arc<Setup>>) -> web::Result<Response> {
    let form = Form::filled([("scopes", Scope::ReadProgramme.as_str()), ("days", "90")]);
    web::ok(&page(&cx, &setup, form).await?)
}

async fn page(cx: &Cx, setup: &Setup, form: Form) -> web::Result<TokensPage> {
    let text = cx.text();
    let mut lines = Vec::new();
    for one in token::list(cx.db(), cx.ctx()).await? {
        let place = match one.edition {
            Some(id) => setup.editions.by_id(cx, id).await?.map(|place| place.header.name),
            None => Some(text.t("accounts-token-everywhere")),
        };
        let names: Vec<String> = one.scopes.iter().map(|scope| text.t(&key(*scope))).collect();
        lines.push(Line {
            id: one.id.to_string(),
            name: one.name,
            scopes: names.join(text.t("accounts-list-comma").as_str()),
            place: place.unwrap_or_default(),
            made: first_day(one.created_at, &TimeZone::UTC, cx.locale()),
            last_day: last_day(one.expires_at, &TimeZone::UTC, cx.locale()),
            last_used: one.last_used_day.map(|day| first_day(day, &TimeZone::UTC, cx.locale())).unwrap_or_default(),
        });
    }
    let scope = |scope: &Scope| (scope.as_str(), text.t(&key(*scope)), text.t(&format!("{}-hint", key(*scope))));
    let life = |days: &i64| (days.to_string(), text.with("accounts-token-n-days", &[("n", (*days).into())]));
    Ok(TokensPage {
        page: cx.page(),
        form,
        lines,
        scopes: Scope::ALL.iter().map(scope).collect(),
        lives: LIVES.iter().map(life).collect(),
        sleeping: cx.viewer().has_sleeping_roles(cx.now()),
    })
}

async fn make(cx: Cx, Extension(setup): Extension<Arc<Setup>>, sent: Submission) -> web::Result<Response> {
    let edition = chosen_edition(&cx, &setup, sent.value("edition").trim()).await?;
    let made = match NewToken::read(&sent, edition) {
        Ok(new) => token::make(cx.db(), cx.ctx(), &new).await,
        Err(problems) => Err(problems.into()),
    };
    match made {
        // Shown in the answer itself: only its digest is stored, so no later page could.
        Ok(made) => web::ok(&MadePage { page: cx.page(), made }),
        Err(Error::Invalid(problems)) => refused(&cx, &setup, &sent, &problems).await,
        Err(error) => Err(error.into()),
    }
}

async fn refused(cx: &Cx, setup: &Setup, sent: &Submission, problems: &Problems) -> web::Result<Response> {
    let form = sent.form.clone().with_problems(problems, cx.text());
    web::invalid(&page(cx, setup, form).await?)
}

/// The edition by its word in addresses; nothing is all of them.
async fn chosen_edition(cx: &Cx, setup: &Setup, slug: &str) -> web::Result<Result<Option<EditionId>, FieldProblem>> {
    if slug.is_empty() {
        return Ok(Ok(None));
    }
    match setup.editions.by_slug(cx, slug).await {
        Ok(place) => Ok(Ok(Some(place.id))),
        Err(web::Error::NotFound) => Ok(Err(FieldProblem::new("accounts-problem-token-edition"))),
        Err(error) => Err(error),
    }
}

async fn revoke(cx: Cx, Path(id): Path<uuid::Uuid>) -> web::Result<Response> {
    token::revoke(cx.db(), cx.ctx(), id).await?;
    Ok(web::with_flash(&cx, PATH, FlashKind::Done, "accounts-flash-token-revoked"))
}
