//! Addresses with a query, and numbers with their groups.

/// `path?name=value&…` without the empty ones.
pub(super) fn with_query(path: &str, query: &[(&str, &str)]) -> String {
    let mut link = path.to_owned();
    for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        link.push(if link.contains('?') { '&' } else { '?' });
        link.push_str(name);
        link.push('=');
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                link.push(char::from(byte));
            } else {
                link.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    link
}

/// `17,494,398`: groups of three, as both of our languages print them.
pub(super) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{grouped, with_query};

    #[test]
    fn numbers_are_grouped() {
        for (number, words) in [(0, "0"), (999, "999"), (1000, "1,000"), (17_494_398, "17,494,398")] {
            assert_eq!(grouped(number), words);
        }
    }

    #[test]
    fn values_are_encoded_and_empty_ones_left_out() {
        assert_eq!(with_query("/a", &[("q", "深"), ("city", ""), ("x", "1 2")]), "/a?q=%E6%B7%B1&x=1%202");
        assert_eq!(with_query("/a", &[]), "/a");
    }
}
