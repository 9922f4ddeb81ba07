//! What stands on top of the pages of a call at the desk.

use super::super::moment::Moment;
use crate::{Call, Phase};
use congress::Edition;
use kernel::Permission;
use ui::{MenuItem, Page};
use web::Cx;

/// The head of a page about a call.
pub(super) struct Head {
    pub(super) title: String,
    pub(super) phase: Phase,
    pub(super) access: &'static str,
    pub(super) closes: Moment,
    pub(super) public: String,
    /// Where the call stands, without its tab.
    pub(super) base: String,
    pub(super) tabs: Vec<MenuItem>,
}

impl Head {
    pub(super) fn new(cx: &Cx, page: &Page, edition: &Edition, call: &Call, current: &str) -> Self {
        let base = page.path(format!("/{}/desk/calls/{}", edition.slug, call.slug));
        let tab = |key: &str, end: &str| MenuItem {
            label: page.t(key),
            href: format!("{base}{end}"),
            current: end == current,
        };
        let mut tabs = vec![tab("calls-tab-proposals", "")];
        if cx.can(Permission::EditProgramme, edition.id) {
            tabs.extend([
                tab("calls-tab-reviewing", "/reviewing"),
                tab("calls-tab-letters", "/letters"),
                tab("calls-tab-settings", "/settings"),
                tab("calls-tab-questions", "/questions"),
                tab("calls-tab-card", "/card"),
                tab("calls-tab-people", "/people"),
                tab("calls-tab-codes", "/codes"),
            ]);
        }
        Self {
            title: call.title.get(cx.locale()).text.to_owned(),
            phase: call.phase(cx.now()),
            access: call.access.key(),
            closes: Moment::new(call.closes_at, &call.zone, cx.locale()),
            public: page.path(format!("/{}/calls/{}", edition.slug, call.slug)),
            base,
            tabs,
        }
    }
}
