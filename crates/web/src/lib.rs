//! The side of Convoke that speaks HTTP: the context of a request, the route
//! table, errors as pages, the cache of finished pages, and the layers around
//! all of it. It knows no domain; domains hand it a [`Module`] each.

pub mod app;
pub mod cache;
pub mod cookies;
pub mod cx;
pub mod error;
pub mod file_form;
pub mod language;
pub mod module;
pub mod own_routes;
pub mod reply;
pub mod routes;
pub mod security;
pub mod server;
pub mod submission;
mod verb_error;

pub use app::{App, Settings, SignIn, SignedIn};
pub use cache::{cached, cached_as};
pub use cx::Cx;
pub use error::{Error, Result};
pub use file_form::FileForm;
pub use language::in_language;
pub use module::{DeskPart, MenuEntry, Module};
pub use reply::{conflict, html, invalid, ok, see_other, with_flash};
pub use routes::{RouteInfo, Routes, Who};
pub use security::{framed_anywhere, frames_own};
pub use submission::Submission;

#[doc(hidden)]
pub mod reexport {
    pub use db;
    pub use kernel;
    pub use sea_orm;
}

ui::catalogue!();
