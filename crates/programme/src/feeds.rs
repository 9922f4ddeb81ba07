//! The programme for machines: the C3VOC schedule as XML and JSON (two
//! versions), and iCalendar. They are written from the same view as the pages,
//! so that the same gate stands before both.

mod calendar;
mod json_v1;
mod json_v2;
mod names;
mod routes;
mod star_feed;
mod xml;

pub(crate) use routes::routes;

use crate::view::{ProgrammeView, SessionView};
use std::sync::Arc;
use ui::Text;

/// What a feed is written from.
pub(crate) struct Feed {
    pub(crate) view: Arc<ProgrammeView>,
    /// Scheme and host under which this house is reached.
    pub(crate) origin: String,
    pub(crate) text: Text,
}

/// A session as a calendar file for somebody who may know of it, as `view` shows
/// it to them. `tentative` is for who waits for a place. Without the address of a
/// page: a letter is written where nobody knows under which the house is reached.
pub fn calendar_file(view: &Arc<ProgrammeView>, session: &SessionView, text: Text, tentative: bool) -> String {
    let feed = Feed { view: view.clone(), origin: String::new(), text };
    feed.single(session, tentative)
}
