//! A text in lines: no line longer than may be, none much shorter than the
//! others, and the letters as large as they can be.

use super::faces::{Voice, Word};

/// A text that was broken into lines.
pub(super) struct Setting {
    pub(super) lines: Vec<Word>,
    /// Height of the letters, in pixels.
    pub(super) size: f32,
}

/// Marks that no line begins with.
const CLOSING: &str = "，。、：；！？）》〉」』】”’…—·,.;:!?)]}%";
/// Marks that no line ends with.
const OPENING: &str = "（《〈「『【“‘([{";

/// Sets `text` at the first of `sizes` at which it takes no more than `most`
/// lines of `width` pixels. At the last size, what is too much is cut off with
/// an ellipsis.
pub(super) fn set(text: &str, voice: Voice, in_chinese: bool, width: f32, sizes: &[f32], most: usize) -> Setting {
    let pieces = pieces(text);
    let shaped: Vec<(f32, bool)> =
        pieces.iter().map(|(piece, spaced)| (Word::set(piece, voice, in_chinese).width, *spaced)).collect();
    let space = Word::set(" ", voice, in_chinese).width;
    let last = sizes.last().copied().unwrap_or(32.0);
    let fits = |size: &f32| broken(&shaped, space, width / size).filter(|lines| lines.len() <= most);
    let (size, mut lines) = sizes
        .iter()
        .find_map(|size| fits(size).map(|lines| (*size, lines)))
        .unwrap_or_else(|| (last, forced(&shaped, space, width / last)));
    if lines.len() > 1 && lines.len() <= most {
        lines = balanced(&shaped, space, width / size, lines);
    }
    let cut = lines.len() > most;
    lines.truncate(most);
    let count = lines.len();
    let words = |(at, line): (usize, std::ops::Range<usize>)| {
        let text = joined(&pieces[line]);
        let text = if cut && at + 1 == count { shortened(&text, voice, in_chinese, width / size) } else { text };
        Word::set(&text, voice, in_chinese)
    };
    Setting { lines: lines.into_iter().enumerate().map(words).collect(), size }
}

/// The pieces between which a line may end, and whether a space stood before each.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut all: Vec<(String, bool)> = Vec::new();
    let (mut before, mut spaced): (Option<char>, bool) = (None, false);
    for c in text.chars() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let may_break = spaced
            || before.is_some_and(|before| {
                (is_wide(before) || is_wide(c)) && !OPENING.contains(before) && !CLOSING.contains(c)
            });
        match all.last_mut().filter(|_| !may_break) {
            Some((piece, _)) => piece.push(c),
            None => all.push((c.to_string(), spaced)),
        }
        (before, spaced) = (Some(c), false);
    }
    all
}

/// Ideographs and the marks among them.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

fn joined(pieces: &[(String, bool)]) -> String {
    let mut line = String::new();
    for (at, (piece, spaced)) in pieces.iter().enumerate() {
        if *spaced && at > 0 {
            line.push(' ');
        }
        line.push_str(piece);
    }
    line
}

/// Lines of at most `width`; nothing when a single piece is wider.
fn broken(pieces: &[(f32, bool)], space: f32, width: f32) -> Option<Vec<std::ops::Range<usize>>> {
    pieces.iter().all(|(piece, _)| *piece <= width).then(|| forced(pieces, space, width))
}

/// As [`broken`]; what is too wide stands on a line of its own.
fn forced(pieces: &[(f32, bool)], space: f32, width: f32) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let (mut begin, mut reached) = (0, 0.0);
    for (at, (piece, spaced)) in pieces.iter().enumerate() {
        let wider = reached + piece + if *spaced && at > begin { space } else { 0.0 };
        if at > begin && wider > width {
            lines.push(begin..at);
            (begin, reached) = (at, *piece);
        } else {
            reached = wider;
        }
    }
    if begin < pieces.len() {
        lines.push(begin..pieces.len());
    }
    lines
}

/// As many lines, in the narrowest measure that holds them.
fn balanced(
    pieces: &[(f32, bool)],
    space: f32,
    width: f32,
    lines: Vec<std::ops::Range<usize>>,
) -> Vec<std::ops::Range<usize>> {
    let (mut narrow, mut wide, mut best) = (0.0, width, lines);
    for _ in 0..12 {
        let middle = (narrow + wide) / 2.0;
        match broken(pieces, space, middle).filter(|lines| lines.len() <= best.len()) {
            Some(lines) => (wide, best) = (middle, lines),
            None => narrow = middle,
        }
    }
    best
}

fn shortened(text: &str, voice: Voice, in_chinese: bool, width: f32) -> String {
    let mut kept: String = text.to_owned();
    loop {
        let line = format!("{}…", kept.trim_end());
        if kept.is_empty() || Word::set(&line, voice, in_chinese).width <= width {
            return line;
        }
        kept.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(text: &str, width: f32) -> Vec<String> {
        let pieces = pieces(text);
        let widths: Vec<(f32, bool)> =
            pieces.iter().map(|(piece, spaced)| (piece.chars().count() as f32, *spaced)).collect();
        forced(&widths, 1.0, width).into_iter().map(|line| joined(&pieces[line])).collect()
    }

    #[test]
    fn lines_end_at_spaces_and_between_ideographs_but_not_before_a_stop() {
        assert_eq!(lines("Water under the street", 11.0), ["Water under", "the street"]);
        assert_eq!(lines("智慧城市，未来", 4.0), ["智慧城", "市，未来"]);
        assert_eq!(lines("城市“大脑”与AI时代", 4.0), ["城市“大", "脑”与", "AI时代"]);
        assert_eq!(lines("", 4.0), [""; 0]);
    }

    #[test]
    fn lines_are_of_like_length() {
        let widths = [(5.0, false), (5.0, true), (5.0, true), (1.0, true)];
        let greedy = forced(&widths, 1.0, 17.0);
        assert_eq!(greedy, [0..3, 3..4]);
        assert_eq!(balanced(&widths, 1.0, 17.0, greedy), [0..2, 2..4]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_between_the_lines(text in "[a-z 城市，。“”]{0,60}", width in 1.0f32..20.0) {
            let put_together: String = lines(&text, width).concat();
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&put_together), bare(&text));
        }
    }
}
