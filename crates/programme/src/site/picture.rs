//! The picture that is shown with a link to a session or to the congress: title,
//! time, room, in the ink of the congress. It shows what a stranger may see and
//! is found by strangers only; whoever asks gets the same.
//!
//! A picture is drawn when it is first asked for and kept by its content, so a
//! release draws anew what it changed and nothing else.

mod draw;
mod faces;
mod lines;

#[cfg(feature = "pdf")]
pub(super) use draw::inks;
pub(super) use draw::{HEIGHT, WIDTH};

use super::{
    compose::Composer,
    kept::{Kept, Key, key_of},
};
use crate::view::{ProgrammeView, SessionView, Views};
use axum::{
    Extension,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use congress::Accent;
use draw::png;
use faces::{Voice, can_draw};
use kernel::{Locale, LocalizedText, Viewer, Visibility};
use std::{collections::BTreeSet, sync::Arc};
use web::Cx;

/// Raised when the same words are to look different, so that those who keep
/// pictures ask again.
const LOOK: u32 = 1;

/// Memory that pictures may take, in bytes: some four hundred of them.
const CAPACITY: usize = 16 * 1024 * 1024;
/// A robot may ask for the pictures of all sessions at once.
const MOST_WAITING: usize = 1000;

/// The pictures of this node.
#[derive(Clone)]
pub(super) struct Pictures(Kept);

impl Default for Pictures {
    fn default() -> Self {
        Self(Kept::new(CAPACITY, MOST_WAITING))
    }
}

/// What stands in a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawing {
    accent: Accent,
    /// Marks are set as Chinese sets them.
    in_chinese: bool,
    /// The congress, above the title.
    name: String,
    /// Beside it: that a session was cancelled.
    flag: Option<String>,
    title: String,
    /// Under the title.
    below: String,
    /// When, and where.
    facts: Vec<String>,
}

impl Drawing {
    /// Of an edition.
    pub(super) fn edition(set: &Composer<'_>) -> Self {
        let (edition, locale) = (&set.view.edition, set.text.0);
        let title = drawable(&edition.name, locale, edition.slug.as_str());
        Self {
            accent: edition.accent,
            in_chinese: locale == Locale::Zh,
            name: String::new(),
            flag: None,
            title,
            below: drawable(&edition.theme, locale, ""),
            facts: facts([
                ui::date_range(edition.first_day, edition.last_day, locale),
                drawable(&edition.place, locale, ""),
            ]),
        }
    }

    /// Of a session.
    pub(super) fn session(set: &Composer<'_>, session: &SessionView) -> Self {
        let (edition, locale) = (&set.view.edition, set.text.0);
        let day = ui::long_date(session.day, locale);
        let room = session.room.and_then(|id| set.view.room(id));
        Self {
            accent: edition.accent,
            in_chinese: locale == Locale::Zh,
            name: drawable(&edition.name, locale, edition.slug.as_str()),
            flag: session.cancelled.then(|| set.cancelled.clone()),
            title: drawable(&session.title, locale, &session.code),
            below: String::new(),
            facts: facts([
                format!("{day}{}{}–{}", set.text.t("programme-site-at"), session.start_clock, session.end_clock),
                room.map(|room| drawable(&room.name, locale, room.slug.as_str())).unwrap_or_default(),
            ]),
        }
    }

    /// What it looks like, in a few letters; part of its address.
    pub(super) fn version(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.key()[..9])
    }

    fn key(&self) -> Key {
        key_of(format!("{LOOK} {self:?}").as_bytes())
    }

    /// For those who do not see it.
    pub(super) fn words(&self) -> String {
        let all = [&self.title, &self.below].into_iter().chain(&self.facts);
        all.filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }
}

fn facts(all: [String; 2]) -> Vec<String> {
    all.into_iter().filter(|fact| !fact.is_empty()).collect()
}

/// The text in the reader's language, if our faces have all its characters;
/// else in another one; else `otherwise`.
fn drawable(text: &LocalizedText, locale: Locale, otherwise: &str) -> String {
    let others = Locale::ALL.iter().map(|other| text.text(*other));
    let mut candidates = std::iter::once(text.get(locale).text).chain(others);
    let found = candidates.find(|words| !words.is_empty() && can_draw(words, Voice::Display));
    found.unwrap_or(otherwise).to_owned()
}

/// As a stranger sees it in the language of this request.
async fn view(cx: &Cx, views: &Views, slug: &str) -> web::Result<Arc<ProgrammeView>> {
    views.view_for(cx.db(), &cx.ctx().seen_by(Viewer::stranger()), slug).await
}

fn composed(cx: &Cx, view: &ProgrammeView, draw: impl FnOnce(&Composer<'_>) -> Drawing) -> Drawing {
    draw(&Composer::new(&congress::edition_page(cx, &view.edition), view, BTreeSet::new()))
}

pub(super) async fn edition(
    cx: Cx,
    Extension(views): Extension<Views>,
    Extension(pictures): Extension<Pictures>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let view = view(&cx, &views, &slug).await?;
    let drawing = composed(&cx, &view, Drawing::edition);
    answer(&cx, &pictures, drawing).await
}

pub(super) async fn session(
    cx: Cx,
    Extension(views): Extension<Views>,
    Extension(pictures): Extension<Pictures>,
    Path((slug, segment)): Path<(String, String)>,
) -> web::Result<Response> {
    let view = view(&cx, &views, &slug).await?;
    let session = view.session_at(&segment).filter(|session| session.visibility == Visibility::Public);
    let session = session.ok_or(web::Error::NotFound)?;
    let drawing = composed(&cx, &view, |set| Drawing::session(set, session));
    answer(&cx, &pictures, drawing).await
}

async fn answer(cx: &Cx, pictures: &Pictures, drawing: Drawing) -> web::Result<Response> {
    let tag = format!("\"{}\"", drawing.version());
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    // Its address changes with what it shows; a day is for those who ask without.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=86400"));
    headers.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(web::Error::internal)?);
    if cx.header(header::IF_NONE_MATCH).is_some_and(|sent| sent.split(',').any(|known| known.trim() == tag)) {
        return Ok((StatusCode::NOT_MODIFIED, headers).into_response());
    }
    let bytes = pictures.0.get(drawing.key(), move || png(&drawing)).await?;
    Ok((headers, bytes).into_response())
}
