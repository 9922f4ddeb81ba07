//! Everybody who speaks and everything that is asked, in one screen: who owes what.

use super::super::{item_segment, moment::Moment};
use crate::{
    item::{DeskView, desk_view},
    kind::ItemState,
    link::{Link, Sent, links, send_link},
    owed::Owed,
    reminder::{preview, remind as send_reminders},
    task::Task,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use axum_extra::extract::Query;
use congress::Edition;
use directory::PersonCard;
use kernel::{Permission, PersonId};
use programme::speaking::Engagement;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use ui::{FlashKind, Form, Page};
use web::Cx;

/// People on one page.
const ON_A_PAGE: usize = 100;

/// Which people are asked for; what nothing matches shows nobody.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filter {
    show: String,
    words: String,
    page: String,
}

/// What was asked, as the head of a column.
struct Column {
    name: String,
    slug: String,
    due: String,
    is_over: bool,
}

/// One answer, or that there is none yet.
struct Mark {
    state: ItemState,
    is_overdue: bool,
    href: String,
    /// For whom cannot see the column: what it is, and of which session.
    words: String,
}

struct Row {
    slug: String,
    name: String,
    role_line: String,
    sessions: usize,
    has_link: bool,
    cells: Vec<Vec<Mark>>,
}

#[derive(Template)]
#[template(path = "speakers/desk/board.html")]
struct BoardPage {
    page: Page,
    form: Form,
    columns: Vec<Column>,
    rows: Vec<Row>,
    speakers: usize,
    open: usize,
    overdue: usize,
    waiting: usize,
    reminded: usize,
    unlinked: usize,
    shows: Vec<(&'static str, String)>,
    span: String,
    previous: String,
    next: String,
    zone: String,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>, Query(filter): Query<Filter>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadContacts).await?;
    let board = board(&cx, &edition, &filter).await?;
    web::ok(&board)
}

async fn board(cx: &Cx, edition: &Edition, filter: &Filter) -> web::Result<BoardPage> {
    let (db, ctx) = (cx.db(), cx.ctx());
    let view = desk_view(db, ctx, edition.id).await?;
    let people = view.people();
    let cards = directory::person_cards(db, ctx, &people).await?;
    let linked: HashSet<PersonId> = live(&links(db, ctx, edition.id, None).await?);
    let may_edit = cx.can(Permission::EditProgramme, edition.id);
    let reminded = if may_edit { preview(db, ctx, edition).await?.people.len() } else { 0 };
    let is_wanted = |person: &PersonId| cards.get(person).is_some_and(|card| wanted(cx, &view, filter, card));
    let chosen: Vec<PersonId> = people.iter().copied().filter(is_wanted).collect();
    let at = filter.page.parse::<usize>().unwrap_or(1).max(1);
    let from = (at - 1).saturating_mul(ON_A_PAGE).min(chosen.len());
    let shown = &chosen[from..chosen.len().min(from + ON_A_PAGE)];
    let page = congress::edition_page(cx, edition);
    let is_open = |one: &&Owed| one.state.is_owed();
    let rows = Rows { cx, edition, view: &view, cards: &cards, linked: &linked };
    Ok(BoardPage {
        form: Form::filled([("show", filter.show.clone()), ("words", filter.words.clone())]),
        columns: view.tasks.iter().map(|task| column(cx, edition, task)).collect(),
        rows: shown.iter().filter_map(|person| rows.row(*person)).collect(),
        speakers: people.len(),
        open: view.owed.iter().filter(is_open).count(),
        overdue: view.owed.iter().filter(|one| one.is_overdue(cx.now())).count(),
        waiting: view.owed.iter().filter(|one| one.state == ItemState::HandedIn).count(),
        reminded,
        unlinked: people.iter().filter(|person| !linked.contains(person)).count(),
        shows: ["owing", "overdue", "waiting"].map(|word| (word, page.t(&format!("speakers-show-{word}")))).to_vec(),
        span: span(&page, from, shown.len(), chosen.len()),
        previous: if at > 1 && from > 0 { page_at(&page, filter, at - 1) } else { String::new() },
        next: if from + shown.len() < chosen.len() { page_at(&page, filter, at + 1) } else { String::new() },
        zone: edition.zone.name().to_owned(),
        may_edit,
        page,
    })
}

/// The address of another page of the same people.
fn page_at(page: &Page, filter: &Filter, n: usize) -> String {
    let n = n.to_string();
    let query = form_urlencoded(&[("show", &filter.show), ("words", &filter.words), ("page", &n)]);
    page.in_edition(format!("/desk/speakers?{query}"))
}

fn span(page: &Page, from: usize, shown: usize, all: usize) -> String {
    let first = if shown == 0 { 0 } else { from + 1 };
    page.t2("speakers-span", "span", format!("{first}–{}", from + shown), "all", all)
}

fn form_urlencoded(pairs: &[(&str, &String)]) -> String {
    let escaped = |text: &str| -> String {
        text.bytes()
            .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
            .collect()
    };
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| format!("{name}={}", escaped(value))).collect::<Vec<_>>().join("&")
}

fn live(links: &[Link]) -> HashSet<PersonId> {
    links.iter().filter(|link| link.revoked_at.is_none()).map(|link| link.person).collect()
}

fn wanted(cx: &Cx, view: &DeskView, filter: &Filter, card: &PersonCard) -> bool {
    let words = filter.words.trim().to_lowercase();
    let named = |text: &str| text.to_lowercase().contains(&words);
    if !words.is_empty() && !named(&card.name) && !named(&card.beside) && !named(&card.role_line) {
        return false;
    }
    let mut own = view.of(card.id);
    match filter.show.as_str() {
        "" => true,
        "owing" => own.any(|one| one.state.is_owed()),
        "overdue" => own.any(|one| one.is_overdue(cx.now())),
        "waiting" => own.any(|one| one.state == ItemState::HandedIn),
        _ => false,
    }
}

fn column(cx: &Cx, edition: &Edition, task: &Task) -> Column {
    let due = Moment::short(task.details.due_at, edition, cx.locale());
    Column {
        name: task.name(cx.text()),
        slug: task.slug.to_string(),
        due: format!("{} {}", due.day, due.clock),
        is_over: task.details.due_at <= cx.now(),
    }
}

/// What a row is made of.
struct Rows<'a> {
    cx: &'a Cx,
    edition: &'a Edition,
    view: &'a DeskView,
    cards: &'a HashMap<PersonId, PersonCard>,
    linked: &'a HashSet<PersonId>,
}

impl Rows<'_> {
    fn row(&self, person: PersonId) -> Option<Row> {
        let card = self.cards.get(&person)?;
        let own: Vec<&Owed> = self.view.of(person).collect();
        let cell = |task: &Task| {
            own.iter().filter(|one| one.task == task.id).map(|one| self.mark(card, task, one)).collect::<Vec<_>>()
        };
        Some(Row {
            slug: card.slug.to_string(),
            name: card.name.clone(),
            role_line: card.role_line.clone(),
            sessions: self.view.parts.iter().filter(|part| part.person == person).count(),
            has_link: self.linked.contains(&person),
            cells: self.view.tasks.iter().map(cell).collect(),
        })
    }

    fn mark(&self, card: &PersonCard, task: &Task, owed: &Owed) -> Mark {
        let part: Option<&Engagement> = self.view.parts.iter().find(|part| Some(part.session) == owed.session);
        let segment = item_segment(task.slug.as_str(), part.map(|part| part.code.as_str()));
        let session = part.map(|part| part.title.get(self.cx.locale()).text).unwrap_or_default();
        let path = format!("/{}/desk/speakers/{}/tasks/{segment}", self.edition.slug, card.slug);
        Mark {
            state: owed.state,
            is_overdue: owed.is_overdue(self.cx.now()),
            href: format!("/{}{path}", self.cx.locale().tag()),
            words: [card.name.as_str(), &task.name(self.cx.text()), session].join(" · "),
        }
    }
}

pub(super) async fn remind(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let round = send_reminders(cx.db(), cx.ctx(), &edition, &cx.app().settings().origin).await?;
    let (kind, key) = match (round.people.is_empty(), round.unreached.is_empty()) {
        (true, true) => (FlashKind::Notice, "speakers-reminded-nobody"),
        (true, false) => (FlashKind::Problem, "speakers-reminded-unreached"),
        (false, true) => (FlashKind::Done, "speakers-reminded"),
        (false, false) => (FlashKind::Notice, "speakers-reminded-some"),
    };
    Ok(web::with_flash(&cx, &board_path(&edition), kind, key))
}

/// A link for everybody who has none.
pub(super) async fn send_links(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::EditProgramme).await?;
    let (db, ctx) = (cx.db(), cx.ctx());
    let linked = live(&links(db, ctx, edition.id, None).await?);
    let everybody = desk_view(db, ctx, edition.id).await?.people();
    let (mut sent, mut missed) = (0, 0);
    for person in everybody.into_iter().filter(|person| !linked.contains(person)) {
        match send_link(db, ctx, &edition, &cx.app().settings().origin, person).await? {
            Sent::Letter => sent += 1,
            Sent::NoAddress | Sent::SharedAddress => missed += 1,
        }
    }
    let (kind, key) = match (sent, missed) {
        (0, 0) => (FlashKind::Notice, "speakers-links-none"),
        (0, _) => (FlashKind::Problem, "speakers-links-unreached"),
        (_, 0) => (FlashKind::Done, "speakers-links-sent"),
        (_, _) => (FlashKind::Notice, "speakers-links-some"),
    };
    Ok(web::with_flash(&cx, &board_path(&edition), kind, key))
}

fn board_path(edition: &Edition) -> String {
    format!("/{}/desk/speakers", edition.slug)
}
