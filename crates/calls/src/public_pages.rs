//! The public pages of calls, for the map that search engines read.

use crate::{Access, CallState, call::calls};
use congress::Edition;
use db::Db;
use kernel::Ctx;
use programme::PublicPageSource;

/// Every call that was announced to everybody; the composition root hands it to
/// `programme`. Whether the deadline has passed is the page's to say.
pub struct PublicCalls;

#[async_trait::async_trait]
impl PublicPageSource for PublicCalls {
    async fn public_pages(&self, db: &Db, ctx: &Ctx, edition: &Edition) -> web::Result<Vec<String>> {
        let all = calls(db, ctx, edition.id).await?;
        let announced = all.iter().filter(|call| call.state == CallState::Open && call.access != Access::Invitation);
        let pages: Vec<String> = announced.map(|call| format!("/calls/{}", call.slug)).collect();
        let list = (!pages.is_empty()).then(|| "/calls".to_owned());
        Ok(list.into_iter().chain(pages).collect())
    }
}
