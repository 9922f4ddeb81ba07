//! The portrait of a speaker on the public page of the person.

use crate::file::portrait_of;
use congress::Edition;
use directory::{RelatedBlock, RelatedSource, Subject};
use kernel::PersonId;
use web::Cx;

/// The portraits that the desk accepted and that people show; the composition
/// root hands them to `directory`.
pub struct Portraits;

#[async_trait::async_trait]
impl RelatedSource for Portraits {
    async fn related(&self, _: &Cx, _: &Edition, _: Subject) -> web::Result<Vec<RelatedBlock>> {
        Ok(Vec::new())
    }

    async fn portrait(&self, cx: &Cx, person: PersonId) -> web::Result<Option<String>> {
        let Some((edition, file)) = portrait_of(cx.db(), cx.ctx(), person).await? else { return Ok(None) };
        let edition = congress::edition_by_id(cx.db(), cx.ctx(), edition).await?;
        Ok(edition.map(|edition| format!("/{}/{}/files/{file}", cx.locale().tag(), edition.slug)))
    }
}
