//! What people plan and think, before anybody looks: whoever reads that places
//! are taken must not read by whom.

use super::{congress::Congress, secret::Secret};
use db::Db;
use kernel::{Ctx, EmailAddress};
use programme::sign_up::{self, TermsDetails};

/// Sign-up for an open session, for the invited one and behind the closed door;
/// somebody who signed up for all of them, and what somebody thought.
pub async fn plan(db: &Db, ctx: &Ctx, made: &Congress) {
    let secret = Secret::SignedUp.latin();
    let email = EmailAddress::parse(&format!("{secret}@example.org")).unwrap();
    let account = accounts::seed_account(db, ctx, &email, &secret, None, &[]).await.unwrap();
    for (at, places) in [(0, 2), (5, 3), (6, 4)] {
        let terms = TermsDetails { offered: true, places: Some(places), waits: true, ..TermsDetails::default() };
        let session = made.sessions[at];
        sign_up::set_terms(db, ctx, &made.edition, session, 0, &terms).await.unwrap();
        sign_up::seed(db, ctx, made.edition.id, session, 2, &[account]).await.unwrap();
    }
    let words = Secret::Opinion.latin();
    agenda::feedback::seed(db, ctx, made.edition.id, made.sessions[0], &[(2, &words), (3, ""), (4, "")]).await.unwrap();
}
