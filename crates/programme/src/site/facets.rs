//! The filters of the timetable with their counts: how many sessions each
//! option would leave, given everything else that is chosen.

use super::{
    choice::{Choice, Facet, Shape, hears},
    compose::Composer,
    entry::counts,
};
use crate::{
    session::{SPOKEN, language_name},
    view::SessionView,
};
use directory::city::CityId;
use jiff::civil::Date;

/// A tab above the timetable.
pub(super) struct DayTab {
    pub(super) href: String,
    pub(super) label: String,
    pub(super) name: String,
    pub(super) count: usize,
    pub(super) current: bool,
}

/// One way to filter.
pub(super) struct Filter {
    /// The name of its field in the address.
    pub(super) name: &'static str,
    /// Ids of its label and of the option that filters nothing.
    pub(super) label: &'static str,
    pub(super) all: &'static str,
    pub(super) options: Vec<FilterOption>,
}

/// One option, and what it would leave.
pub(super) struct FilterOption {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) lang: Option<&'static str>,
    pub(super) count: usize,
    pub(super) chosen: bool,
}

/// The days of the programme; a list can also show all of them.
pub(super) fn days(set: &Composer<'_>, choice: Choice<'_>) -> Vec<DayTab> {
    let locale = set.text.0;
    let tab = |day: Option<Date>, label: String, name: String, count: usize| DayTab {
        href: format!("{}{}", set.base, choice.on(day).path()),
        current: choice.day == day,
        label,
        name,
        count,
    };
    let open: Vec<&SessionView> = matching(set, choice, Facet::Day).collect();
    let on = |day: Date| {
        let count = open.iter().filter(|session| session.day == day).count();
        tab(Some(day), ui::short_date(day, locale), ui::day_name(day, locale).to_owned(), count)
    };
    let all = || {
        let t = |key| set.text.t(key);
        tab(None, t("programme-site-all-days"), t("programme-site-all-days-note"), open.len())
    };
    let list = choice.shape == Shape::List;
    list.then(all).into_iter().chain(set.view.days().into_iter().map(on)).collect()
}

/// The filters that leave something to choose.
pub(super) fn filters(set: &Composer<'_>, choice: Choice<'_>) -> Vec<Filter> {
    let all = [tracks(set, choice), rooms(set, choice), languages(set, choice), cities(set, choice)];
    all.into_iter().filter(|filter| filter.options.len() > 1 || filter.options.iter().any(|o| o.chosen)).collect()
}

fn matching<'s>(set: &'s Composer<'_>, choice: Choice<'s>, free: Facet) -> impl Iterator<Item = &'s SessionView> {
    let taken = move |session: &&SessionView| counts(session) && choice.takes(set.view, session, Some(free));
    set.view.sessions.iter().filter(taken)
}

/// How many of the sessions have, themselves or in an item, what is asked.
fn count(set: &Composer<'_>, among: &[&SessionView], has: impl Fn(&SessionView) -> bool) -> usize {
    among.iter().filter(|session| has(session) || set.view.items_of(session).any(&has)).count()
}

/// An option that leaves nothing is not offered, unless it is the one chosen.
fn useful(option: &FilterOption) -> bool {
    option.count > 0 || option.chosen
}

fn tracks(set: &Composer<'_>, choice: Choice<'_>) -> Filter {
    let among: Vec<&SessionView> = matching(set, choice, Facet::Track).collect();
    let option = |track: &congress::Track| {
        let name = set.phrase(&track.name);
        FilterOption {
            value: track.slug.to_string(),
            label: name.text.to_owned(),
            lang: name.lang,
            count: count(set, &among, |session| session.track == Some(track.id)),
            chosen: choice.track.is_some_and(|chosen| chosen.id == track.id),
        }
    };
    let options = set.view.tracks.iter().map(option).filter(useful).collect();
    Filter { name: "track", label: "programme-site-track", all: "programme-site-all-tracks", options }
}

fn rooms(set: &Composer<'_>, choice: Choice<'_>) -> Filter {
    let among: Vec<&SessionView> = matching(set, choice, Facet::Room).collect();
    let option = |room: &congress::Room| {
        let name = set.phrase(&room.name);
        FilterOption {
            value: room.slug.to_string(),
            label: name.text.to_owned(),
            lang: name.lang,
            count: count(set, &among, |session| session.room == Some(room.id)),
            chosen: choice.room.is_some_and(|chosen| chosen.id == room.id),
        }
    };
    let options = set.view.rooms.iter().map(option).filter(useful).collect();
    Filter { name: "room", label: "programme-site-room", all: "programme-site-all-rooms", options }
}

fn languages(set: &Composer<'_>, choice: Choice<'_>) -> Filter {
    let among: Vec<&SessionView> = matching(set, choice, Facet::Language).collect();
    let option = |code: &'static str| FilterOption {
        value: code.to_owned(),
        label: language_name(code, set.text.0).to_owned(),
        lang: None,
        count: count(set, &among, |session| hears(session, code)),
        chosen: choice.language == Some(code),
    };
    let options = SPOKEN.iter().map(|(code, ..)| option(code)).filter(useful).collect();
    Filter { name: "language", label: "programme-site-language", all: "programme-site-all-languages", options }
}

fn cities(set: &Composer<'_>, choice: Choice<'_>) -> Filter {
    let among: Vec<&SessionView> = matching(set, choice, Facet::City).collect();
    let option = |(id, name): (CityId, &str)| FilterOption {
        value: id.to_string(),
        label: name.to_owned(),
        lang: None,
        count: count(set, &among, |session| session.city == Some(id)),
        chosen: choice.city == Some(id),
    };
    let options = set.view.cities().into_iter().map(option).filter(useful).collect();
    Filter { name: "city", label: "programme-site-city", all: "programme-site-all-cities", options }
}
