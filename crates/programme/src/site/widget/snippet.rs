//! The desk's page on which somebody puts a widget together and copies it, and
//! the small script for the page that it will stand on.

use super::Part;
use crate::view::Views;
use askama::Template;
use axum::{
    Extension,
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use kernel::{Locale, Permission, Viewer};
use ui::{Form, Page, Theme};
use web::{Cx, Routes, Submission, Who};

/// For the other site: makes a frame as high as what is in it. Optional.
const HOST_SCRIPT: &str = include_str!("host.js");

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get(
            "/{edition}/desk/widget",
            show,
            Who::Staff(Permission::ReadDesk),
            "/hangzhou-2024/desk/widget?show=day&theme=auto",
        )
        .get("/assets/widget.js", script, Who::Anyone, "/assets/widget.js")
}

#[derive(Template)]
#[template(path = "programme/desk/widget.html")]
struct SnippetPage {
    page: Page,
    form: Form,
    parts: Vec<(String, String)>,
    days: Vec<(String, String)>,
    tracks: Vec<(String, String)>,
    themes: Vec<(String, String)>,
    languages: Vec<(String, String)>,
    address: String,
    code: String,
}

/// Everything is in the address, so a choice can be kept and sent on.
async fn show(cx: Cx, Extension(views): Extension<Views>, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = congress::desk(&cx, &slug, Permission::ReadDesk).await?;
    // What a widget offers is what strangers see in it; before the edition is public, nothing.
    let view = match views.view_for(cx.db(), &cx.ctx().seen_by(Viewer::stranger()), &slug).await {
        Ok(view) => Some(view),
        Err(web::Error::NotFound) => None,
        Err(error) => return Err(error),
    };
    let query = cx.here().split_once('?').map_or("", |(_, query)| query);
    let sent = Submission::parse(query.as_bytes());
    let page = congress::edition_page(&cx, &edition);
    let days = view.iter().flat_map(|view| view.days());
    let tracks = view.iter().flat_map(|view| &view.tracks);
    let mut snippet = SnippetPage {
        parts: Part::ALL.iter().map(|part| (part.to_string(), page.t(part.key()))).collect(),
        days: days.map(|day| (day.to_string(), ui::long_date(day, page.locale))).collect(),
        tracks: tracks.map(|track| (track.slug.to_string(), track.name.get(page.locale).text.to_owned())).collect(),
        themes: Theme::ALL.iter().map(|theme| (theme.to_string(), page.t(theme_key(*theme)))).collect(),
        languages: Locale::ALL.iter().map(|locale| (locale.tag().to_owned(), locale.own_name().to_owned())).collect(),
        form: Form::new(),
        address: String::new(),
        code: String::new(),
        page,
    };
    snippet.choose(&sent);
    snippet.address = snippet.address_of(&slug);
    snippet.code = snippet.code_of(edition.name.get(cx.locale()).text);
    Ok(web::frames_own(web::ok(&snippet)?))
}

fn theme_key(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "programme-widget-auto",
        Theme::Light => "programme-widget-light",
        Theme::Dark => "programme-widget-dark",
    }
}

impl Part {
    fn key(self) -> &'static str {
        match self {
            Self::Day => "programme-widget-day",
            Self::Now => "programme-widget-now",
            Self::Track => "programme-widget-track",
        }
    }
}

impl SnippetPage {
    /// What was asked for, as far as it can be chosen.
    fn choose(&mut self, sent: &Submission) {
        let usual = [
            ("show", &self.parts, Part::Day.as_str()),
            ("day", &self.days, ""),
            ("track", &self.tracks, self.tracks.first().map_or("", |(slug, _)| slug)),
            ("theme", &self.themes, Theme::Auto.as_str()),
            ("language", &self.languages, self.page.locale.tag()),
        ];
        let chosen = usual.map(|(name, choices, usual)| {
            let is_choice = choices.iter().any(|(value, _)| value == sent.value(name));
            (name, if is_choice { sent.value(name).to_owned() } else { usual.to_owned() })
        });
        self.form = Form::filled(chosen);
    }

    /// Without host; the values are words of ours and slugs, safe in an address.
    fn address_of(&self, slug: &str) -> String {
        let chosen = |name: &str| self.form.value(name);
        let mut address =
            format!("/{}/{slug}/widget?show={}&theme={}", chosen("language"), chosen("show"), chosen("theme"));
        if chosen("show") == Part::Track.as_str() {
            address.push_str(&format!("&track={}", chosen("track")));
        } else if chosen("show") == Part::Day.as_str() && !chosen("day").is_empty() {
            address.push_str(&format!("&day={}", chosen("day")));
        }
        address
    }

    fn code_of(&self, title: &str) -> String {
        let origin = &self.page.origin;
        let (address, title) = (escaped(&self.address), escaped(title));
        format!(
            "<iframe src=\"{origin}{address}\" title=\"{title}\" width=\"100%\" height=\"640\" loading=\"lazy\" \
             style=\"border:0\"></iframe>\n<script src=\"{origin}/assets/widget.js\" async></script>"
        )
    }
}

/// For an attribute in double quotes.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

async fn script(cx: Cx) -> web::Result<Response> {
    web::cached(&cx, || async {
        Ok(([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], HOST_SCRIPT).into_response())
    })
    .await
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_title_stays_inside_its_attribute() {
        assert_eq!(super::escaped("\"A\" & <b>"), "&quot;A&quot; &amp; &lt;b>");
    }
}
