//! The programme on somebody else's page: a day, what is on, or one track, made
//! for a frame. It needs no cookie and no script, shows what strangers may see
//! to everybody, and its links open beside the page that it stands on.

mod snippet;

pub(crate) use snippet::routes;

use super::{
    compose::Composer,
    entry::{Day, stands_alone},
    moment::day_of,
    now::{following, running},
};
use crate::view::{ProgrammeView, SessionView, Views};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use jiff::civil::Date;
use kernel::{Locale, Viewer};
use std::{collections::BTreeSet, str::FromStr};
use ui::{Page, Theme};
use web::{Cx, Submission};

kernel::text_enum! {
    /// What a widget shows.
    pub enum Part {
        /// The sessions of one day.
        Day = "day",
        /// What is on and what comes next.
        Now = "now",
        /// The sessions of one track, on all days.
        Track = "track",
    }
}

/// What the address asks for. What cannot be read is taken for nothing: a frame
/// on somebody else's page has nobody to tell.
#[derive(Clone, Debug, PartialEq)]
struct Asked {
    part: Part,
    day: Option<Date>,
    track: String,
    theme: Theme,
    language: Option<Locale>,
}

impl Asked {
    fn read(query: &str) -> Self {
        let sent = Submission::parse(query.as_bytes());
        Self {
            part: sent.value("show").parse().unwrap_or(Part::Day),
            day: Date::from_str(sent.value("day")).ok(),
            track: sent.value("track").to_owned(),
            theme: sent.value("theme").parse().unwrap_or(Theme::Auto),
            language: Locale::ALL.iter().copied().find(|locale| locale.tag() == sent.value("language")),
        }
    }
}

/// Another day, in the same frame.
struct Tab {
    href: String,
    name: String,
    is_open: bool,
}

#[derive(Template)]
#[template(path = "programme/site/widget.html")]
struct WidgetPage<'c> {
    page: Page,
    set: &'c Composer<'c>,
    heading: String,
    clock: String,
    tabs: Vec<Tab>,
    days: Vec<Day<'c>>,
    /// Said where there is nothing.
    nothing: &'static str,
}

pub(super) async fn show(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    let query = cx.here().split_once('?').map_or("", |(_, query)| query);
    let asked = Asked::read(query);
    if let Some(language) = asked.language.filter(|language| *language != cx.locale()) {
        return Ok(web::in_language(language, cx.here()));
    }
    let view = views.view_for(cx.db(), &cx.ctx().seen_by(Viewer::stranger()), &slug).await?;
    let shown = shown(&view, &asked, &cx);
    // What the clock decides: which day it is, what begins and ends.
    let variant = match asked.part {
        Part::Track => String::new(),
        Part::Day => day_of(cx.now(), &view.edition.zone).to_string(),
        Part::Now => shown.iter().map(|session| session.code.as_str()).collect(),
    };
    web::cached_as(&cx, &variant, || async {
        let mut page = congress::edition_page(&cx, &view.edition);
        page.theme = asked.theme;
        let set = Composer::new(&page, &view, BTreeSet::new());
        let widget = widget(page, &set, &asked, &shown, &cx);
        Ok(web::framed_anywhere(web::ok(&widget)?))
    })
    .await
}

fn shown<'v>(view: &'v ProgrammeView, asked: &Asked, cx: &Cx) -> Vec<&'v SessionView> {
    match asked.part {
        Part::Now => {
            let mut all = running(view, cx.now());
            all.extend(following(view, cx.now()));
            all
        }
        Part::Day => {
            let day = open_day(view, asked, cx);
            of_their_own(view).filter(|session| Some(session.day) == day).collect()
        }
        Part::Track => {
            let track = view.tracks.iter().find(|track| track.slug.as_str() == asked.track).map(|track| track.id);
            let of_it = |session: &&SessionView| track.is_some() && session.track == track;
            of_their_own(view).filter(of_it).collect()
        }
    }
}

/// Items are found inside their forum, which is a link away.
fn of_their_own(view: &ProgrammeView) -> impl Iterator<Item = &SessionView> {
    view.sessions.iter().filter(|session| stands_alone(session))
}

/// The day that was asked for, else today, else the first one.
fn open_day(view: &ProgrammeView, asked: &Asked, cx: &Cx) -> Option<Date> {
    let days = view.days();
    let today = day_of(cx.now(), &view.edition.zone);
    let is_day = |day: &Date| days.contains(day);
    asked.day.filter(is_day).or(Some(today).filter(is_day)).or(days.first().copied())
}

fn widget<'c>(page: Page, set: &'c Composer<'_>, asked: &Asked, shown: &[&'c SessionView], cx: &Cx) -> WidgetPage<'c> {
    let open = (asked.part == Part::Day).then(|| open_day(set.view, asked, cx)).flatten();
    let tab = |day: &Date| Tab {
        href: format!("?show=day&day={day}&theme={}", asked.theme.as_str()),
        name: ui::short_date(*day, page.locale),
        is_open: Some(*day) == open,
    };
    let heading = match asked.part {
        Part::Now => page.t("programme-site-on-now"),
        Part::Day => open.map_or_else(|| page.t("programme-site-timetable"), |day| ui::long_date(day, page.locale)),
        Part::Track => {
            let track = set.view.tracks.iter().find(|track| track.slug.as_str() == asked.track);
            track.map_or_else(|| page.t("programme-site-timetable"), |track| set.phrase(&track.name).text.to_owned())
        }
    };
    let mut days = set.by_day(shown.iter().map(|session| set.entry(session)));
    if asked.part == Part::Day {
        // The day is the heading already.
        for day in &mut days {
            day.title.clear();
        }
    }
    WidgetPage {
        heading,
        clock: shown.first().map_or_else(String::new, |session| set.clock(session.starts_at)),
        tabs: if open.is_some() { set.view.days().iter().map(tab).collect() } else { Vec::new() },
        days,
        nothing: if asked.part == Part::Now { "programme-now-over" } else { "programme-widget-nothing" },
        set,
        page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_taken_for_nothing() {
        let usual = Asked { part: Part::Day, day: None, track: String::new(), theme: Theme::Auto, language: None };
        assert_eq!(Asked::read(""), usual);
        assert_eq!(Asked::read("show=everything&day=yesterday&theme=blue&language=tlh&x=%ff"), usual);
        let all = Asked::read("show=track&day=2024-09-25&track=water&theme=dark&language=zh");
        assert_eq!((all.part, all.theme, all.language), (Part::Track, Theme::Dark, Some(Locale::Zh)));
        assert_eq!((all.day, all.track.as_str()), (Some(jiff::civil::date(2024, 9, 25)), "water"));
    }
}
