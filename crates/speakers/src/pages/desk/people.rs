//! Whose page of the desk it is.

use crate::item::{DeskView, desk_view};
use congress::Edition;
use directory::person::{Person, person_by_slug};
use kernel::{Permission, SessionId};
use web::Cx;

/// The edition, the person and everything that is asked, for a page of the desk.
pub(super) struct Subject {
    pub(super) edition: Edition,
    pub(super) person: Person,
    pub(super) view: DeskView,
}

impl Subject {
    /// # Errors
    /// [`web::Error::NotFound`] for who does not take part, or whom this viewer may
    /// not know of.
    pub(super) async fn read(cx: &Cx, slug: &str, person: &str, permission: Permission) -> web::Result<Self> {
        let edition = congress::desk(cx, slug, permission).await?;
        cx.require(Permission::ReadContacts, edition.id)?;
        let person = person_by_slug(cx.db(), cx.ctx(), edition.id, person).await?.ok_or(web::Error::NotFound)?;
        let view = desk_view(cx.db(), cx.ctx(), edition.id).await?;
        Ok(Self { edition, person, view })
    }

    /// The address of the person's sheet, without language.
    pub(super) fn path(&self) -> String {
        format!("/{}/desk/speakers/{}", self.edition.slug, self.person.slug)
    }

    /// What `biography` or `slides.OPEN24` stands for here.
    pub(super) fn item(&self, segment: &str) -> web::Result<(String, Option<SessionId>)> {
        match segment.split_once('.') {
            None => Ok((segment.to_owned(), None)),
            Some((slug, code)) => {
                let mut own = self.view.parts.iter().filter(|part| part.person == self.person.id);
                let part = own.find(|part| part.code == code).ok_or(web::Error::NotFound)?;
                Ok((slug.to_owned(), Some(part.session)))
            }
        }
    }
}
