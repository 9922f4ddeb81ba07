//! Programme: the sessions of a congress. Editors work on a draft; everybody
//! else reads releases of it, as pages and as feeds.
//!
//! The walk of a change: a verb of [`session`] writes the draft and asks the
//! [`rules`]; [`release::publish`] freezes it; [`view`] resolves names for one
//! viewer; the pages and [`feeds`] are written from the view.

pub mod absence;
pub mod acts;
pub mod api;
pub mod closures;
pub mod drafts;
mod error;
pub mod feeds;
pub mod import;
mod live;
mod materials;
mod neighbours;
mod notices;
pub mod opinion;
mod pages;
mod public_pages;
pub mod release;
pub mod rules;
pub mod seed;
pub mod session;
pub mod sign_up;
mod site;
pub mod speaking;
pub mod stars;
mod tables;
pub mod view;

pub use error::Error;
pub use feeds::calendar_file;
pub use live::{LiveSource, LiveState, Mark, Stage, known_sessions, starred_by};
pub use materials::{Material, MaterialSource, Materials};
pub use neighbours::{Programme, neighbour};
pub use notices::{Radius, Told, Touched};
pub use pages::{desk_path, find_person, heading, sheets, subject};
pub use public_pages::{PublicPageSource, PublicPages};
pub use site::{Panel as SignUpPanel, Step as SignUpStep};
pub use view::{PersonView, ProgrammeView, SessionView, Views};

use kernel::{Locale, Permission};
use web::{MenuEntry, Module, Routes};

/// The words of this crate, in every language.
pub static TEXT: std::sync::LazyLock<ui::Catalogue> = std::sync::LazyLock::new(|| {
    ui::Catalogue::new(&[
        (Locale::En, include_str!("../text/en.ftl")),
        (Locale::Zh, include_str!("../text/zh.ftl")),
        (Locale::En, include_str!("../text/api.en.ftl")),
        (Locale::Zh, include_str!("../text/api.zh.ftl")),
        (Locale::En, include_str!("../text/absence.en.ftl")),
        (Locale::Zh, include_str!("../text/absence.zh.ftl")),
        (Locale::En, include_str!("../text/board.en.ftl")),
        (Locale::Zh, include_str!("../text/board.zh.ftl")),
        (Locale::En, include_str!("../text/held.en.ftl")),
        (Locale::Zh, include_str!("../text/held.zh.ftl")),
        (Locale::En, include_str!("../text/live.en.ftl")),
        (Locale::Zh, include_str!("../text/live.zh.ftl")),
        (Locale::En, include_str!("../text/now.en.ftl")),
        (Locale::Zh, include_str!("../text/now.zh.ftl")),
        (Locale::En, include_str!("../text/touched.en.ftl")),
        (Locale::Zh, include_str!("../text/touched.zh.ftl")),
        (Locale::En, include_str!("../text/interpreters.en.ftl")),
        (Locale::Zh, include_str!("../text/interpreters.zh.ftl")),
        (Locale::En, include_str!("../text/import.en.ftl")),
        (Locale::Zh, include_str!("../text/import.zh.ftl")),
        (Locale::En, include_str!("../text/print.en.ftl")),
        (Locale::Zh, include_str!("../text/print.zh.ftl")),
        (Locale::En, include_str!("../text/widget.en.ftl")),
        (Locale::Zh, include_str!("../text/widget.zh.ftl")),
        (Locale::En, include_str!("../text/sign_up.en.ftl")),
        (Locale::Zh, include_str!("../text/sign_up.zh.ftl")),
        (Locale::En, include_str!("../text/site.en.ftl")),
        (Locale::Zh, include_str!("../text/site.zh.ftl")),
    ])
});

/// The tables of this crate. They refer to those of `congress` and `directory`,
/// which come before.
pub const MIGRATIONS: &[db::Migration] = &[
    db::Migration { name: "programme/0001_programme", sql: include_str!("migrations/0001_programme.sql") },
    db::Migration { name: "programme/0002_notices", sql: include_str!("migrations/0002_notices.sql") },
    db::Migration { name: "programme/0003_imported", sql: include_str!("migrations/0003_imported.sql") },
    db::Migration { name: "programme/0009_acts", sql: include_str!("migrations/0009_acts.sql") },
    db::Migration { name: "programme/0010_more_rules", sql: include_str!("migrations/0010_more_rules.sql") },
    db::Migration { name: "programme/0011_kinds", sql: include_str!("migrations/0011_kinds.sql") },
    db::Migration { name: "programme/0012_sign_up", sql: include_str!("migrations/0012_sign_up.sql") },
    db::Migration { name: "programme/0014_dispatch", sql: include_str!("migrations/0014_dispatch.sql") },
    db::Migration { name: "programme/0015_hearing", sql: include_str!("migrations/0015_hearing.sql") },
    db::Migration { name: "programme/0016_closures", sql: include_str!("migrations/0016_closures.sql") },
    db::Migration { name: "programme/0017_upload", sql: include_str!("migrations/0017_upload.sql") },
    db::Migration { name: "programme/0018_letters", sql: include_str!("migrations/0018_letters.sql") },
    db::Migration { name: "programme/0019_confirmations", sql: include_str!("migrations/0019_confirmations.sql") },
    db::Migration { name: "programme/0020_feedback", sql: include_str!("migrations/0020_feedback.sql") },
    db::Migration { name: "programme/0021_teams", sql: include_str!("migrations/0021_teams.sql") },
    db::Migration { name: "programme/0012_absences", sql: include_str!("migrations/0012_absences.sql") },
];

/// The programme as the house takes it. `views` is shared with [`neighbour`].
pub fn module(views: &Views) -> Module {
    module_with(views, Materials::default())
}

/// As [`module`], with what other domains put on the page of a session.
pub fn module_with(views: &Views, materials: Materials) -> Module {
    module_among(views, materials, PublicPages::default())
}

/// As [`module_with`], with the public pages of other domains for the map of an edition.
pub fn module_among(views: &Views, materials: Materials, public_pages: PublicPages) -> Module {
    ui::register(&TEXT);
    ui::register(&schedule::TEXT);
    let routes: Routes =
        site::routes().and(feeds::routes()).and(stars::routes()).and(pages::routes()).and(api::routes());
    let desk = |key, path, permission, order| MenuEntry { key, path, desk: Some(permission), order };
    let mut menu = site::menu();
    menu.extend([
        desk("programme-menu-sessions", "/{edition}/desk/sessions", Permission::ReadDesk, 200),
        desk("programme-menu-board", "/{edition}/desk/board", Permission::ReadDesk, 205),
        desk("programme-menu-import", "/{edition}/desk/import", Permission::EditProgramme, 207),
        desk("programme-menu-release", "/{edition}/desk/release", Permission::ReadDesk, 210),
        desk("programme-menu-widget", "/{edition}/desk/widget", Permission::ReadDesk, 510),
        desk("programme-menu-rules", "/{edition}/desk/rules", Permission::ReadDesk, 220),
        desk("programme-menu-interpreters", "/{edition}/desk/interpreters", Permission::ReadDesk, 221),
    ]);
    Module {
        name: "programme",
        routes: routes.with(views.clone()).with(drafts::Drafts::default()).with(materials).with(public_pages),
        migrations: MIGRATIONS,
        jobs: notices::handlers(),
        menu,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_language_has_every_word() {
        let templates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        ui::text::assert_complete(&crate::TEXT, &templates);
    }
}
