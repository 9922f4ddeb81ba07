//! Feedback as the desk reads it: every session with its answers, and each in
//! full.

use super::names::{Named, named};
use crate::feedback::{self, FEWEST, Feedback, Readers, Summary};
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use kernel::{AccountId, FieldProblem, Permission, Problems};
use programme::{
    opinion,
    session::{Session, sessions},
};
use std::collections::HashMap;
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

/// How often a rating was given.
pub(super) struct Bar {
    pub(super) words: String,
    pub(super) count: u64,
    /// The most that any rating was given.
    pub(super) most: u64,
}

/// The ratings from the best to the worst.
pub(super) fn bars(page: &Page, summary: &Summary) -> Vec<Bar> {
    let most = summary.counts.iter().copied().max().unwrap_or(0).max(1);
    let bar =
        |(at, count): (usize, &u64)| Bar { words: page.t(&format!("agenda-rating-{}", at + 1)), count: *count, most };
    summary.counts.iter().enumerate().rev().map(bar).collect()
}

/// `4.3`; a dash without an answer.
pub(super) fn average(summary: &Summary) -> String {
    summary.tenths().map_or_else(|| "–".to_owned(), |tenths| format!("{}.{}", tenths / 10, tenths % 10))
}

struct Row {
    href: String,
    title: String,
    when: String,
    answers: u64,
    average: String,
    /// Too few for anybody but the desk.
    is_few: bool,
    /// Visitors are not asked about it.
    is_off: bool,
}

#[derive(Template)]
#[template(path = "agenda/desk_feedback.html")]
struct OverviewPage {
    page: Page,
    rows: Vec<Row>,
    answers: u64,
    form: Form,
    readers: Vec<(String, String)>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let chosen = feedback::readers(cx.db(), cx.ctx(), edition.id).await?;
    let mut form = Form::filled([("readers", chosen.as_str())]);
    if opinion::asked(cx.db().read(), cx.ctx(), edition.id).await?.offered {
        form.set("offered", "yes");
    }
    web::ok(&overview(&cx, &edition, form).await?)
}

pub(super) async fn choose(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let mut problems: Problems = sent.problems.clone();
    let readers = sent.value("readers").parse::<Readers>().map_err(|_| FieldProblem::new("agenda-problem-choice"));
    match problems.take("readers", readers).filter(|_| problems.is_empty()) {
        Some(readers) => {
            feedback::set_readers(cx.db(), cx.ctx(), edition.id, readers).await?;
            opinion::set_offered(cx.db(), cx.ctx(), edition.id, sent.value("offered") == "yes").await?;
            let path = format!("/{}/desk/feedback", edition.slug);
            Ok(web::with_flash(&cx, &path, FlashKind::Done, "agenda-flash-saved"))
        }
        None => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&overview(&cx, &edition, form).await?)
        }
    }
}

async fn overview(cx: &Cx, edition: &Edition, form: Form) -> web::Result<OverviewPage> {
    let page = congress::edition_page(cx, edition);
    let all = sessions(cx.db(), cx.ctx(), edition.id).await?;
    let summaries = feedback::of_edition(cx.db(), cx.ctx(), edition.id, &all).await?;
    let asked = opinion::asked(cx.db().read(), cx.ctx(), edition.id).await?;
    let nothing = Summary::default();
    let row = |session: &Session| {
        let is_off = asked.off.contains(&session.id);
        let summary = summaries.get(&session.id).or(is_off.then_some(&nothing))?;
        Some(Row {
            href: page.path(programme::desk_path(edition, session, "/feedback")),
            title: programme::heading(session, cx.locale()),
            when: when(session, edition, &page),
            answers: summary.answers(),
            average: average(summary),
            is_off,
            is_few: summary.answers() > 0 && summary.answers() < u64::try_from(FEWEST).unwrap_or(u64::MAX),
        })
    };
    Ok(OverviewPage {
        rows: all.iter().filter_map(row).collect(),
        answers: summaries.values().map(Summary::answers).sum(),
        form,
        readers: Readers::ALL.iter().map(|one| (one.to_string(), page.t(one.key()))).collect(),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        page,
    })
}

/// Day and start of a session of the draft.
pub(super) fn when(session: &Session, edition: &Edition, page: &Page) -> String {
    session
        .starts_at
        .map(|at| at.in_zone(&edition.zone))
        .map_or_else(String::new, |at| format!("{} {}", ui::short_date(at.date(), page.locale), at.strftime("%H:%M")))
}

struct Said {
    rating: String,
    comment: String,
    who: String,
    when: String,
}

#[derive(Template)]
#[template(path = "agenda/desk_session_feedback.html")]
struct SessionPage {
    page: Page,
    title: String,
    sheets: Vec<ui::MenuItem>,
    session: Session,
    bars: Vec<Bar>,
    average: String,
    answers: u64,
    said: Vec<Said>,
    action: String,
    form: Form,
    /// The edition asks at all.
    offered: bool,
    may_edit: bool,
}

pub(super) async fn of_session(cx: Cx, Path((slug, segment)): Path<(String, String)>) -> web::Result<Response> {
    let (edition, session) = programme::subject(&cx, &slug, &segment, Permission::ReadDesk).await?;
    let asked = opinion::asked(cx.db().read(), cx.ctx(), edition.id).await?;
    let mut form = Form::new();
    if !asked.off.contains(&session.id) {
        form.set("asked", "yes");
    }
    web::ok(&session_page(&cx, &edition, session, form).await?)
}

async fn session_page(cx: &Cx, edition: &Edition, session: Session, form: Form) -> web::Result<SessionPage> {
    let page = congress::edition_page(cx, edition);
    let all = feedback::of_session(cx.db(), cx.ctx(), &session).await?;
    let ids: Vec<AccountId> = all.iter().filter_map(|one| one.account).collect();
    let who = named(cx, edition.id, &ids).await?;
    let mut summary = Summary::default();
    all.iter().for_each(|one| summary.add(one.rating));
    let asked = opinion::asked(cx.db().read(), cx.ctx(), edition.id).await?;
    Ok(SessionPage {
        action: page.path(programme::desk_path(edition, &session, "/feedback")),
        form,
        offered: asked.offered,
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        title: programme::heading(&session, cx.locale()),
        sheets: programme::sheets(&page, edition, &session, "/feedback"),
        bars: bars(&page, &summary),
        average: average(&summary),
        answers: summary.answers(),
        said: all.iter().map(|one| said(&page, edition, one, &who)).collect(),
        session,
        page,
    })
}

/// Whether visitors are asked about one session.
pub(super) async fn ask(
    cx: Cx,
    Path((slug, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let (edition, session) = programme::subject(&cx, &slug, &segment, Permission::EditProgramme).await?;
    if !sent.problems.is_empty() {
        let form = sent.form.clone().with_problems(&sent.problems, cx.text());
        return web::invalid(&session_page(&cx, &edition, session, form).await?);
    }
    let about = sent.value("asked") == "yes";
    opinion::set_about(cx.db(), cx.ctx(), &edition, session.id, about).await?;
    let path = programme::desk_path(&edition, &session, "/feedback");
    Ok(web::with_flash(&cx, &path, FlashKind::Done, "agenda-flash-saved"))
}

fn said(page: &Page, edition: &Edition, one: &Feedback, who: &HashMap<AccountId, Named>) -> Said {
    let at = one.given_at.in_zone(&edition.zone);
    let name = one.account.and_then(|account| who.get(&account)).map(|named| named.name.clone()).unwrap_or_default();
    Said {
        rating: page.t(&format!("agenda-rating-{}", one.rating)),
        comment: one.comment.clone(),
        who: if name.is_empty() { page.t("agenda-no-name") } else { name },
        when: format!("{} {}", ui::short_date(at.date(), page.locale), at.strftime("%H:%M")),
    }
}
