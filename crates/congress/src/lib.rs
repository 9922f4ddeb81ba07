//! Congress: the editions of a congress with their venues, rooms, tracks and
//! published facts. Everything else hangs on an [`Edition`].
//!
//! Other domains reach the tables through the functions here, and take part in
//! cloning, zone changes and the desk's overview through the traits that the
//! composition root collects in [`Neighbours`].

mod cloning;
mod country;
mod day;
mod edition;
mod error;
mod fact;
mod fields;
mod home;
mod pages;
mod record;
mod room;
pub mod seed;
mod tables;
mod track;
mod typed;
mod venue;
mod zone_change;

pub use cloning::{CloneDetails, ClonePart, Cloning, clone_edition};
pub use country::{CountryCode, CountryName, CountryNames, choose_country_name, country_names, forget_country_name};
pub use edition::{
    Accent, Edition, EditionDetails, EditionState, RESERVED_SLUGS, change_state, create_edition, edition_by_id,
    edition_by_slug, editions, hosted_editions, revise_edition,
};
pub use error::Error;
pub use fact::{Fact, FactDetails, FactId, add_fact, facts, remove_fact, revise_fact};
pub use home::{Figure, HomeFacts, HomeTrack, Link, Words, home_facts};
pub use pages::{desk, edition, edition_page};
pub use room::{Room, RoomDetails, RoomKind, add_room, remove_room, revise_room, rooms};
pub use tables::visible_editions;
pub use track::{Track, TrackDetails, add_track, remove_track, revise_track, tracks};
pub use venue::{Venue, VenueDetails, Walks, add_venue, remove_venue, revise_venue, set_walk, venues, walks};
pub use zone_change::{Keep, Moment, ZoneChange, ZoneFollower, ZonePreview};

use std::sync::Arc;
use web::{MenuEntry, Module};

ui::catalogue!();

/// The tables of this crate.
pub const MIGRATIONS: &[db::Migration] =
    &[db::Migration { name: "congress/0001_editions", sql: include_str!("migrations/0001_editions.sql") }];

/// A number on the desk's overview, with the page behind it.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskCard {
    /// The number, or a word that stands for it.
    pub value: String,
    /// What is counted, in the reader's language.
    pub label: String,
    /// The page behind it, below the edition: `/desk/rooms`.
    pub path: &'static str,
}

/// A domain that has something to say on the desk's overview.
#[async_trait::async_trait]
pub trait DeskCards: Send + Sync {
    /// Its cards, as this viewer may see them.
    ///
    /// # Errors
    /// Those of its queries.
    async fn desk_cards(&self, cx: &web::Cx, edition: &Edition) -> web::Result<Vec<DeskCard>>;
}

/// How the catalogue of places names a country or region, by ISO 3166-1 code.
pub type CatalogueName = fn(code: &str, locale: kernel::Locale) -> Option<String>;

/// The other domains, as far as editions concern them.
#[derive(Clone, Default)]
pub struct Neighbours {
    /// What is taken over when an edition is cloned.
    pub clone_parts: Vec<Arc<dyn ClonePart>>,
    /// What moves when the zone changes.
    pub zone_followers: Vec<Arc<dyn ZoneFollower>>,
    /// What the desk's overview shows.
    pub desk_cards: Vec<Arc<dyn DeskCards>>,
    /// Names of countries and regions before this house chose its own.
    pub catalogue_name: Option<CatalogueName>,
}

/// The slice as the house takes it in.
pub fn module(neighbours: Neighbours) -> Module {
    ui::register(&TEXT);
    let staff = Some(kernel::Permission::ReadDesk);
    let editors = Some(kernel::Permission::EditEdition);
    let entry = |key, path, desk, order| MenuEntry { key, path, desk, order };
    Module {
        name: "congress",
        routes: pages::routes(neighbours),
        migrations: MIGRATIONS,
        menu: vec![
            entry("congress-menu-overview", "/{edition}/desk", staff, 100),
            entry("congress-menu-settings", "/{edition}/desk/settings", editors, 800),
            entry("congress-menu-venues", "/{edition}/desk/venues", staff, 810),
            entry("congress-menu-tracks", "/{edition}/desk/tracks", staff, 820),
            entry("congress-menu-facts", "/{edition}/desk/facts", staff, 830),
            entry("congress-menu-countries", "/{edition}/desk/country-names", staff, 840),
        ],
        jobs: jobs::Handlers::default(),
    }
}
