//! Who is too near to judge: somebody whose mailbox is at the same house, or who
//! works for the same organisation, as a speaker of the proposal.

use super::assignment::{Pair, Standing};
use crate::tables::speaker_row;
use accounts::Account;
use db::{Db, select};
use directory::{
    office::{Office, offices},
    organisation_cards,
};
use kernel::{AccountId, Ctx, EmailAddress, OrganisationId, PersonId, Viewer, fold};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// What a reviewer and a speaker have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interest {
    /// The part of their addresses behind the `@`.
    Mailbox(String),
    /// An organisation, as the speaker or the directory writes it.
    Organisation(String),
}

/// Houses where everybody has a mailbox: to share one says nothing. The last
/// three are set aside for examples (RFC 2606).
const OPEN_HOUSES: &[&str] = &[
    "126.com",
    "139.com",
    "163.com",
    "189.cn",
    "21cn.com",
    "aliyun.com",
    "aol.com",
    "daum.net",
    "foxmail.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hanmail.net",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "naver.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "sina.cn",
    "sina.com",
    "sohu.com",
    "vip.163.com",
    "vip.qq.com",
    "web.de",
    "yahoo.co.jp",
    "yahoo.com",
    "yandex.com",
    "yandex.ru",
    "yeah.net",
    "example.com",
    "example.net",
    "example.org",
];

/// Where somebody belongs.
#[derive(Clone, Debug, Default)]
struct Circle {
    houses: BTreeSet<String>,
    /// By their folded names, as they are written.
    organisations: BTreeMap<String, String>,
}

impl Circle {
    fn lives_at(&mut self, email: &EmailAddress) {
        let house = email.key().rsplit_once('@').map(|(_, house)| house.to_owned());
        self.houses.extend(house.filter(|house| !OPEN_HOUSES.contains(&house.as_str())));
    }

    fn works_for(&mut self, name: &str) {
        let folded = fold::compact(name);
        if !folded.is_empty() {
            self.organisations.entry(folded).or_insert_with(|| name.to_owned());
        }
    }

    fn shares(&self, other: &Self) -> Option<Interest> {
        let house = self.houses.iter().find(|one| other.houses.iter().any(|two| is_one_house(one, two)));
        if let Some(house) = house {
            return Some(Interest::Mailbox(house.clone()));
        }
        let shared = other.organisations.iter().find(|(key, _)| self.organisations.contains_key(*key));
        shared.map(|(_, name)| Interest::Organisation(name.clone()))
    }
}

/// `cs.uni.example` is `uni.example`.
fn is_one_house(one: &str, two: &str) -> bool {
    let within = |small: &str, large: &str| small.strip_suffix(large).is_some_and(|rest| rest.ends_with('.'));
    one == two || within(one, two) || within(two, one)
}

/// What reviewers have in common with the speakers of proposals. Asked as the
/// house: an address counts, and is not told.
///
/// # Errors
/// The engine's.
pub async fn interests(db: &Db, ctx: &Ctx, standing: &Standing) -> Result<BTreeMap<Pair, Interest>, DbErr> {
    let everything = &ctx.seen_by(Viewer::system());
    let all: BTreeSet<AccountId> = (standing.speaking.iter().map(|(_, account)| *account))
        .chain(standing.reviewers.iter().map(|member| member.account))
        .collect();
    let mut circles = circles(db, everything, &all).await?;
    for member in &standing.reviewers {
        circles.entry(member.account).or_default().lives_at(&member.email);
    }
    let mut found = BTreeMap::new();
    for (proposal, speaker) in &standing.speaking {
        let Some(theirs) = circles.get(speaker) else { continue };
        for member in &standing.reviewers {
            let shared = circles.get(&member.account).and_then(|circle| circle.shares(theirs));
            if let Some(interest) = shared {
                found.entry((*proposal, member.account)).or_insert(interest);
            }
        }
    }
    Ok(found)
}

async fn circles(db: &Db, everything: &Ctx, all: &BTreeSet<AccountId>) -> Result<BTreeMap<AccountId, Circle>, DbErr> {
    let mut circles: BTreeMap<AccountId, Circle> = BTreeMap::new();
    let mut people: Vec<(PersonId, AccountId)> = Vec::new();
    let keys: Vec<AccountId> = all.iter().copied().collect();
    for some in keys.chunks(500) {
        let known: Vec<Account> = accounts::accounts(db, everything, some).await?;
        for account in &known {
            if let Some(email) = &account.email {
                circles.entry(account.id).or_default().lives_at(email);
            }
            people.extend(account.person.map(|person| (person, account.id)));
        }
        let written = select::<speaker_row::Entity>(everything)
            .filter(speaker_row::Column::Account.is_in(some.iter().copied()))
            .all(db.read())
            .await?;
        for row in written {
            circles.entry(row.account).or_default().works_for(&row.affiliation);
        }
    }
    for (account, name) in employers(db, everything, &people).await? {
        circles.entry(account).or_default().works_for(&name);
    }
    Ok(circles)
}

/// The names, in every language, of the organisations where people hold an
/// office now.
async fn employers(
    db: &Db,
    everything: &Ctx,
    people: &[(PersonId, AccountId)],
) -> Result<Vec<(AccountId, String)>, DbErr> {
    let today = everything.now().to_jiff().to_zoned_datetime(jiff::tz::TimeZone::UTC).date();
    let ids: Vec<PersonId> = people.iter().map(|(person, _)| *person).collect();
    let mut held: Vec<(PersonId, OrganisationId)> = Vec::new();
    for some in ids.chunks(500) {
        let all = offices(db, everything, some).await?;
        let now = all.iter().filter(|office| office.is_held_on(today));
        held.extend(now.filter_map(|office: &Office| Some((office.person, office.details.seat.organisation()?))));
    }
    let wanted: Vec<OrganisationId> = held.iter().map(|(_, organisation)| *organisation).collect();
    let cards = organisation_cards(db, everything, &wanted).await?;
    let mut names = Vec::new();
    for (person, organisation) in held {
        let Some(card) = cards.get(&organisation) else { continue };
        let of_account = people.iter().filter(|(one, _)| *one == person);
        for (_, account) in of_account {
            let written = kernel::Locale::ALL.iter().map(|locale| card.name.text(*locale));
            names.extend(written.filter(|name| !name.is_empty()).map(|name| (*account, name.to_owned())));
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn circle(email: &str, organisation: &str) -> Circle {
        let mut circle = Circle::default();
        circle.lives_at(&EmailAddress::parse(email).unwrap());
        circle.works_for(organisation);
        circle
    }

    #[test]
    fn a_house_and_its_parts_are_one_and_an_open_house_is_none() {
        let of = |one: &str, two: &str| circle(one, "").shares(&circle(two, ""));
        assert_eq!(of("a@cs.uni.example", "B@UNI.example"), Some(Interest::Mailbox("cs.uni.example".to_owned())));
        assert_eq!(of("a@uni.example", "b@otheruni.example"), None);
        assert_eq!(of("a@qq.com", "b@qq.com"), None);
        assert_eq!(of("a@gmail.com", "b@GMAIL.com"), None);
    }

    #[test]
    fn an_organisation_is_one_however_it_is_spelt() {
        let of = |one: &str, two: &str| circle("a@one.example", one).shares(&circle("b@two.example", two));
        assert_eq!(
            of("Harbour Mobility-Lab", "harbour mobility lab"),
            Some(Interest::Organisation("harbour mobility lab".to_owned()))
        );
        assert_eq!(of("臨川水務研究院", "临川水务研究院"), Some(Interest::Organisation("临川水务研究院".to_owned())));
        assert_eq!(of("", ""), None);
        assert_eq!(of("Harbour Lab", "Harbour Office"), None);
    }
}
