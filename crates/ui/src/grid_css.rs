//! The part of the style sheet that places sessions in the timetable grid.
//!
//! The content-security policy forbids inline styles, so a place in the grid
//! is three classes: `.c-N` the room (1-based), `.r-N` the start and `.d-N`
//! the length, both in steps of five minutes from the start of the shown day.
//! `.rooms-N` on the grid itself makes the columns. The sheet is written once
//! at start-up and compresses to about two kilobytes.

use std::fmt::Write;

/// Rooms that one grid can show beside each other.
pub const MAX_ROOMS: usize = 61;
/// Minutes in one row of the grid.
pub const STEP_MINUTES: usize = 5;
/// Rows of the longest day.
pub const MAX_STEPS: usize = 24 * 60 / STEP_MINUTES;

/// All position classes as CSS text.
///
/// Row 1 holds the rooms' names and column 1 the clock, hence the offsets.
/// The columns are one rule driven by `--n`, because sixty near-equal rules
/// would only differ in that number.
#[must_use]
pub fn grid_css() -> String {
    let mut css = String::with_capacity(20_000);
    css.push_str(".tt-grid{grid-template-columns:var(--tt-clock) repeat(var(--n,1),minmax(0,1fr))}");
    // Writing to a String cannot fail, so the results carry no information.
    for n in 1..=MAX_ROOMS {
        let _ = write!(css, ".rooms-{n}{{--n:{n}}}.c-{n}{{grid-column:{}}}", n + 1);
    }
    css.push_str(".c-all{grid-column:2/-1}");
    for step in 0..=MAX_STEPS {
        let _ = write!(css, ".r-{step}{{grid-row-start:{}}}", step + 2);
    }
    for span in 1..=MAX_STEPS {
        let _ = write!(css, ".d-{span}{{grid-row-end:span {span}}}");
    }
    css
}

#[cfg(test)]
mod tests {
    use super::{MAX_ROOMS, MAX_STEPS, grid_css};

    #[test]
    fn every_place_has_a_class() {
        let css = grid_css();
        assert!(css.contains(&format!(".rooms-{MAX_ROOMS}{{")));
        assert!(css.contains(".c-1{grid-column:2}"));
        assert!(css.contains(".r-0{grid-row-start:2}"));
        assert!(css.contains(&format!(".r-{MAX_STEPS}{{")));
        assert!(css.contains(&format!(".d-{MAX_STEPS}{{grid-row-end:span {MAX_STEPS}}}")));
    }

    #[test]
    fn the_sheet_stays_small() {
        assert!(grid_css().len() < 24_000);
    }
}
