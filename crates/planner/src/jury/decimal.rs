//! Decimal numbers as integers, so that a sum of them is exact.

/// `mantissa / 10^digits`, in lowest terms: no trailing zero behind the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub mantissa: i64,
    pub digits: u8,
}

impl Decimal {
    /// Reads `-1.25`, `3`, `.5`, `1e-3`. At most 18 digits that count.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        const NOT: &str = "not a number";
        const LONG: &str = "more than 18 digits";
        let (number, exponent) = match text.split_once(['e', 'E']) {
            None => (text, 0),
            Some((number, exponent)) => (number, exponent.parse::<i32>().map_err(|_| NOT)?),
        };
        let (sign, number) = match number.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, number.strip_prefix('+').unwrap_or(number)),
        };
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && part.is_empty() {
            return Err(NOT);
        }
        let part = part.trim_end_matches('0').as_bytes();
        let mut mantissa = 0_i64;
        for byte in whole.bytes().chain(part.iter().copied()) {
            if !byte.is_ascii_digit() {
                return Err(NOT);
            }
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|m| m.checked_add(i64::from(byte - b'0')))
                .filter(|&m| m < 1_000_000_000_000_000_000)
                .ok_or(LONG)?;
        }
        if mantissa == 0 {
            return Ok(Self { mantissa: 0, digits: 0 });
        }
        let mut digits = i64::try_from(part.len()).map_err(|_| LONG)? - i64::from(exponent);
        while digits > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            digits -= 1;
        }
        while digits < 0 {
            mantissa = mantissa.checked_mul(10).filter(|&m| m < 1_000_000_000_000_000_000).ok_or(LONG)?;
            digits += 1;
        }
        if digits > 18 {
            return Err(LONG);
        }
        // At most 18 by the line above.
        Ok(Self { mantissa: sign * mantissa, digits: digits as u8 })
    }

    /// As a multiple of `10^-digits`, if that is a whole number below 2^61.
    pub fn scaled(self, digits: u8) -> Option<i64> {
        let factor = 10_i64.checked_pow(u32::from(digits.checked_sub(self.digits)?))?;
        self.mantissa.checked_mul(factor).filter(|m| m.unsigned_abs() < 1 << 61)
    }
}

/// The text of `value / 10^digits`.
pub(crate) fn text(value: i128, digits: u8) -> String {
    let all = format!("{:0width$}", value.unsigned_abs(), width = usize::from(digits) + 1);
    let (whole, part) = all.split_at(all.len() - usize::from(digits));
    let part = part.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// The double next to `value / 10^digits`.
pub(crate) fn double(value: i128, digits: u8) -> f64 {
    // A decimal text is a number.
    text(value, digits).parse().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_exactly() {
        let d = |mantissa, digits| Ok(Decimal { mantissa, digits });
        assert_eq!(Decimal::parse("0.104196"), d(104_196, 6));
        assert_eq!(Decimal::parse("-1.500"), d(-15, 1));
        assert_eq!(Decimal::parse("12e-3"), d(12, 3));
        assert_eq!(Decimal::parse("1.5E2"), d(150, 0));
        assert_eq!(Decimal::parse(".5"), d(5, 1));
        assert_eq!(Decimal::parse("0e99"), d(0, 0));
        for wrong in ["", ".", "-", "1,5", "NaN", "1e", "0x1", "1.2.3", "9999999999999999999", "1e-30", "1e30"] {
            assert!(Decimal::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(text(-1_250, 3), "-1.25");
        assert_eq!(text(5, 3), "0.005");
        assert_eq!(Decimal::parse("1.5").unwrap().scaled(3), Some(1500));
        assert_eq!(Decimal::parse("1.5").unwrap().scaled(0), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(m in -999_999_999_999_999_999_i64..=999_999_999_999_999_999, digits in 0_u8..=18) {
            let read = Decimal::parse(&text(m.into(), digits)).unwrap();
            prop_assert_eq!(i128::from(read.mantissa) * 10_i128.pow(u32::from(digits - read.digits)), i128::from(m));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[-+.eE0-9x]{0,24}") {
            let _ = Decimal::parse(&text);
        }
    }
}
