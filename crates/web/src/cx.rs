//! The context of a request: everything a handler needs to answer.

use crate::{App, DeskPart, Error, MenuEntry, app::SignedIn, cookies, language::Here};
use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
};
use db::Db;
use kernel::{Ctx, EditionId, Viewer};
use std::{net::SocketAddr, ops::Deref, sync::Arc};
use ui::{EditionHeader, Flash, FlashKind, MenuItem, MenuSection, Page, Text, Theme, ViewerBadge};

/// Name of the session cookie where only http is spoken (a machine's own address).
const PLAIN_SESSION: &str = "convoke";
/// Name of the session cookie by https; the prefix binds it to this very host.
const SECURE_SESSION: &str = "__Host-convoke";
/// Where programs ask. Tokens open nothing else.
pub(crate) const API: &str = "/api/";
/// A message for the next page: its tone and the id of its text.
pub(crate) const FLASH: &str = "convoke-flash";
/// The reader's choice between light and dark.
pub(crate) const THEME: &str = "convoke-theme";

/// Carried by every request; derefs to the kernel's [`Ctx`]. Every layer and
/// extractor holds the same one, so a clone is a count and no more.
#[derive(Clone)]
pub struct Cx(Arc<Asked>);

/// What is known about a request.
struct Asked {
    app: App,
    ctx: Ctx,
    name: Option<String>,
    here: String,
    theme: Theme,
    flash: Option<Flash>,
    method: Method,
    headers: HeaderMap,
    peer: Option<SocketAddr>,
    token_refused: bool,
}

impl Deref for Cx {
    type Target = Ctx;
    fn deref(&self) -> &Ctx {
        &self.0.ctx
    }
}

impl FromRequestParts<App> for Cx {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let here = parts.extensions.get::<Here>().cloned().unwrap_or_default();
        // Pages know cookies only. A program that shows a token is asked for no cookie.
        let shown = parts.headers.get(header::AUTHORIZATION).filter(|_| here.path.starts_with(API));
        let cookie = cookies::read(&parts.headers, session_cookie(app)).filter(|_| shown.is_none());
        let signed_in = match (shown.map(bearer), cookie) {
            (Some(Some(token)), _) => app.sign_in().recognise_bearer(app.db(), token, app.now()).await?,
            (_, Some(token)) => app.sign_in().recognise(app.db(), token, app.now()).await?,
            _ => None,
        };
        let token_refused = shown.is_some() && signed_in.is_none();
        let (viewer, name) = match signed_in {
            Some(SignedIn { viewer, name }) => (viewer, Some(name)),
            None => (Viewer::stranger(), None),
        };
        let theme = cookies::read(&parts.headers, THEME).and_then(|t| t.parse().ok()).unwrap_or(Theme::Auto);
        let flash = cookies::read(&parts.headers, FLASH).and_then(|c| read_flash(c, Text(here.locale)));
        let cx = Self(Arc::new(Asked {
            ctx: app.ctx(viewer, here.locale),
            app: app.clone(),
            name,
            here: here.path,
            theme,
            flash,
            method: parts.method.clone(),
            headers: parts.headers.clone(),
            peer: parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0),
            token_refused,
        }));
        parts.extensions.insert(cx.clone());
        Ok(cx)
    }
}

/// The only name that is read: by https a cookie without the prefix may have
/// been planted by another host of the same domain.
fn session_cookie(app: &App) -> &'static str {
    if app.settings().is_https() { SECURE_SESSION } else { PLAIN_SESSION }
}

/// The token of `Authorization: Bearer …` (RFC 6750).
fn bearer(value: &HeaderValue) -> Option<&str> {
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn read_flash(cookie: &str, text: Text) -> Option<Flash> {
    // Only ids of our own messages are shown: a planted cookie cannot put words on a page.
    let (kind, key) = cookie.split_once('.')?;
    let known = key.len() < 80 && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let words = known.then(|| text.find(key)).flatten()?;
    Some(Flash { kind: kind.parse::<FlashKind>().ok()?, text: words })
}

impl Cx {
    /// The running house.
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// The database.
    pub fn db(&self) -> &Db {
        self.0.app.db()
    }

    /// The context without the request, for the domain.
    pub fn ctx(&self) -> &Ctx {
        &self.0.ctx
    }

    /// The interface in the reader's language.
    pub fn text(&self) -> Text {
        Text(self.locale())
    }

    /// This page's path without language prefix, with its query.
    pub fn here(&self) -> &str {
        &self.0.here
    }

    /// A header of the request.
    pub fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.0.headers.get(name).and_then(|v| v.to_str().ok())
    }

    /// A cookie of the request.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        cookies::read(&self.0.headers, name)
    }

    /// The session cookie, whoever it belongs to.
    pub fn session_token(&self) -> Option<&str> {
        cookies::read(&self.0.headers, session_cookie(&self.0.app))
    }

    /// The name under which the session cookie is set.
    pub fn session_cookie_name(&self) -> &'static str {
        session_cookie(&self.0.app)
    }

    /// The other end of the connection.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.0.peer
    }

    /// Grows with every change of any node; what was built under an older
    /// number may be stale.
    pub fn epoch(&self) -> u64 {
        self.db().generation()
    }

    /// Whether the answer is the same for every stranger with this language and theme.
    pub fn is_cacheable(&self) -> bool {
        self.0.method == Method::GET
            && self.session_token().is_none()
            && !self.0.headers.contains_key(header::AUTHORIZATION)
            && self.0.flash.is_none()
    }

    /// The request shows a token that opens nothing.
    pub(crate) fn token_is_refused(&self) -> bool {
        self.0.token_refused
    }

    /// What distinguishes the pages of strangers from each other.
    pub(crate) fn cache_key(&self) -> String {
        format!("{}|{}|{}", self.locale().tag(), self.0.theme, self.0.here)
    }

    /// A page outside any edition.
    pub fn page(&self) -> Page {
        self.build_page(None, None)
    }

    /// A page of an edition, with its menus.
    pub fn edition_page(&self, edition: EditionId, header: EditionHeader) -> Page {
        self.build_page(Some(edition), Some(header))
    }

    /// A page for an error: it must tell nothing about where it stands.
    pub(crate) fn error_page(&self) -> Page {
        let mut page = self.build_page(None, None);
        page.here = "/".to_owned();
        page.flash = None;
        page
    }

    fn build_page(&self, edition: Option<EditionId>, header: Option<EditionHeader>) -> Page {
        let text = self.text();
        let slug = header.as_ref().map_or("", |h| h.slug.as_str());
        let item = |entry: &MenuEntry| {
            let path = entry.path.replace("{edition}", slug);
            let current = self.0.here == path
                || (path.matches('/').count() > 1 && entry.desk.is_none() && self.0.here.starts_with(&path))
                || (entry.desk.is_some() && !path.ends_with("/desk") && self.0.here.starts_with(&path));
            MenuItem { label: text.t(entry.key), href: format!("/{}{path}", self.locale().tag()), current }
        };
        let entries = || self.0.app.menu().iter().filter(|_| edition.is_some());
        let staff_sees = |entry: &&MenuEntry| match (entry.desk, edition) {
            (Some(permission), Some(edition)) => self.can(permission, edition),
            _ => false,
        };
        let mut desk_menu: Vec<(DeskPart, MenuSection)> = Vec::new();
        for entry in entries().filter(staff_sees) {
            let part = DeskPart::of(entry.order);
            match desk_menu.last_mut() {
                Some((last, section)) if *last == part => section.items.push(item(entry)),
                _ => desk_menu
                    .push((part, MenuSection { title: part.key().map(|key| text.t(key)), items: vec![item(entry)] })),
            }
        }
        Page {
            locale: self.locale(),
            text,
            here: self.0.here.clone(),
            theme: self.0.theme,
            menu: entries().filter(|e| e.desk.is_none()).map(item).collect(),
            desk_menu: desk_menu.into_iter().map(|(_, section)| section).collect(),
            robots_index: header.is_some() && self.viewer().is_stranger(),
            edition: header,
            viewer: self.0.name.as_ref().map(|name| ViewerBadge { name: name.clone(), initials: initials(name) }),
            flash: self.0.flash.clone(),
            origin: self.0.app.settings().origin.clone(),
        }
    }
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect()
}
