//! What other domains put on the pages of people, organisations and cities.

use crate::city::CityId;
use congress::Edition;
use kernel::{OrganisationId, PersonId};
use std::sync::Arc;

/// Whose page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A person's.
    Person(PersonId),
    /// An organisation's.
    Organisation(OrganisationId),
    /// A city's.
    City(CityId),
}

/// One thing that has to do with the subject.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelatedItem {
    /// Where it leads, with language.
    pub href: String,
    /// Its name.
    pub title: String,
    /// When, where, as what.
    pub meta: String,
    /// The language of the title, when it is not that of the page (BCP 47).
    pub lang: Option<String>,
}

/// A list of such things.
#[derive(Clone, Debug, PartialEq)]
pub struct RelatedBlock {
    /// Id of its heading.
    pub title_key: &'static str,
    /// In the order in which they are shown.
    pub items: Vec<RelatedItem>,
}

/// A domain that knows of more about people, organisations or cities. The
/// composition root collects them.
#[async_trait::async_trait]
pub trait RelatedSource: Send + Sync {
    /// What it knows of `subject` that this viewer may see, in any number of lists.
    ///
    /// # Errors
    /// Those of its queries.
    async fn related(&self, cx: &web::Cx, edition: &Edition, subject: Subject) -> web::Result<Vec<RelatedBlock>>;

    /// The picture of a person that this viewer may see: an address of this house,
    /// with language; most domains have none.
    ///
    /// # Errors
    /// Those of its queries.
    async fn portrait(&self, _: &web::Cx, _: PersonId) -> web::Result<Option<String>> {
        Ok(None)
    }
}

/// All of them, in the order in which their lists stand.
#[derive(Clone, Default)]
pub struct RelatedSources(pub Vec<Arc<dyn RelatedSource>>);

impl RelatedSources {
    /// The lists that are not empty.
    pub(crate) async fn of(&self, cx: &web::Cx, edition: &Edition, subject: Subject) -> web::Result<Vec<RelatedBlock>> {
        let mut all = Vec::new();
        for source in &self.0 {
            all.extend(source.related(cx, edition, subject).await?);
        }
        all.retain(|block| !block.items.is_empty());
        Ok(all)
    }

    /// The first picture that there is.
    pub(crate) async fn portrait(&self, cx: &web::Cx, person: PersonId) -> web::Result<Option<String>> {
        for source in &self.0 {
            if let Some(found) = source.portrait(cx, person).await? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}
