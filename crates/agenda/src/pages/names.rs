//! Who accounts are, as far as the desk may read it: the names by which people
//! want to be called, and addresses for those who may read contacts.

use kernel::{AccountId, EditionId, Permission, PersonId, Viewer};
use std::collections::HashMap;
use web::Cx;

/// An account as the desk reads it.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    /// What they are called; empty when they never said.
    pub(super) name: String,
    /// Where letters reach them, for who may read contacts.
    pub(super) email: String,
}

/// The accounts on a list that the viewer may read.
pub(super) async fn named(cx: &Cx, edition: EditionId, ids: &[AccountId]) -> web::Result<HashMap<AccountId, Named>> {
    let everything = &cx.seen_by(Viewer::system());
    let may_read_contacts = cx.can(Permission::ReadContacts, edition);
    let mut all = HashMap::new();
    for some in ids.chunks(500) {
        let accounts = accounts::accounts(cx.db(), everything, some).await?;
        let people: Vec<PersonId> = accounts.iter().filter_map(|account| account.person).collect();
        let cards = directory::person_cards(cx.db(), cx.ctx(), &people).await?;
        for account in accounts {
            let card = account.person.and_then(|person| cards.get(&person));
            let name = card.map_or_else(|| account.name.clone(), |card| card.name.clone());
            let email = account.email.filter(|_| may_read_contacts).map(|email| email.to_string()).unwrap_or_default();
            all.insert(account.id, Named { name, email });
        }
    }
    Ok(all)
}
