//! The sessions of the draft, with what is wrong with them.

use crate::{
    drafts::Drafts,
    rules::{self, Conflict, Level, Names},
    session::{Session, SessionState},
};
use askama::Template;
use axum::{Extension, extract::Path, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use congress::{Edition, Track};
use kernel::{Permission, PersonId, Problems};
use serde::Deserialize;
use ui::{Form, Page};
use web::Cx;

/// What is asked for; a value that nothing matches shows nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    day: String,
    track: String,
    state: String,
    show: String,
    words: String,
}

struct Row {
    code: String,
    /// How the forms of the desk name it: `CODE.revision`.
    named: String,
    title: String,
    lang: &'static str,
    kind: String,
    when: String,
    room: String,
    state: SessionState,
    is_item: bool,
    is_concealed: bool,
    problems: Vec<Finding>,
}

/// Something that a rule found.
pub(super) struct Finding {
    pub(super) blocks: bool,
    pub(super) words: String,
}

/// A filter: name of the field, its label, its values with their words.
type Choice = (&'static str, String, Vec<(String, String)>);

#[derive(Template)]
#[template(path = "programme/desk/sessions.html")]
struct ListPage {
    page: Page,
    form: Form,
    rows: Vec<Row>,
    total: usize,
    filters: Vec<Choice>,
    rooms: Vec<(String, String)>,
    /// What is done to the ticked rows.
    bulk: Form,
    may_edit: bool,
}

pub(super) async fn show(
    cx: Cx,
    Extension(drafts): Extension<Drafts>,
    Path(slug): Path<String>,
    Query(filter): Query<Filter>,
) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    let page = list_page(&cx, &edition, &drafts, &filter, Form::new()).await?;
    web::html(StatusCode::OK, &page)
}

/// The list again, with what was ticked and why nothing was done.
pub(super) async fn refused(cx: &Cx, edition: &Edition, bulk: Form, problems: &Problems) -> web::Result<Response> {
    let bulk = bulk.with_problems(problems, cx.text());
    let page = list_page(cx, edition, &Drafts::default(), &Filter::default(), bulk).await?;
    web::invalid(&page)
}

async fn list_page(cx: &Cx, edition: &Edition, drafts: &Drafts, filter: &Filter, bulk: Form) -> web::Result<ListPage> {
    let (db, ctx) = (cx.db(), cx.ctx());
    let all = drafts.sessions(db, ctx, edition.id).await?;
    let tracks = congress::tracks(db, ctx, edition.id).await?;
    let conflicts = drafts.conflicts(db, ctx, edition).await?;
    let people: Vec<PersonId> = conflicts.iter().filter_map(|conflict| conflict.person).collect();
    let rooms = congress::rooms(db, ctx, edition.id).await?;
    let names = Names::among(db, ctx, edition, (&all, &rooms), &people).await?;
    let total = all.len();
    let rows = all.iter().filter(|session| filter.takes(session, edition, &tracks));
    let rows = rows.map(|session| row(cx, edition, session, &conflicts, &names));
    let rows: Vec<Row> = rows.filter(|row| filter.show != "problems" || !row.problems.is_empty()).collect();
    Ok(ListPage {
        page: congress::edition_page(cx, edition),
        form: filter.form(),
        rows,
        total,
        filters: filters(cx, edition, &tracks),
        rooms: rooms.iter().map(|room| (room.id.to_string(), room.name.get(cx.locale()).text.to_owned())).collect(),
        bulk,
        may_edit: cx.can(Permission::EditProgramme, edition.id),
    })
}

fn filters(cx: &Cx, edition: &Edition, tracks: &[Track]) -> Vec<Choice> {
    let text = cx.text();
    let states = SessionState::ALL.iter().map(|state| (state.to_string(), text.t(state.key()))).collect();
    let shows = vec![("problems".to_owned(), text.t("programme-show-problems"))];
    vec![
        ("day", text.t("programme-field-day"), days(cx, edition)),
        ("track", text.t("programme-field-track"), track_choices(cx, tracks)),
        ("state", text.t("programme-field-state"), states),
        ("show", text.t("programme-field-show"), shows),
    ]
}

/// The days of an edition as choices.
pub(super) fn days(cx: &Cx, edition: &Edition) -> Vec<(String, String)> {
    edition.days().map(|day| (day.to_string(), ui::long_date(day, cx.locale()))).collect()
}

/// The tracks of an edition as choices.
pub(super) fn track_choices(cx: &Cx, tracks: &[Track]) -> Vec<(String, String)> {
    tracks.iter().map(|track| (track.id.to_string(), track.name.get(cx.locale()).text.to_owned())).collect()
}

impl Filter {
    fn takes(&self, session: &Session, edition: &Edition, tracks: &[Track]) -> bool {
        let day = session.starts_at.map(|at| at.in_zone(&edition.zone).date().to_string());
        let track = session.track.filter(|id| tracks.iter().any(|track| track.id == *id));
        let is = |wanted: &str, value: Option<String>| wanted.is_empty() || value.as_deref() == Some(wanted);
        let words = self.words.trim().to_lowercase();
        let named = || {
            let titles = kernel::Locale::ALL.iter().map(|locale| session.title.text(*locale).to_lowercase());
            session.code.to_lowercase() == words || titles.into_iter().any(|title| title.contains(&words))
        };
        is(&self.day, day)
            && is(&self.track, track.map(|id| id.to_string()))
            && is(&self.state, Some(session.state.to_string()))
            && (words.is_empty() || named())
    }

    fn form(&self) -> Form {
        Form::filled([
            ("day", self.day.as_str()),
            ("track", self.track.as_str()),
            ("state", self.state.as_str()),
            ("show", self.show.as_str()),
            ("words", self.words.as_str()),
        ])
    }
}

fn row(cx: &Cx, edition: &Edition, session: &Session, conflicts: &[Conflict], names: &Names) -> Row {
    let title = session.title.get(cx.locale());
    Row {
        code: session.code.clone(),
        named: super::named(session),
        title: title.text.to_owned(),
        lang: title.locale.html_lang(),
        kind: cx.text().t(session.kind.key()),
        when: when(cx, edition, session),
        room: session.room.and_then(|room| names.room(room)).unwrap_or_default().to_owned(),
        state: session.state,
        is_item: session.parent.is_some(),
        is_concealed: session.visibility == kernel::Visibility::Concealed,
        problems: findings(cx, session, conflicts, names),
    }
}

/// `25 Sep 09:00–10:15`; empty while nobody knows.
pub(super) fn when(cx: &Cx, edition: &Edition, session: &Session) -> String {
    let Some((start, end)) = session.starts_at.zip(session.ends_at()) else { return String::new() };
    let (start, end) = (start.in_zone(&edition.zone), end.in_zone(&edition.zone));
    let day = ui::short_date(start.date(), cx.locale());
    // A word joiner keeps the two ends of the time on one line.
    format!("{day} {}\u{2060}–\u{2060}{}", start.strftime("%H:%M"), end.strftime("%H:%M"))
}

/// What the rules found about a session, in words.
pub(super) fn findings(cx: &Cx, session: &Session, conflicts: &[Conflict], names: &Names) -> Vec<Finding> {
    conflicts
        .iter()
        .filter(|conflict| conflict.concerns(session.id))
        .map(|conflict| Finding {
            blocks: conflict.level == Level::Block,
            words: cx.text().problem(&rules::problem(conflict, session.id, names)),
        })
        .collect()
}
