//! The account's own page: name, language, roles.

use super::{moment::last_day, problems_of};
use crate::{
    account::{self, Account, Profile},
    role::{self, GrantLine},
    setup::Setup,
};
use axum::{Extension, response::Response};
use jiff::tz::TimeZone;
use kernel::{Locale, Problems};
use std::sync::Arc;
use ui::{FlashKind, Form, Page};
use web::{Cx, Routes, Submission, Who};

pub(super) fn routes() -> Routes {
    Routes::new().get("/account", show, Who::SignedIn, "/account").post("/account", revise, Who::SignedIn, "/account")
}

/// A role of one's own, in words.
struct OwnRole {
    role: String,
    place: String,
    href: String,
    until: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/account.html")]
struct AccountPage {
    page: Page,
    form: Form,
    email: String,
    roles: Vec<OwnRole>,
    sleeping: bool,
    languages: Vec<(&'static str, &'static str)>,
    /// The house's own pages, for its owners.
    house: bool,
}

/// The id of a role's name.
pub(super) fn role_key(role: kernel::Role) -> String {
    format!("accounts-role-{}", role.as_str().replace('_', "-"))
}

async fn show(cx: Cx, Extension(setup): Extension<Arc<Setup>>) -> web::Result<Response> {
    let own = account::own_account(cx.db(), cx.ctx()).await?;
    let form = Form::filled([("name", own.name.clone()), ("language", own.locale.tag().to_owned())]);
    web::ok(&page(&cx, &setup, &own, form).await?)
}

async fn page(cx: &Cx, setup: &Setup, own: &Account, form: Form) -> web::Result<AccountPage> {
    let mut roles = Vec::new();
    for line in role::own(cx.db(), cx.ctx()).await? {
        roles.push(own_role(cx, setup, &line).await?);
    }
    Ok(AccountPage {
        page: cx.page(),
        form,
        email: own.email.as_ref().map_or_else(String::new, ToString::to_string),
        roles,
        sleeping: cx.viewer().has_sleeping_roles(cx.now()),
        languages: Locale::ALL.iter().map(|l| (l.tag(), l.own_name())).collect(),
        house: cx.can_in_house(kernel::Permission::RunHouse),
    })
}

async fn own_role(cx: &Cx, setup: &Setup, line: &GrantLine) -> web::Result<OwnRole> {
    let text = cx.text();
    let place = match line.edition {
        Some(id) => setup.editions.by_id(cx, id).await?,
        None => None,
    };
    let zone = place.as_ref().map_or(TimeZone::UTC, |p| p.zone.rules().clone());
    Ok(OwnRole {
        role: text.t(&role_key(line.role)),
        until: line.until.map_or_else(String::new, |until| last_day(until, &zone, cx.locale())),
        href: place.as_ref().map_or_else(String::new, |p| format!("/{}/desk", p.header.slug)),
        place: match (place, line.edition) {
            (Some(place), _) => place.header.name,
            (None, None) => text.t("accounts-whole-house"),
            (None, Some(_)) => text.t("accounts-edition-asleep"),
        },
    })
}

async fn revise(cx: Cx, Extension(setup): Extension<Arc<Setup>>, sent: Submission) -> web::Result<Response> {
    let profile = match Profile::read(&sent) {
        Ok(profile) => profile,
        Err(problems) => return refused(&cx, &setup, &sent, &problems).await,
    };
    match account::revise(cx.db(), cx.ctx(), &profile).await {
        Ok(()) => Ok(web::with_flash(&cx, "/account", FlashKind::Done, "accounts-flash-saved")),
        Err(error) => refused(&cx, &setup, &sent, &problems_of(error)?).await,
    }
}

async fn refused(cx: &Cx, setup: &Setup, sent: &Submission, problems: &Problems) -> web::Result<Response> {
    let own = account::own_account(cx.db(), cx.ctx()).await?;
    let form = sent.form.clone().with_problems(problems, cx.text());
    web::invalid(&page(cx, setup, &own, form).await?)
}
