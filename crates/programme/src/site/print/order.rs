//! What somebody wants on paper. All of it stands in the address.

use crate::{
    session::SPOKEN,
    site::{choice::hears, compose::Composer, entry::stands_alone, moment::joined},
    view::{ProgrammeView, SessionView},
};
use jiff::civil::Date;
use kernel::TrackId;
use web::Submission;

kernel::text_enum! {
    /// A format.
    pub enum Paper {
        /// Everything, with abstracts, on A4.
        Book = "a4",
        /// The same on A5.
        Booklet = "a5",
        /// Each day on one page, A4 landscape.
        DayA4 = "day-a4",
        /// Each day on one page, A3 landscape.
        DayA3 = "day-a3",
    }
}

impl Paper {
    /// Id of its name.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Book => "programme-print-a4",
            Self::Booklet => "programme-print-a5",
            Self::DayA4 => "programme-print-day-a4",
            Self::DayA3 => "programme-print-day-a3",
        }
    }

    /// Width and height, in millimetres.
    pub(super) fn size(self) -> (f32, f32) {
        match self {
            Self::Book => (210.0, 297.0),
            Self::Booklet => (148.0, 210.0),
            Self::DayA4 => (297.0, 210.0),
            Self::DayA3 => (420.0, 297.0),
        }
    }

    /// One page a day.
    pub(super) fn is_plan(self) -> bool {
        matches!(self, Self::DayA4 | Self::DayA3)
    }
}

/// An order. What the address names and the view does not hold is not ordered.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) paper: Paper,
    /// Empty is all of them.
    days: Vec<Date>,
    tracks: Vec<(TrackId, String)>,
    spoken: Option<&'static str>,
    /// Titles and people only.
    pub(super) is_brief: bool,
}

impl Order {
    /// The order of an address; nothing while no format is chosen.
    pub(super) fn read(sent: &Submission, view: &ProgrammeView) -> Option<Self> {
        let held = view.days();
        let mut days: Vec<Date> = sent.values("day").iter().filter_map(|day| day.parse().ok()).collect();
        days.retain(|day| held.contains(day));
        days.sort();
        days.dedup();
        let asked = |track: &&congress::Track| sent.values("track").iter().any(|slug| slug == track.slug.as_str());
        Some(Self {
            paper: sent.value("format").parse().ok()?,
            days,
            tracks: view.tracks.iter().filter(asked).map(|track| (track.id, track.slug.to_string())).collect(),
            spoken: SPOKEN.iter().map(|(code, ..)| *code).find(|code| *code == sent.value("spoken")),
            is_brief: sent.value("brief") == "yes",
        })
    }

    /// The query of its address. Slugs, codes and dates need no escaping.
    pub(super) fn query(&self) -> String {
        let mut query = format!("format={}", self.paper);
        self.days.iter().for_each(|day| query.push_str(&format!("&day={day}")));
        self.tracks.iter().for_each(|(_, slug)| query.push_str(&format!("&track={slug}")));
        self.spoken.iter().for_each(|code| query.push_str(&format!("&spoken={code}")));
        if self.is_brief {
            query.push_str("&brief=yes");
        }
        query
    }

    /// There is a press, so it can be had as PDF.
    pub(super) fn has_pdf(&self) -> bool {
        super::HAS_PDF
    }

    /// The same on the larger paper.
    pub(super) fn enlarged(&self) -> String {
        Self { paper: Paper::DayA3, ..self.clone() }.query()
    }

    /// The ordered days, in order.
    pub(super) fn days(&self, view: &ProgrammeView) -> Vec<Date> {
        if self.days.is_empty() { view.days() } else { self.days.clone() }
    }

    /// The ordered sessions of a day that stand alone. A forum is, when it or one of its items fits.
    pub(super) fn on<'v>(&self, view: &'v ProgrammeView, day: Date) -> Vec<&'v SessionView> {
        let taken = |session: &&SessionView| {
            stands_alone(session) && (self.fits(session) || view.items_of(session).any(|item| self.fits(item)))
        };
        view.on_day(day).filter(taken).collect()
    }

    fn fits(&self, session: &SessionView) -> bool {
        let of_track = |(id, _): &(TrackId, String)| session.track == Some(*id);
        (self.tracks.is_empty() || self.tracks.iter().any(of_track))
            && self.spoken.is_none_or(|code| hears(session, code))
    }

    /// Which part of the programme it is, in words; empty for all of it.
    pub(super) fn part(&self, set: &Composer<'_>) -> String {
        let locale = set.text.0;
        let tracks = set.view.tracks.iter().filter(|track| self.tracks.iter().any(|(id, _)| *id == track.id));
        let mut parts: Vec<String> = Vec::new();
        let days: Vec<String> = self.days.iter().map(|day| ui::short_date(*day, locale)).collect();
        let tracks: Vec<&str> = tracks.map(|track| track.name.get(locale).text).collect();
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        parts.extend([joined(&days, locale), joined(&tracks, locale)]);
        parts.extend(self.spoken.map(|code| crate::session::language_name(code, locale).to_owned()));
        parts.retain(|part| !part.is_empty());
        parts.join(" · ")
    }
}
