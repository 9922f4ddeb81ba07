//! Slides on the public page of a session.

use crate::file::{SpeakerFile, published_slides};
use congress::Edition;
use kernel::{PersonId, SessionId};
use programme::{Material, MaterialSource};
use web::Cx;

/// The slides that are published; the composition root hands them to `programme`.
pub struct Slides;

#[async_trait::async_trait]
impl MaterialSource for Slides {
    async fn materials(&self, cx: &Cx, edition: &Edition, session: SessionId) -> web::Result<Vec<Material>> {
        let files = published_slides(cx.db(), cx.ctx(), edition.id, session).await?;
        let people: Vec<PersonId> = files.iter().map(|file| file.person).collect();
        let cards = directory::person_cards(cx.db(), cx.ctx(), &people).await?;
        let material = |file: &SpeakerFile| Material {
            name: file.name.clone(),
            by: cards.get(&file.person).map(|card| card.name.clone()).unwrap_or_default(),
            about: about(cx.text(), file),
            href: format!("/{}/{}/files/{}", cx.locale().tag(), edition.slug, file.id),
        };
        Ok(files.iter().map(material).collect())
    }
}

/// `PDF, 3.4 MB`
pub(crate) fn about(text: ui::Text, file: &SpeakerFile) -> String {
    let ending = file.kind.extensions().first().copied().unwrap_or_default().to_uppercase();
    text.with("speakers-file-about", &[("kind", ending.into()), ("size", file.size_in_words().into())])
}
