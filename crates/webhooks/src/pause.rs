//! How long to wait before the next try.

use kernel::Timestamp;

/// Three days: so long a delivery is tried, and an address may fail.
const PATIENCE_SECONDS: i64 = 3 * 24 * 3600;
/// After the first try, the second, …; the last one until the three days are over.
const PAUSES_SECONDS: &[i64] = &[5, 300, 1800, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600];
/// An address that does not answer at all is left alone for no longer than this.
const LONGEST_REST_SECONDS: i64 = 3600;

/// When a delivery that began at `begun` is tried again after `tries`, the last
/// of them `now`; never again when the three days are over.
pub(crate) fn next(begun: Timestamp, now: Timestamp, tries: i32) -> Option<Timestamp> {
    let end = begun.plus_seconds(PATIENCE_SECONDS);
    (now < end).then(|| now.plus_seconds(after(tries)).min(end))
}

/// Until when an address is left alone that gave no answer `silent` times, so
/// that one that is dead costs a timeout now and then and not one a delivery.
pub(crate) fn rest(now: Timestamp, silent: i32) -> Timestamp {
    now.plus_seconds(after(silent).min(LONGEST_REST_SECONDS))
}

fn after(tries: i32) -> i64 {
    let at = usize::try_from(tries.max(1) - 1).unwrap_or(0);
    PAUSES_SECONDS.get(at).or(PAUSES_SECONDS.last()).copied().unwrap_or(PATIENCE_SECONDS)
}

/// Nothing has arrived since before this moment: the address has failed for three days.
pub(crate) fn patience_began(now: Timestamp) -> Timestamp {
    now.plus_seconds(-PATIENCE_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_tries_spread_over_three_days_and_end_with_them() {
        let begun = Timestamp::from_micros(0);
        let (mut now, mut tries, mut pause) = (begun, 1, 0);
        while let Some(next) = next(begun, now, tries) {
            let this = next.as_seconds() - now.as_seconds();
            assert!(this >= pause || next.as_seconds() == PATIENCE_SECONDS, "pauses grow");
            (now, tries, pause) = (next, tries + 1, this);
        }
        assert_eq!((now.as_seconds(), tries), (PATIENCE_SECONDS, 10));
    }

    proptest! {
        #[test]
        fn a_pause_is_never_nothing_and_never_endless(tries in -5..10_000) {
            prop_assert!((5..=24 * 3600).contains(&after(tries)));
            let now = Timestamp::from_micros(0);
            prop_assert!(rest(now, tries).as_seconds() <= LONGEST_REST_SECONDS);
        }
    }
}
