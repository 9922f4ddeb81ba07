//! One spelling for all the ways the name of a place or a person is typed: without case, accents,
//! apostrophes, hyphens, spaces; Traditional and Japanese characters as
//! Simplified; hiragana as katakana. For comparing only, never for showing.
//!
//! `data/cities/folding.py` holds the same rule for the keys that ship; the test
//! `every_shipped_key_is_folded` keeps the two together.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Traditional or Japanese character, its Simplified form; see `data/cities/README.md`.
const HAN: &str = include_str!("../data/han.tsv");

static SIMPLIFIED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let both = HAN.lines().filter_map(|line| line.split_once('\t'));
    both.filter_map(|(from, to)| Some((from.chars().next()?, to.chars().next()?))).collect()
});

/// The words of a name, folded, with single spaces between them.
///
/// ```
/// # use kernel::fold;
/// assert_eq!(fold::words("Al-‘Ulá"), "al ula");
/// assert_eq!(fold::words("廣州市"), "广州");
/// ```
pub fn words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            match char::from(byte) {
                '\'' | '"' | '`' => {}
                letter if letter.is_ascii_alphanumeric() => folded.push(letter.to_ascii_lowercase()),
                _ => end_word(&mut folded),
            }
        }
    } else {
        // Taken apart twice: some compatibility letters show their capitals only then.
        for letter in text.nfkd().flat_map(char::to_lowercase).nfkd() {
            match letter {
                mark if is_mark(mark) || is_silent(mark) => {}
                space if is_break(space) => end_word(&mut folded),
                letter => push_plain(&mut folded, letter),
            }
        }
        folded = folded.nfc().collect();
    }
    folded.truncate(folded.trim_end_matches(' ').len());
    without_suffix(folded)
}

/// The same without the spaces: `Shen zhen` and `Shenzhen` are one.
pub fn compact(text: &str) -> String {
    let mut folded = words(text);
    folded.retain(|letter| letter != ' ');
    if !folded.is_ascii() {
        // A lone sign that followed a space may join the letter before it now.
        folded = folded.nfc().collect();
    }
    without_suffix(folded)
}

fn end_word(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// "深圳市" is "深圳"; but "津市" stays, or nothing would be left to find it by.
fn without_suffix(mut folded: String) -> String {
    if folded.ends_with('市') && folded.chars().all(is_han) {
        while folded.ends_with('市') && folded.chars().nth(2).is_some() {
            folded.pop();
        }
    }
    folded
}

fn push_plain(folded: &mut String, letter: char) {
    match letter {
        // Letters that Unicode does not take apart, but people type without their stroke.
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'þ' => folded.push_str("th"),
        'ø' => folded.push('o'),
        'đ' | 'ð' => folded.push('d'),
        'ħ' => folded.push('h'),
        'ı' => folded.push('i'),
        'ł' => folded.push('l'),
        'ŧ' => folded.push('t'),
        'ə' => folded.push('e'),
        'ς' => folded.push('σ'),
        // Persian and Urdu keyboards write these of the Arabic letters otherwise.
        'ی' | 'ى' => folded.push('ي'),
        'ک' => folded.push('ك'),
        'ة' => folded.push('ه'),
        // Hiragana stands 0x60 before katakana.
        'ぁ'..='ゖ' => folded.extend(char::from_u32(u32::from(letter) + 0x60)),
        han if is_han(han) => folded.push(simplified(han)),
        other => folded.push(other),
    }
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9FFF}' | '々')
}

fn simplified(han: char) -> char {
    SIMPLIFIED.binary_search_by_key(&han, |(from, _)| *from).map_or(han, |found| SIMPLIFIED[found].1)
}

/// Accents, vowel points and the like, which writers leave out at will. Vowel
/// signs of Indic scripts and Thai are letters and stay.
fn is_mark(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0300..=0x036F | 0x0483..=0x0487 | 0x0591..=0x05BD | 0x05BF | 0x05C1..=0x05C2 | 0x05C4..=0x05C5 | 0x05C7
        | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC | 0x06DF..=0x06E4 | 0x06E7..=0x06E8
        | 0x06EA..=0x06ED | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F)
}

/// Apostrophes, primes, joiners: they stand inside a word and do not part it.
fn is_silent(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0022 | 0x0027 | 0x0060 | 0x00AD | 0x02B9..=0x02DF | 0x05F3..=0x05F4 | 0x0640 | 0x200B..=0x200F
        | 0x2018..=0x201F | 0x202A..=0x202E | 0x2032..=0x2037 | 0x2060..=0x2064 | 0xFEFF)
}

/// Spaces, hyphens and other punctuation.
fn is_break(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0000..=0x0021 | 0x0023..=0x0026 | 0x0028..=0x002F | 0x003A..=0x0040 | 0x005B..=0x005F | 0x007B..=0x00A9
        | 0x00AB..=0x00AC | 0x00AE..=0x00B1 | 0x00B4 | 0x00B6..=0x00B8 | 0x00BB | 0x00BF | 0x00D7 | 0x00F7
        | 0x0589..=0x058A | 0x05BE | 0x05C0 | 0x05C3 | 0x060C | 0x061B | 0x061F | 0x066A..=0x066D | 0x06D4
        | 0x0964..=0x0965 | 0x0F0B..=0x0F14 | 0x1360..=0x1368 | 0x1680 | 0x2000..=0x200A | 0x2010..=0x2017
        | 0x2020..=0x2029 | 0x202F..=0x2031 | 0x2038..=0x205F | 0x2065..=0x206F | 0x2E00..=0x2E7F
        | 0x3000..=0x3004 | 0x3008..=0x3020 | 0x3030 | 0x30A0 | 0x30FB)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_fold_alike() {
        for (one, other) in [
            ("Shenzhen", "shen zhen"),
            ("Shēnzhèn", "SHENZHEN"),
            ("Akkol’", "akkol"),
            ("Xi’an", "Xi'an"),
            ("Al-‘Ulá", "AlUla"),
            ("Đà Nẵng", "da nang"),
            ("İstanbul", "istanbul"),
            ("Łódź", "lodz"),
            ("St. John's", "St Johns"),
            ("廣州", "广州"),
            ("広州", "广州"),
            ("深圳市", "深圳"),
            ("ひろしま", "ヒロシマ"),
            ("ﾋﾛｼﾏ", "ヒロシマ"),
            ("Орёл", "орел"),
            ("مکه", "مكة"),
            ("ｓｈｅｎｚｈｅｎ", "shenzhen"),
        ] {
            assert_eq!(compact(one), compact(other), "{one} {other}");
        }
    }

    #[test]
    fn what_makes_a_difference_stays() {
        for (one, other) in [("か", "が"), ("津市", "津"), ("नई", "न"), ("กรุง", "กรง"), ("Taizhou", "Dazhou")]
        {
            assert_ne!(compact(one), compact(other), "{one} {other}");
        }
        assert_eq!(compact(" -’, "), "");
        assert_eq!(words("  Ho  Chi--Minh "), "ho chi minh");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = compact(&text);
            prop_assert_eq!(compact(&once), once.clone());
            let once = words(&text);
            prop_assert_eq!(words(&once), once);
        }

        #[test]
        fn folding_place_like_names_twice_changes_nothing(
            text in "([a-zA-ZÀ-ɏА-я ’'\\-]|[一-龥]|[ぁ-ヿ]|[가-힣]|[\u{600}-\u{6ff}]|[\u{e01}-\u{e5b}]|[\u{900}-\u{97f}]|市|[\u{300}-\u{36f}]){0,12}"
        ) {
            let once = compact(&text);
            prop_assert_eq!(compact(&once), once.clone());
            prop_assert!(!once.contains(' '));
        }
    }
}
