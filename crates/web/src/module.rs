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
    /// Smaller comes first.
    pub order: u16,
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
