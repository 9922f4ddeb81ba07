//! Paper: a template and data become a PDF.
//!
//! A [`Press`] has faces and nothing else: no file system, no network, no
//! packages, no clock. What it prints is a [`Job`]: sources of the typesetting
//! language [typst](https://typst.app), which are ours, and data as JSON, which
//! the template reads as data. A text of the data is never read as markup.
//!
//! The same job gives the same bytes. Without the feature `typst` this crate is
//! empty.

#[cfg(feature = "typst")]
mod boxes;
#[cfg(feature = "typst")]
mod desk;
#[cfg(feature = "typst")]
mod press;

#[cfg(feature = "typst")]
pub use press::{Error, Job, Press, Printed};
