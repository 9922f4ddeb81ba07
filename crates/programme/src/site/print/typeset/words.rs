//! What the templates of the press read: the model of the printed pages as JSON.
//! Nothing is looked up here that those pages do not show.

mod plans;

pub(super) use plans::plans;

use crate::site::{
    compose::{Composer, Phrase},
    picture::inks,
    print::{
        BookPage, Front,
        book::{BookDay, BookEntry},
        order::Order,
    },
};
use congress::{Accent, Track};
use serde::Serialize;
use ui::Page;

/// Words, with their language where it is not the page's.
#[derive(Serialize)]
struct Said<'c> {
    text: &'c str,
    lang: Option<&'static str>,
}

#[derive(Serialize)]
struct TrackName<'c> {
    #[serde(flatten)]
    name: Said<'c>,
    colour: String,
}

/// What every sheet of paper says.
#[derive(Serialize)]
struct Sheet<'c> {
    lang: &'static str,
    paper: &'static str,
    accent: String,
    name: Said<'c>,
    theme: Said<'c>,
    place: Said<'c>,
    dates: &'c str,
    part: &'c str,
    as_of: &'c str,
    /// Whose clock it is, where it is to be found, and what it must be told with.
    notes: Vec<String>,
    words: Words,
}

#[derive(Serialize)]
struct Words {
    programme: String,
    index: String,
    cancelled: String,
    elsewhere: String,
    none: String,
    comma: String,
    semicolon: String,
}

#[derive(Serialize)]
pub(super) struct Book<'c> {
    #[serde(flatten)]
    sheet: Sheet<'c>,
    days: Vec<Day<'c>>,
    index: Vec<Person<'c>>,
}

#[derive(Serialize)]
struct Day<'c> {
    title: &'c str,
    count: String,
    entries: Vec<Session<'c>>,
}

#[derive(Serialize)]
struct Person<'c> {
    name: &'c str,
    /// What they are; in the index, when they are to be seen.
    line: &'c str,
}

#[derive(Serialize)]
struct Session<'c> {
    start: &'c str,
    end: &'c str,
    /// That the end is on another day; empty where it is not.
    next_day: &'c str,
    room: &'c str,
    title: Said<'c>,
    is_cancelled: bool,
    is_break: bool,
    track: Option<TrackName<'c>>,
    facts: &'c [String],
    people: Vec<Person<'c>>,
    summary: Summary<'c>,
    items: Vec<Session<'c>>,
}

#[derive(Serialize)]
struct Summary<'c> {
    lang: Option<&'static str>,
    paragraphs: Vec<&'c str>,
}

pub(super) fn book<'c>(page: &'c BookPage<'_>) -> Book<'c> {
    let day = |day: &'c BookDay<'_>| Day {
        title: &day.title,
        count: page.page.t1("programme-site-n-sessions", "n", day.entries.len()),
        entries: day.entries.iter().map(|entry| session(page.set, page.order, entry)).collect(),
    };
    Book {
        sheet: sheet(&page.page, page.set, page.order, &page.front),
        days: page.days.iter().map(day).collect(),
        index: page.index.iter().map(|line| Person { name: line.name, line: &line.times }).collect(),
    }
}

fn sheet<'c>(page: &Page, set: &'c Composer<'_>, order: &Order, front: &'c Front) -> Sheet<'c> {
    let edition = &set.view.edition;
    let mut notes = vec![front.clock.clone(), format!("{}{}", page.origin, set.base)];
    if edition.illustration {
        notes.push(page.t("ui-illustration-note"));
    }
    Sheet {
        lang: page.locale.html_lang(),
        paper: order.paper.as_str(),
        accent: ink(edition.accent),
        name: said(set.phrase(&edition.name)),
        theme: said(set.phrase(&edition.theme)),
        place: said(set.phrase(&edition.place)),
        dates: &front.dates,
        part: &front.part,
        as_of: &front.as_of,
        notes,
        words: Words {
            programme: page.t("programme-print-programme"),
            index: page.t("programme-print-index"),
            cancelled: set.cancelled.clone(),
            elsewhere: page.t("programme-site-elsewhere"),
            none: page.t("programme-site-no-match"),
            comma: page.t("programme-site-comma"),
            semicolon: page.t("programme-print-semicolon"),
        },
    }
}

fn session<'c>(set: &'c Composer<'_>, order: &Order, of: &'c BookEntry<'_>) -> Session<'c> {
    let entry = &of.entry;
    let track = entry.track.zip(of.track).map(|(mark, (text, lang))| named(mark.track, Said { text, lang }));
    let paragraphs = if order.is_brief { Vec::new() } else { of.summary.paragraphs().collect() };
    Session {
        start: &entry.session.start_clock,
        end: &entry.session.end_clock,
        next_day: if entry.ends_later() { &set.next_day } else { "" },
        room: of.room,
        title: said(entry.title),
        is_cancelled: entry.session.cancelled,
        is_break: entry.is_break(),
        track,
        facts: &of.facts,
        people: of.people.iter().map(|(name, line)| Person { name, line }).collect(),
        summary: Summary { lang: of.summary.lang, paragraphs },
        items: of.items.iter().map(|item| session(set, order, item)).collect(),
    }
}

fn said(phrase: Phrase<'_>) -> Said<'_> {
    Said { text: phrase.text, lang: phrase.lang }
}

fn named<'c>(track: &Track, name: Said<'c>) -> TrackName<'c> {
    TrackName { name, colour: hue(track) }
}

/// The eight colours of tracks are the eight inks of editions, in their order.
fn hue(track: &Track) -> String {
    let at = usize::try_from(track.colour - 1).unwrap_or(0);
    ink(Accent::ALL.get(at).copied().unwrap_or(Accent::Lake))
}

fn ink(accent: Accent) -> String {
    let ([red, green, blue], _) = inks(accent);
    format!("#{red:02x}{green:02x}{blue:02x}")
}
