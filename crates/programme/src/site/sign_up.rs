//! Sign-up as the page of a session shows it, and as the page of a sign-up shows
//! it again: what is true, and the one thing that can be done about it.

use crate::{
    sign_up::{Door, OnClash, Opening, SignUpState},
    view::{ProgrammeView, SessionView},
};
use kernel::Timestamp;
use ui::Page;

/// The one thing that a reader can do about sign-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing, now.
    Nothing,
    /// Say who they are.
    SignIn,
    /// Take a place.
    SignUp,
    /// Wait for one.
    Wait,
    /// Give the place back.
    GiveUp,
    /// Leave the line.
    Leave,
}

/// Sign-up for a session in words.
#[derive(Clone, Debug)]
pub struct Panel {
    /// The reader's own standing, first of all; empty when they have none.
    pub standing: String,
    /// The reader has a place.
    pub has_place: bool,
    /// How many places are left, how many wait, until when.
    pub facts: Vec<String>,
    /// Title and address of each session that the reader is on the list of at
    /// the same time.
    pub clashes: Vec<(String, String)>,
    /// The edition does not let anybody be on both lists.
    pub clash_forbids: bool,
    /// What can be done.
    pub step: Step,
    /// The sign-up's own page; its form goes there, and to `/cancellation` below.
    pub path: String,
}

impl Step {
    /// Id of the words on its button.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nothing => "programme-sign-up",
            Self::SignIn => "programme-sign-up-sign-in",
            Self::SignUp => "programme-sign-up-do",
            Self::Wait => "programme-sign-up-do-wait",
            Self::GiveUp => "programme-sign-up-undo",
            Self::Leave => "programme-sign-up-leave",
        }
    }

    /// It makes a sign-up.
    pub fn enters(self) -> bool {
        matches!(self, Self::SignUp | Self::Wait)
    }

    /// It leads to another page first.
    pub fn is_a_link(self) -> bool {
        self == Self::SignIn
    }

    /// It takes one back.
    pub fn leaves(self) -> bool {
        matches!(self, Self::GiveUp | Self::Leave)
    }
}

impl Panel {
    /// The door of a session for the reader of a page.
    pub fn new(page: &Page, view: &ProgrammeView, session: &SessionView, door: &Door) -> Self {
        let state = door.own.as_ref().map(|own| own.state);
        let standing = match (&door.own, state) {
            (Some(own), Some(SignUpState::Waiting)) => {
                page.t1("programme-sign-up-wait", "n", own.position.unwrap_or(1))
            }
            (_, Some(SignUpState::Declined)) => page.t("programme-sign-up-declined"),
            (Some(_), _) => page.t("programme-sign-up-have"),
            (None, _) => String::new(),
        };
        let step = step(page, door, state);
        let clash = |id| {
            let other = view.session(id)?;
            Some((other.title_in(page.locale).text.to_owned(), page.in_edition(other.path())))
        };
        // Whoever is on both lists has been told.
        let clashes = if step.leaves() { Vec::new() } else { door.clashes.iter().copied().filter_map(clash).collect() };
        Self {
            has_place: state.is_some_and(SignUpState::holds),
            standing,
            facts: facts(page, view, door),
            clash_forbids: door.on_clash == OnClash::Block,
            clashes,
            step,
            path: page.in_edition(format!("{}/sign-up", session.path())),
        }
    }
}

fn step(page: &Page, door: &Door, state: Option<SignUpState>) -> Step {
    match (state, door.opening) {
        (Some(SignUpState::Waiting), _) => Step::Leave,
        (Some(SignUpState::SignedUp | SignUpState::Promoted), _) => Step::GiveUp,
        (Some(SignUpState::Declined), _) | (_, Opening::NotYet(_) | Opening::Over) => Step::Nothing,
        (_, Opening::Open) if door.on_clash == OnClash::Block && !door.clashes.is_empty() => Step::Nothing,
        (_, Opening::Open) => match (door.is_full(), door.offer.waits) {
            (true, false) => Step::Nothing,
            _ if page.viewer.is_none() => Step::SignIn,
            (true, true) => Step::Wait,
            (false, _) => Step::SignUp,
        },
    }
}

fn facts(page: &Page, view: &ProgrammeView, door: &Door) -> Vec<String> {
    let mut facts = Vec::new();
    match (door.offer.places, door.left()) {
        (Some(places), Some(0)) => {
            facts.push(page.t1("programme-sign-up-full", "places", places));
            facts.push(match door.offer.waits {
                true => page.t1("programme-sign-up-line", "n", door.tally.waiting),
                false => page.t("programme-sign-up-no-line"),
            });
        }
        (Some(places), Some(left)) => {
            facts.push(page.t2("programme-sign-up-left", "n", left, "places", places));
        }
        _ => facts.push(page.t("programme-sign-up-free")),
    }
    let at = |key, at: Timestamp| {
        let at = at.in_zone(&view.edition.zone);
        let (day, clock) = (ui::long_date(at.date(), page.locale), at.strftime("%H:%M").to_string());
        page.t2(key, "day", day, "clock", clock)
    };
    facts.push(match door.opening {
        Opening::NotYet(opens) => at("programme-sign-up-opens", opens),
        Opening::Open => at("programme-sign-up-closes", door.offer.closes_at),
        Opening::Over => page.t("programme-sign-up-over"),
    });
    facts
}
