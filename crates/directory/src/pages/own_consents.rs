//! What a person shows, to whom, and the ledger: to close a thing takes the
//! same one press as to open it.

use crate::{
    consent::{Channel, Disclosures, LedgerLine, Purpose, Statement, WORDING, disclosures, ledger, state as say},
    person::own_record,
};
use askama::Template;
use axum::response::Response;
use kernel::{PersonId, Visibility};
use ui::{FlashKind, Page};
use web::{Cx, Submission};

#[derive(Template)]
#[template(path = "directory/own_consents.html")]
struct ConsentsPage {
    page: Page,
    name: String,
    choices: Vec<Choice>,
    lines: Vec<Line>,
}

/// One purpose with the answers there are.
struct Choice {
    purpose: &'static str,
    title: String,
    wording: String,
    /// Word, label, whether it holds now.
    answers: Vec<(&'static str, String, bool)>,
}

/// One line of the ledger in words.
pub(super) struct Line {
    pub(super) at: String,
    pub(super) words: String,
    pub(super) how: String,
}

pub(super) async fn show(cx: Cx) -> web::Result<Response> {
    let page = cx.page();
    let Some(person) = own_record(cx.db(), cx.ctx()).await? else {
        return web::ok(&ConsentsPage { page, name: String::new(), choices: Vec::new(), lines: Vec::new() });
    };
    let open = disclosures(cx.db(), cx.ctx(), person.id).await?;
    let lines = ledger(cx.db(), cx.ctx(), person.id).await?;
    web::ok(&ConsentsPage {
        name: person.name.shown(cx.locale()).to_owned(),
        choices: Purpose::ALL.iter().map(|purpose| choice(&page, *purpose, &open)).collect(),
        lines: lines.iter().map(|line| self::line(&page, line)).collect(),
        page,
    })
}

fn choice(page: &Page, purpose: Purpose, open: &Disclosures) -> Choice {
    let now = open.get(&purpose).copied();
    let answer = |word: &'static str, audience: Option<Visibility>| {
        (word, page.t(&format!("directory-audience-{word}")), now == audience)
    };
    Choice {
        purpose: purpose.as_str(),
        title: purpose_words(page, purpose),
        wording: page.t(&format!("directory-wording-{WORDING}-{purpose}")),
        answers: vec![
            answer("public", Some(Visibility::Public)),
            answer("registered", Some(Visibility::Registered)),
            answer("nobody", None),
        ],
    }
}

/// A purpose in words.
pub(super) fn purpose_words(page: &Page, purpose: Purpose) -> String {
    page.t(&format!("directory-purpose-{purpose}"))
}

/// An audience in words; none is nobody.
pub(super) fn audience_words(page: &Page, audience: Option<Visibility>) -> String {
    page.t(&format!("directory-audience-{}", audience.map_or("nobody", Visibility::as_str)))
}

pub(super) fn line(page: &Page, line: &LedgerLine) -> Line {
    let channel = page.t(&format!("directory-channel-{}", line.channel));
    Line {
        at: line.at.to_jiff().strftime("%Y-%m-%d %H:%M UTC").to_string(),
        words: format!("{}: {}", purpose_words(page, line.purpose), audience_words(page, line.audience)),
        how: if line.basis.is_empty() { channel } else { format!("{channel}: {}", line.basis) },
    }
}

/// Reads the answer of a form; `nobody` is `None`.
pub(super) fn audience(raw: &str) -> Option<Option<Visibility>> {
    match raw {
        "public" => Some(Some(Visibility::Public)),
        "registered" => Some(Some(Visibility::Registered)),
        "nobody" => Some(None),
        _ => None,
    }
}

pub(super) async fn state(cx: Cx, sent: Submission) -> web::Result<Response> {
    let person = own(&cx)?;
    let (Ok(purpose), Some(audience)) = (sent.value("purpose").parse(), audience(sent.value("audience"))) else {
        return Err(web::Error::Unreadable);
    };
    say(cx.db(), cx.ctx(), person, &statement(purpose, audience)).await?;
    Ok(web::with_flash(&cx, "/account/consents", FlashKind::Done, "directory-consent-stored"))
}

pub(super) async fn withdraw_all(cx: Cx) -> web::Result<Response> {
    let person = own(&cx)?;
    for purpose in disclosures(cx.db(), cx.ctx(), person).await?.into_keys() {
        say(cx.db(), cx.ctx(), person, &statement(purpose, None)).await?;
    }
    Ok(web::with_flash(&cx, "/account/consents", FlashKind::Done, "directory-consent-stored"))
}

fn own(cx: &Cx) -> web::Result<PersonId> {
    cx.viewer().person_id().ok_or(web::Error::NotFound)
}

fn statement(purpose: Purpose, audience: Option<Visibility>) -> Statement {
    Statement { purpose, audience, channel: Channel::Web, basis: String::new() }
}
