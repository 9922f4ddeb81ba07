//! How often something may be tried. Counted in the database, so that a second
//! node is not a second chance; the subject is kept as a digest only.

use crate::secret::digest;
use db::Tx;
use kernel::{Ctx, Timestamp};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use std::net::{IpAddr, SocketAddr};

/// So many tries in so many seconds.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    what: &'static str,
    most: i64,
    seconds: i64,
}

/// Letters to one mailbox: enough for a bad day, too few to annoy.
pub(crate) const LETTERS_TO_ADDRESS: Limit = Limit { what: "letters-address", most: 6, seconds: 3600 };
/// Letters asked for from one network. A whole congress may sit behind one address.
pub(crate) const LETTERS_FROM_PEER: Limit = Limit { what: "letters-peer", most: 600, seconds: 3600 };
/// Codes tried from one network.
pub(crate) const CODES_FROM_PEER: Limit = Limit { what: "codes-peer", most: 1200, seconds: 3600 };
/// Questions for authenticators, asked from one network.
pub(crate) const CEREMONIES_FROM_PEER: Limit = Limit { what: "ceremonies-peer", most: 1200, seconds: 3600 };
/// One-time passwords and recovery codes tried for one account.
pub(crate) const SECOND_FACTORS: Limit = Limit { what: "second-factors", most: 10, seconds: 900 };

/// Counts are of no use after this.
const KEEP_SECONDS: i64 = 24 * 3600;

impl Limit {
    /// At most `most` tries at `what` in each span of so many seconds.
    pub const fn new(what: &'static str, most: i64, seconds: i64) -> Self {
        Self { what, most, seconds }
    }

    /// Counts one try; `false` when it is one too many. The caller commits
    /// either way, so a refused try counts too.
    ///
    /// # Errors
    /// The engine's.
    pub async fn admits(self, tx: &Tx, ctx: &Ctx, subject: &str) -> Result<bool, DbErr> {
        let now = ctx.now().as_seconds();
        let since = Timestamp::from_micros((now - now.rem_euclid(self.seconds)) * 1_000_000);
        let count = Statement::from_sql_and_values(
            tx.conn().get_database_backend(),
            "INSERT INTO sign_in_count (subject, since, tries) VALUES ($1, $2, 1) \
             ON CONFLICT (subject, since) DO UPDATE SET tries = sign_in_count.tries + 1 \
             RETURNING tries",
            [digest(self.what, &[subject.as_bytes()]).into(), since.into()],
        );
        let row = tx.conn().query_one_raw(count).await?;
        let tries: i32 = row.map_or(Ok(1), |row| row.try_get("", "tries"))?;
        Ok(i64::from(tries) <= self.most)
    }
}

/// Removes counts of yesterday.
pub(crate) async fn prune(tx: &Tx, ctx: &Ctx) -> Result<(), DbErr> {
    let horizon = ctx.now().plus_seconds(-KEEP_SECONDS);
    let statement = Statement::from_sql_and_values(
        tx.conn().get_database_backend(),
        "DELETE FROM sign_in_count WHERE since < $1",
        [horizon.into()],
    );
    tx.conn().execute_raw(statement).await.map(|_| ())
}

/// The network at the other end: one IPv4 address, or the /64 that an IPv6
/// subscriber has for itself.
pub fn network(peer: Option<SocketAddr>) -> String {
    match peer.map(|peer| peer.ip().to_canonical()) {
        Some(IpAddr::V4(address)) => address.to_string(),
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        None => "unknown".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_has_one_network() {
        let at = |text: &str| network(Some(text.parse().unwrap()));
        assert_eq!(at("[2001:db8:1:2:3::4]:443"), at("[2001:db8:1:2:ffff::1]:80"));
        assert_ne!(at("192.0.2.1:1"), at("192.0.2.2:1"));
        assert_eq!(at("[::ffff:192.0.2.1]:1"), at("192.0.2.1:5"));
    }
}
