//! Showing a second factor, and setting one up.

use super::{NextQuery, cookie, held_for_certain, problems_of};
use crate::{
    account,
    local_path::LocalPath,
    second_factor::{self, Factors},
    totp::Secret,
};
use axum::response::Response;
use axum_extra::extract::Query;
use kernel::{Problems, Strength};
use ui::{FlashKind, Form, Page};
use web::{Cx, Routes, Submission, Who};

/// The name under which an app keeps the account.
const HOUSE: &str = "Convoke";
const PATH: &str = "/account/second-factor";

pub(super) fn routes() -> Routes {
    let confirmation = "/account/second-factor/app/confirmation";
    Routes::new()
        .get(PATH, show, Who::SignedIn, PATH)
        .post(PATH, give, Who::SignedIn, PATH)
        .post("/account/second-factor/app", begin, Who::SignedIn, "/account/second-factor/app")
        .post(confirmation, confirm, Who::SignedIn, confirmation)
        .post("/account/second-factor/app/removal", remove, Who::SignedIn, "/account/second-factor/app/removal")
        .post("/account/second-factor/recovery-codes", renew, Who::SignedIn, "/account/second-factor/recovery-codes")
}

#[derive(askama::Template)]
#[template(path = "accounts/second-factor.html")]
struct SecondFactorPage {
    page: Page,
    form: Form,
    next: String,
    factors: Factors,
    /// A factor has been shown in this session, not too long ago.
    strong: bool,
    /// Roles wait for it.
    sleeping: bool,
    /// The secret of an app that is being set up, in groups.
    secret: String,
    /// Its address, for an app on this very device.
    address: String,
    /// Its picture.
    picture: String,
    has_passkeys: bool,
}

#[derive(askama::Template)]
#[template(path = "accounts/recovery-codes.html")]
struct RecoveryCodesPage {
    page: Page,
    codes: Vec<String>,
    next: String,
}

async fn show(cx: Cx, Query(query): Query<NextQuery>) -> web::Result<Response> {
    web::ok(&page(&cx, Form::new(), &query.next).await?)
}

async fn page(cx: &Cx, form: Form, next: &str) -> web::Result<SecondFactorPage> {
    let factors = second_factor::factors(cx.db(), cx.ctx()).await?;
    let own = account::own_account(cx.db(), cx.ctx()).await?;
    let login = own.email.as_ref().map_or("", |email| email.as_str());
    let secret = factors.app_begun.as_deref().and_then(Secret::parse);
    let has_passkeys = crate::passkey::relying_party(&cx.app().settings().origin).is_some();
    Ok(SecondFactorPage {
        page: cx.page(),
        form,
        next: LocalPath::parse(next).map_or_else(String::new, |next| next.as_str().to_owned()),
        strong: cx.viewer().strength() == Some(Strength::TwoFactors),
        sleeping: cx.viewer().has_sleeping_roles(cx.now()),
        secret: secret.as_ref().map_or_else(String::new, Secret::spaced),
        address: secret.as_ref().map_or_else(String::new, |s| s.address(HOUSE, login)),
        picture: secret.as_ref().and_then(|s| s.picture(HOUSE, login)).unwrap_or_default(),
        factors,
        has_passkeys,
    })
}

async fn refused(cx: &Cx, sent: &Submission, problems: &Problems) -> web::Result<Response> {
    let form = sent.form.clone().with_problems(problems, cx.text());
    web::invalid(&page(cx, form, sent.value("next")).await?)
}

async fn give(cx: Cx, sent: Submission) -> web::Result<Response> {
    let held = held_for_certain(&cx)?;
    match second_factor::show(cx.db(), cx.ctx(), &held, sent.value("password")).await {
        Ok(raised) => {
            let next = LocalPath::parse(sent.value("next"));
            let target = next.as_ref().map_or("/account", LocalPath::as_str);
            let (kind, key) = match raised.codes_left {
                Some(left) if left < 4 => (FlashKind::Notice, "accounts-flash-few-codes"),
                _ => (FlashKind::Done, "accounts-flash-roles-awake"),
            };
            Ok(cookie::give_session(&cx, web::with_flash(&cx, target, kind, key), &raised.session))
        }
        Err(error) => refused(&cx, &sent, &problems_of(error)?).await,
    }
}

async fn begin(cx: Cx, sent: Submission) -> web::Result<Response> {
    match second_factor::begin_app(cx.db(), cx.ctx()).await {
        Ok(()) => Ok(web::see_other(&cx, &back(&sent))),
        Err(error) => refused(&cx, &sent, &problems_of(error)?).await,
    }
}

fn back(sent: &Submission) -> String {
    match LocalPath::parse(sent.value("next")) {
        Some(next) => format!("{PATH}?next={}", super::sign_in::query_escaped(next.as_str())),
        None => PATH.to_owned(),
    }
}

/// The codes are shown in the answer itself: they are stored as digests, so no
/// later page could show them.
async fn confirm(cx: Cx, sent: Submission) -> web::Result<Response> {
    let held = held_for_certain(&cx)?;
    match second_factor::confirm_app(cx.db(), cx.ctx(), &held, sent.value("password")).await {
        Ok(confirmed) => {
            let response = codes(&cx, confirmed.recovery_codes, sent.value("next"))?;
            Ok(cookie::give_session(&cx, response, &confirmed.session))
        }
        Err(error) => refused(&cx, &sent, &problems_of(error)?).await,
    }
}

fn codes(cx: &Cx, codes: Vec<String>, next: &str) -> web::Result<Response> {
    let next = LocalPath::parse(next).map_or_else(|| "/account".to_owned(), |next| next.as_str().to_owned());
    web::ok(&RecoveryCodesPage { page: cx.page(), codes, next })
}

async fn renew(cx: Cx) -> web::Result<Response> {
    let renewed = second_factor::renew_recovery_codes(cx.db(), cx.ctx()).await?;
    codes(&cx, renewed, PATH)
}

async fn remove(cx: Cx) -> web::Result<Response> {
    second_factor::remove_app(cx.db(), cx.ctx()).await?;
    Ok(web::with_flash(&cx, PATH, FlashKind::Done, "accounts-flash-app-removed"))
}
