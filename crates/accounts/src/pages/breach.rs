//! Breach mode, for the owners of the house.

use super::{cookie, held_for_certain, moment::moment, problems_of};
use crate::breach::{self, Affected, Breach, Declaration};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use kernel::{Locale, Permission, Problems};
use ui::{Form, Page, Text};
use web::{Cx, Routes, Submission, Who};

/// As many affected accounts as one page shows; the file has them all.
const SHOWN: usize = 200;

pub(super) fn routes() -> Routes {
    let who = Who::House(Permission::RunHouse);
    let sample = "/house/breach/00000000-0000-7000-8000-000000000000";
    Routes::new()
        .get("/house/breach", show, who, "/house/breach")
        .post("/house/breach", declare, who, "/house/breach")
        .get("/house/breach/{id}", show_one, who, sample)
        .get(
            "/house/breach/{id}/affected.csv",
            affected_csv,
            who,
            "/house/breach/00000000-0000-7000-8000-000000000000/affected.csv",
        )
}

struct Line {
    id: String,
    declared: String,
    reason: String,
    hours_left: i64,
}

#[derive(askama::Template)]
#[template(path = "accounts/breach.html")]
struct BreachPage {
    page: Page,
    form: Form,
    lines: Vec<Line>,
}

/// A draft in one language.
struct Notice {
    lang: &'static str,
    language: &'static str,
    text: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/breach-one.html")]
struct OneBreachPage {
    page: Page,
    id: String,
    reason: String,
    declared: String,
    deadline: String,
    hours_left: i64,
    sessions_ended: i64,
    from: String,
    until: String,
    /// Address, sessions, and what could be seen.
    affected: Vec<(String, usize, String)>,
    count: usize,
    notices: Vec<Notice>,
}

async fn show(cx: Cx) -> web::Result<Response> {
    web::ok(&page(&cx, Form::new()).await?)
}

async fn page(cx: &Cx, form: Form) -> web::Result<BreachPage> {
    let line = |breach: Breach| Line {
        id: breach.id.to_string(),
        declared: moment(breach.declared_at, cx.locale()),
        hours_left: breach.hours_left(cx.now()),
        reason: breach.reason,
    };
    let lines = breach::list(cx.db(), cx.ctx()).await?.into_iter().map(line).collect();
    Ok(BreachPage { page: cx.page(), form, lines })
}

async fn declare(cx: Cx, sent: Submission) -> web::Result<Response> {
    cx.require_in_house(Permission::RunHouse)?;
    let declaration = match Declaration::read(&sent, cx.now()) {
        Ok(declaration) => declaration,
        Err(problems) => return refused(&cx, &sent, &problems).await,
    };
    let held = held_for_certain(&cx)?;
    match breach::declare(cx.db(), cx.ctx(), &held, &declaration).await {
        Ok((session, id)) => {
            let response = web::see_other(&cx, &format!("/house/breach/{id}"));
            Ok(cookie::give_session(&cx, response, &session))
        }
        Err(error) => refused(&cx, &sent, &problems_of(error)?).await,
    }
}

async fn refused(cx: &Cx, sent: &Submission, problems: &Problems) -> web::Result<Response> {
    let form = sent.form.clone().with_problems(problems, cx.text());
    web::invalid(&page(cx, form).await?)
}

async fn show_one(cx: Cx, Path(id): Path<uuid::Uuid>) -> web::Result<Response> {
    let breach = breach::find(cx.db(), cx.ctx(), id).await?;
    let affected = breach::affected(cx.db(), cx.ctx(), &breach).await?;
    let count = affected.len();
    let at = |instant| moment(instant, cx.locale());
    web::ok(&OneBreachPage {
        page: cx.page(),
        id: breach.id.to_string(),
        declared: at(breach.declared_at),
        deadline: at(breach.deadline()),
        hours_left: breach.hours_left(cx.now()),
        sessions_ended: breach.sessions_ended,
        from: at(breach.from),
        until: at(breach.until),
        notices: Locale::ALL.iter().map(|locale| notice(*locale, &breach, count)).collect(),
        reason: breach.reason,
        affected: affected.into_iter().take(SHOWN).map(|row| shown(&cx, row)).collect(),
        count,
    })
}

fn shown(cx: &Cx, row: Affected) -> (String, usize, String) {
    let fields: Vec<String> = row.fields.iter().map(|f| cx.text().t(&format!("accounts-field-{f}"))).collect();
    let between = if cx.locale() == Locale::Zh { "、" } else { ", " };
    (row.email, row.sessions, fields.join(between))
}

/// What is sent to the authority and to those affected, once a person has read it.
fn notice(locale: Locale, breach: &Breach, count: usize) -> Notice {
    let text = Text(locale);
    let args = [
        ("from", moment(breach.from, locale).into()),
        ("until", moment(breach.until, locale).into()),
        ("declared", moment(breach.declared_at, locale).into()),
        ("deadline", moment(breach.deadline(), locale).into()),
        ("accounts", count.into()),
        ("sessions", breach.sessions_ended.into()),
        ("reason", breach.reason.as_str().into()),
    ];
    let paragraphs: Vec<String> = (1..=6).map(|n| text.with(&format!("accounts-notice-{n}"), &args)).collect();
    Notice { lang: locale.html_lang(), language: locale.own_name(), text: paragraphs.join("\n\n") }
}

async fn affected_csv(cx: Cx, Path(id): Path<uuid::Uuid>) -> web::Result<Response> {
    let breach = breach::find(cx.db(), cx.ctx(), id).await?;
    let affected = breach::affected(cx.db(), cx.ctx(), &breach).await?;
    breach::note_list_taken(cx.db(), cx.ctx(), &breach, affected.len()).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"affected.csv\""),
    ];
    Ok((headers, breach::csv(&affected)).into_response())
}
