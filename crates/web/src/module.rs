//! What a domain hands to the house.

use crate::Routes;
use db::Migration;
use kernel::Permission;

/// An entry of the public menu or of the staff's.
#[derive(Clone, Copy, Debug)]
pub struct MenuEntry {
    /// Id of its label.
    pub key: &'static str,
    /// Where it leads: `/{edition}/timetable`.
    pub path: &'static str,
    /// For staff with this permission; `None` is for everybody.
    pub desk: Option<Permission>,
    /// Smaller comes first. On the desk the hundreds say the part of the menu
    /// (see [`DeskPart`]).
    pub order: u16,
}

/// A part of the desk's menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskPart {
    /// Up to 199, without a heading.
    Overview,
    /// 200 to 299: sessions and what leads to them.
    Programme,
    /// 300 to 399: the days themselves.
    Days,
    /// 400 to 499: people and whom they belong to.
    People,
    /// 500 to 599: other systems.
    Outside,
    /// From 600: what the edition is made of.
    Edition,
}

impl DeskPart {
    /// The part in which an entry of this order stands.
    pub const fn of(order: u16) -> Self {
        match order {
            0..200 => Self::Overview,
            200..300 => Self::Programme,
            300..400 => Self::Days,
            400..500 => Self::People,
            500..600 => Self::Outside,
            600.. => Self::Edition,
        }
    }

    /// Id of its heading.
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Overview => None,
            Self::Programme => Some("ui-desk-programme"),
            Self::Days => Some("ui-desk-days"),
            Self::People => Some("ui-desk-people"),
            Self::Outside => Some("ui-desk-outside"),
            Self::Edition => Some("ui-desk-edition"),
        }
    }
}

/// A vertical slice of Convoke.
pub struct Module {
    /// Its name, as in `crates/`.
    pub name: &'static str,
    /// Every page, feed and form of it.
    pub routes: Routes,
    /// Its tables, in order.
    pub migrations: &'static [Migration],
    /// Its entries in the menus.
    pub menu: Vec<MenuEntry>,
    /// The work it does after a commit.
    pub jobs: jobs::Handlers,
}
