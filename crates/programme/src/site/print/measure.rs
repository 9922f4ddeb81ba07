//! How much room words take on paper, well enough to choose the size of the
//! letters: widths are those of our sans face, rounded up.

/// Millimetres of a point.
pub(super) const POINT: f32 = 0.352_78;
/// Leading of the words in a plan.
pub(super) const LEADING: f32 = 1.16;

/// The width of a character in ems.
fn ems(c: char) -> f32 {
    match c {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.29,
        't' | 'f' | 'r' | '(' | ')' | '-' | '/' => 0.38,
        'm' | 'w' | 'M' | 'W' | '—' | '…' => 0.92,
        'A'..='Z' | '&' | '@' => 0.7,
        '\u{0}'..='\u{2FFF}' => 0.58,
        _ => 1.0,
    }
}

/// The width of some words, in millimetres, set in one line at `points`.
pub(super) fn width(text: &str, points: f32) -> f32 {
    text.chars().map(ems).sum::<f32>() * points * POINT
}

/// The lines that a text takes at a width, broken as browsers break it: Latin
/// between words, and inside of one that is longer than the line; Han anywhere.
pub(super) fn lines(text: &str, points: f32, available: f32) -> u16 {
    let available = available.max(points * POINT);
    let (mut lines, mut used) = (1_u16, 0.0_f32);
    for word in text.split_inclusive([' ', '-', '/']).flat_map(breakable) {
        let wide = width(word.trim_end(), points);
        if used > 0.0 && used + wide > available {
            lines = lines.saturating_add(1);
            used = 0.0;
        }
        // A word that is longer than a line goes on in the next ones.
        let over = (wide / available).floor();
        if over >= 1.0 {
            lines = lines.saturating_add(over as u16);
            used = wide - over * available;
        } else {
            used += width(word, points);
        }
    }
    lines
}

/// The height of a text at a width, in millimetres.
pub(super) fn height(text: &str, points: f32, available: f32) -> f32 {
    if text.is_empty() { 0.0 } else { f32::from(lines(text, points, available)) * points * POINT * LEADING }
}

/// A word that holds Han is broken between its characters.
fn breakable(word: &str) -> Vec<&str> {
    if word.chars().all(|c| ems(c) < 1.0) {
        return vec![word];
    }
    word.char_indices().map(|(at, c)| &word[at..at + c.len_utf8()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_the_lines_that_they_need() {
        assert_eq!(lines("", 8.0, 20.0), 1);
        assert_eq!(lines("Water", 8.0, 40.0), 1);
        assert_eq!(lines("Water and light in the city of tomorrow", 8.0, 20.0), 4);
        assert_eq!(lines("数据要素与城市治理", 10.0, 10.6), 3, "three characters a line");
        assert!(lines("Incomprehensibilities", 8.0, 5.0) >= 6, "a long word is broken");
        assert!(lines(&"x".repeat(100_000), 8.0, 0.0) > 1000, "no width is a narrow one");
    }
}
