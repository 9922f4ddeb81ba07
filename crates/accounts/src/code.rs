//! The life of a code that was sent by mail: waiting, then used once or dead.
//! Pure; the database holds the same rules as constraints.

use kernel::{Ctx, Timestamp};

/// How long a code is good for.
pub(crate) const LIFE_MINUTES: i64 = 15;
/// A code dies with this many wrong tries.
pub(crate) const MOST_WRONG_TRIES: i32 = 5;
/// Digits of a code. Digits, because every keyboard and input method has them.
const DIGITS: usize = 8;

kernel::text_enum! {
    /// How far a code has come.
    pub enum CodeState {
        /// It may still be given.
        Waiting = "waiting",
        /// Somebody came in with it.
        Used = "used",
        /// Too many wrong tries.
        Dead = "dead",
    }
}

/// What a code in the database knows of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Life {
    pub(crate) state: CodeState,
    pub(crate) wrong_tries: i32,
    pub(crate) expires_at: Timestamp,
}

/// What happens when a code is presented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Come in. This happens once.
    Right,
    /// Not this one; so many tries are left.
    Wrong { left: i32 },
    /// Too many were wrong.
    Dead,
    /// Its quarter of an hour is over.
    Expired,
    /// Somebody came in with it already.
    Used,
}

impl Life {
    /// Presents a code at `now`; `right` says whether it is the one that was sent.
    pub(crate) fn present(&mut self, right: bool, now: Timestamp) -> Verdict {
        match self.state {
            CodeState::Used => return Verdict::Used,
            CodeState::Dead => return Verdict::Dead,
            CodeState::Waiting if now >= self.expires_at => return Verdict::Expired,
            CodeState::Waiting => {}
        }
        if right {
            self.state = CodeState::Used;
            return Verdict::Right;
        }
        self.wrong_tries += 1;
        if self.wrong_tries >= MOST_WRONG_TRIES {
            self.state = CodeState::Dead;
            return Verdict::Dead;
        }
        Verdict::Wrong { left: MOST_WRONG_TRIES - self.wrong_tries }
    }
}

/// A fresh code: eight digits, each as likely as the others.
pub(crate) fn mint(ctx: &Ctx) -> String {
    let mut code = String::with_capacity(DIGITS);
    while code.len() < DIGITS {
        // 250 is the largest multiple of ten that a byte can count to.
        code.extend(ctx.random_bytes::<16>().iter().filter(|b| **b < 250).map(|b| char::from(b'0' + b % 10)));
    }
    code.truncate(DIGITS);
    code
}

/// A code as typed, without the spaces and hyphens that people put in, and with
/// full-width digits (as Chinese input methods write them) made plain.
pub(crate) fn normalised(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// Whether a text could be a code at all. What cannot be one costs no try.
pub(crate) fn has_shape(code: &str) -> bool {
    code.len() == DIGITS && code.bytes().all(|b| b.is_ascii_digit())
}

/// A code as it stands in a letter: `4821 7063`.
pub(crate) fn spaced(code: &str) -> String {
    let (first, second) = code.split_at(code.len() / 2);
    format!("{first} {second}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fresh() -> Life {
        Life {
            state: CodeState::Waiting,
            wrong_tries: 0,
            expires_at: Timestamp::from_micros(0).plus_minutes(LIFE_MINUTES),
        }
    }

    #[test]
    fn a_code_is_typed_in_many_ways() {
        for typed in ["48217063", " 4821 7063 ", "4821-7063", "４８２１　７０６３"] {
            assert_eq!(normalised(typed), "48217063");
        }
        assert!(!has_shape("4821706") && !has_shape("4821706a") && has_shape("48217063"));
        assert_eq!(spaced("48217063"), "4821 7063");
    }

    #[test]
    fn the_sixth_try_is_refused_even_when_right() {
        let mut life = fresh();
        let now = Timestamp::from_micros(1);
        for left in [4, 3, 2, 1] {
            assert_eq!(life.present(false, now), Verdict::Wrong { left });
        }
        assert_eq!(life.present(false, now), Verdict::Dead);
        assert_eq!(life.present(true, now), Verdict::Dead);
    }

    proptest! {
        /// Whatever is tried, in whatever order and at whatever pace: nobody
        /// comes in twice, nobody after five wrong tries, nobody too late.
        #[test]
        fn a_code_lets_in_at_most_once(tries in prop::collection::vec((any::<bool>(), 0i64..400), 0..40)) {
            let mut life = fresh();
            let (mut now, mut entered, mut wrong) = (Timestamp::from_micros(0), 0, 0);
            for (right, pause) in tries {
                now = now.plus_seconds(pause);
                let verdict = life.present(right, now);
                if verdict == Verdict::Right {
                    prop_assert!(right && entered == 0 && wrong < 5 && now < life.expires_at);
                    entered += 1;
                } else if let Verdict::Wrong { left } = verdict {
                    prop_assert!(!right && entered == 0);
                    wrong += 1;
                    prop_assert_eq!(left, 5 - wrong);
                } else if verdict == Verdict::Dead && !right {
                    wrong += 1;
                }
                prop_assert!((0..=5).contains(&life.wrong_tries));
                prop_assert!(life.wrong_tries < 5 || life.state == CodeState::Dead);
            }
            prop_assert!(entered <= 1);
        }
    }
}
