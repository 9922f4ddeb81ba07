//! The design system: style sheet, layouts, text in every language, forms.
//!
//! A page is an askama template that extends one of the layouts and owns a
//! [`Page`]. Nothing here knows a domain, a database or a request.

pub mod assets;
pub mod design;
pub mod faces;
pub mod form;
pub mod grid_css;
pub mod instant;
pub mod options;
pub mod page;
pub mod text;
pub mod typed;

pub use assets::Asset;
pub use form::Form;
pub use instant::{date_range, day_name, long_date, short_date};
pub use options::Options;
pub use page::{EditionHeader, Flash, FlashKind, MenuItem, MenuSection, Page, Theme, ViewerBadge};
pub use text::{Catalogue, Text, register};

/// The texts of the layouts, of the components and of field problems.
pub static TEXT: std::sync::LazyLock<Catalogue> = std::sync::LazyLock::new(|| {
    Catalogue::new(&[
        (kernel::Locale::En, include_str!("../text/en.ftl")),
        (kernel::Locale::Zh, include_str!("../text/zh.ftl")),
        (kernel::Locale::En, include_str!("../text/problems.en.ftl")),
        (kernel::Locale::Zh, include_str!("../text/problems.zh.ftl")),
    ])
});
