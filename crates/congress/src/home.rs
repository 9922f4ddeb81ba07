//! What an edition says about itself on its public home page. The page itself
//! belongs to the public site; this is the congress's part of it.

use crate::{edition, fact, track};
use db::Db;
use kernel::{Ctx, Locale, LocalizedText, TextState};
use sea_orm::DbErr;

/// A text as a reader gets it, with what they must be told about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// The language they are in.
    pub locale: Locale,
    /// They are in another language than the reader's.
    pub is_fallback: bool,
    /// How far they can be trusted.
    pub state: TextState,
}

impl Words {
    /// What a reader of `locale` is shown of `text`.
    pub fn of(text: &LocalizedText, locale: Locale) -> Self {
        let shown = text.get(locale);
        Self { text: shown.text.to_owned(), locale: shown.locale, is_fallback: shown.is_fallback, state: shown.state }
    }

    /// There is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Its paragraphs: lines with an empty line between them.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.text.split("\n\n").map(str::trim).filter(|text| !text.is_empty())
    }
}

/// Another edition to go to.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Below the language: `/hangzhou-2024`.
    pub path: String,
    /// Its name.
    pub name: Words,
}

/// A track as the home page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeTrack {
    /// Its slug, for the timetable's filter.
    pub slug: String,
    /// Its name.
    pub name: Words,
    /// Its colour, 1 to 8.
    pub colour: i32,
}

/// A published number with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its anchor.
    pub slug: String,
    /// The number as published.
    pub value: String,
    /// What was counted.
    pub label: Words,
    /// Who says so.
    pub source_name: String,
    /// Where; always http or https.
    pub source_url: String,
    /// The day of the source, in words.
    pub as_of: String,
}

/// The congress's part of the home page.
#[derive(Clone, Debug, PartialEq)]
pub struct HomeFacts {
    /// Its name.
    pub name: Words,
    /// Its motto; may be empty.
    pub theme: Words,
    /// Where it is held; may be empty.
    pub place: Words,
    /// What it is about; may be empty.
    pub description: Words,
    /// Its days in words.
    pub dates: String,
    /// The zone of its clocks, by name.
    pub zone: String,
    /// Its tracks, in order.
    pub tracks: Vec<HomeTrack>,
    /// Its published figures, in order.
    pub figures: Vec<Figure>,
    /// The event that it is held inside, if this viewer may know of it.
    pub host: Option<Link>,
    /// The editions held inside it.
    pub hosted: Vec<Link>,
    /// People and sessions are made up.
    pub illustration: bool,
}

/// Gathers the congress's part of the home page, in the viewer's language.
///
/// # Errors
/// The engine's.
pub async fn home_facts(db: &Db, ctx: &Ctx, edition: &edition::Edition) -> Result<HomeFacts, DbErr> {
    let locale = ctx.locale();
    let words = |text: &LocalizedText| Words::of(text, locale);
    let link = |e: &edition::Edition| Link { path: format!("/{}", e.slug), name: words(&e.name) };
    let tracks = track::tracks(db, ctx, edition.id).await?;
    let host = match edition.host {
        Some(host) => edition::edition_by_id(db, ctx, host).await?,
        None => None,
    };
    let figures = fact::facts(db, ctx, edition.id).await?;
    Ok(HomeFacts {
        name: words(&edition.name),
        theme: words(&edition.theme),
        place: words(&edition.place),
        description: words(&edition.description),
        dates: edition.days_in_words(locale),
        zone: edition.zone.name().to_owned(),
        tracks: tracks
            .into_iter()
            .map(|t| HomeTrack { slug: t.slug.to_string(), name: words(&t.name), colour: t.colour })
            .collect(),
        figures: figures.into_iter().map(|fact| figure(fact, locale)).collect(),
        host: host.as_ref().map(link),
        hosted: edition::hosted_editions(db, ctx, edition.id).await?.iter().map(link).collect(),
        illustration: edition.illustration,
    })
}

fn figure(fact: fact::Fact, locale: Locale) -> Figure {
    Figure {
        slug: fact.slug.to_string(),
        value: fact.value,
        label: Words::of(&fact.label, locale),
        source_name: fact.source_name,
        source_url: fact.source_url,
        as_of: ui::date_range(fact.as_of, fact.as_of, locale),
    }
}
