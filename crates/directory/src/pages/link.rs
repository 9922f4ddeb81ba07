//! Addresses with a query.

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

#[cfg(test)]
mod tests {
    use super::with_query;

    #[test]
    fn values_are_encoded_and_empty_ones_left_out() {
        assert_eq!(with_query("/a", &[("q", "深"), ("city", ""), ("x", "1 2")]), "/a?q=%E6%B7%B1&x=1%202");
        assert_eq!(with_query("/a", &[]), "/a");
    }
}
