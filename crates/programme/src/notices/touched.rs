//! Whom a step of the programme touches, and the letter that each would get:
//! the page before a release shows it, the job after it sends it.

use crate::{
    release::{Change, ChangeKind, Released, difference, people_in},
    rules::Names,
    session::{PersonInSession, PersonRole},
    sign_up,
    stars::StarListId,
    tables::{star_list_row, star_row},
};
use accounts::Account;
use congress::Edition;
use db::{Db, select};
use kernel::{AccountId, Ctx, Locale, PersonId, SessionId, Viewer, Visibility};
use mail::{Letter, Stream};
use sea_orm::{ColumnTrait, DbErr, QueryFilter};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use ui::Text;

/// Keys in one `IN (…)`.
const CHUNK: usize = 500;

type Circle = (Visibility, Vec<PersonId>);
type Circles = HashMap<SessionId, Circle>;

/// Somebody who is told, and how.
#[derive(Clone, Debug)]
pub struct Told {
    /// Who.
    pub account: AccountId,
    /// They take part in one of the sessions.
    pub takes_part: bool,
    /// The sessions that the letter names.
    pub sessions: BTreeSet<SessionId>,
    /// The letter.
    pub letter: Letter,
}

/// Whom a step of the programme touches.
#[derive(Clone, Debug, Default)]
pub struct Touched {
    /// Everybody who gets a letter.
    pub letters: Vec<Told>,
    /// Whoever takes part in a session that changes for them and has no address
    /// here: somebody must tell them.
    pub unreached: BTreeMap<PersonId, BTreeSet<SessionId>>,
    /// Everybody who takes part in a session that changes for them.
    pub cast: BTreeMap<PersonId, BTreeSet<SessionId>>,
}

impl Touched {
    /// Only what is about sessions that somebody may know of.
    pub(crate) fn within(mut self, known: &dyn Fn(&SessionId) -> bool) -> Self {
        self.letters.retain(|told| told.sessions.iter().any(known));
        self.unreached.retain(|_, sessions| sessions.iter().any(known));
        for sessions in self.cast.values_mut() {
            sessions.retain(known);
        }
        self.cast.retain(|_, sessions| !sessions.is_empty());
        self
    }
}

/// Whom the step from `before` to `after` touches. `everything` is the system's.
///
/// # Errors
/// The engine's.
pub(crate) async fn touched(
    db: &Db,
    everything: &Ctx,
    edition: &Edition,
    before: &[Released],
    after: &[Released],
) -> Result<Touched, DbErr> {
    let changes = difference(before, after);
    let circles = circles(before, after);
    let mut cast: BTreeMap<PersonId, BTreeSet<SessionId>> = BTreeMap::new();
    for change in &changes {
        for person in concerned(change, &circles) {
            cast.entry(person).or_default().insert(change.session);
        }
    }
    let starred = starred(db, everything, &changes).await?;
    let mut told: BTreeMap<AccountId, Account> = BTreeMap::new();
    let people: Vec<PersonId> = cast.keys().copied().collect();
    for some in people.chunks(CHUNK) {
        told.extend(accounts::accounts_of(db, everything, some).await?.into_iter().map(|one| (one.id, one)));
    }
    let touched: Vec<SessionId> = changes.iter().map(|change| change.session).collect();
    let listed = sign_up::on_the_lists(db.read(), everything, &touched).await?;
    let readers: Vec<AccountId> = starred.keys().chain(listed.keys()).copied().collect();
    for some in readers.chunks(CHUNK) {
        told.extend(accounts::accounts(db, everything, some).await?.into_iter().map(|one| (one.id, one)));
    }
    let names = names(db, everything, edition, &people_in(&changes)).await?;
    let replaced = replaced(&changes);
    let mut unreached = cast.clone();
    let mut letters = Vec::new();
    for account in told.values() {
        let own = |change: &&Change| account.person.is_some_and(|person| concerned(change, &circles).contains(&person));
        // Whoever has a place knows of the session, unless its door was closed since.
        let signed_up = |change: &&Change| {
            (is_for_readers(&change.kind) || is_successor(change, &replaced))
                && !own(change)
                && listed.get(&account.id).is_some_and(|sessions| sessions.contains(&change.session))
                && !matches!(circles.get(&change.session), Some((Visibility::Concealed, _)))
        };
        let marked = |change: &&Change| {
            (is_for_readers(&change.kind) || is_successor(change, &replaced))
                && !own(change)
                && !signed_up(change)
                && starred.get(&account.id).is_some_and(|sessions| sessions.contains(&change.session))
                && may_know(account, circles.get(&change.session))
        };
        let theirs: Vec<&Change> = changes.iter().filter(own).collect();
        let places: Vec<&Change> = changes.iter().filter(signed_up).collect();
        let starred: Vec<&Change> = changes.iter().filter(marked).collect();
        let Some(letter) = letter(edition, account, [&theirs, &places, &starred], &names) else { continue };
        if let Some(person) = account.person {
            unreached.remove(&person);
        }
        let sessions = theirs.iter().chain(&places).chain(&starred).map(|change| change.session).collect();
        letters.push(Told { account: account.id, takes_part: !theirs.is_empty(), sessions, letter });
    }
    Ok(Touched { letters, unreached, cast })
}

/// Whoever takes part and must know of the change.
fn concerned(change: &Change, circles: &Circles) -> Vec<PersonId> {
    match &change.kind {
        ChangeKind::Joined(entry) | ChangeKind::Left(entry) => vec![entry.person],
        ChangeKind::Added(_) => circles.get(&change.session).map(|(_, people)| people.clone()).unwrap_or_default(),
        kind if is_for_readers(kind) => {
            circles.get(&change.session).map(|(_, people)| people.clone()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

fn is_for_readers(kind: &ChangeKind) -> bool {
    matches!(kind, ChangeKind::Cancelled | ChangeKind::Removed | ChangeKind::Reinstated | ChangeKind::Moved(..))
}

/// The sessions in which somebody speaks instead of somebody else.
fn replaced(changes: &[Change]) -> BTreeSet<SessionId> {
    let of = |wanted: fn(&ChangeKind) -> Option<&PersonInSession>| -> BTreeSet<SessionId> {
        let heard = |change: &&Change| wanted(&change.kind).is_some_and(|entry| is_heard(entry.role));
        changes.iter().filter(heard).map(|change| change.session).collect()
    };
    let joined = of(|kind| if let ChangeKind::Joined(entry) = kind { Some(entry) } else { None });
    let left = of(|kind| if let ChangeKind::Left(entry) = kind { Some(entry) } else { None });
    joined.intersection(&left).copied().collect()
}

/// People come to hear those.
fn is_heard(role: PersonRole) -> bool {
    matches!(role, PersonRole::Speaker | PersonRole::Moderator | PersonRole::Panellist)
}

/// Somebody whom people will hear instead of whom they came for.
fn is_successor(change: &Change, replaced: &BTreeSet<SessionId>) -> bool {
    matches!(&change.kind, ChangeKind::Joined(entry) if is_heard(entry.role)) && replaced.contains(&change.session)
}

/// Who may know of a session: its visibility and the people in it, as it is now
/// or as it was last.
fn circles(before: &[Released], after: &[Released]) -> Circles {
    let circle =
        |one: &Released| (one.session, (one.visibility, one.content.people.iter().map(|entry| entry.person).collect()));
    before.iter().chain(after).map(circle).collect()
}

fn may_know(account: &Account, circle: Option<&Circle>) -> bool {
    match circle {
        Some((Visibility::Public | Visibility::Registered, _)) => true,
        Some((_, people)) => account.person.is_some_and(|person| people.contains(&person)),
        None => false,
    }
}

async fn starred(db: &Db, everything: &Ctx, changes: &[Change]) -> Result<BTreeMap<AccountId, Vec<SessionId>>, DbErr> {
    // A browser without an account has no address to write to.
    let lists = select::<star_list_row::Entity>(everything).filter(star_list_row::Column::Account.is_not_null());
    let owners: HashMap<StarListId, AccountId> =
        lists.all(db.read()).await?.into_iter().filter_map(|list| Some((list.id, list.account?))).collect();
    let mut by_account: BTreeMap<AccountId, Vec<SessionId>> = BTreeMap::new();
    let sessions: Vec<SessionId> = changes.iter().map(|change| change.session).collect();
    for some in sessions.chunks(CHUNK) {
        let stars = select::<star_row::Entity>(everything)
            .filter(star_row::Column::Session.is_in(some.iter().copied()))
            .all(db.read())
            .await?;
        for star in stars {
            if let Some(account) = owners.get(&star.list) {
                by_account.entry(*account).or_default().push(star.session);
            }
        }
    }
    Ok(by_account)
}

/// Rooms and people as everybody may know them, in every language: a letter stays.
async fn names(db: &Db, ctx: &Ctx, edition: &Edition, people: &[PersonId]) -> Result<HashMap<Locale, Names>, DbErr> {
    let stranger = ctx.seen_by(Viewer::stranger());
    let mut all = HashMap::new();
    for locale in Locale::ALL {
        let names = Names::of_places(db, &stranger.in_locale(*locale), edition, people).await?;
        all.insert(*locale, names);
    }
    Ok(all)
}

/// The letter in the account's language; none without an address, or when none
/// of the changes can be told.
fn letter(
    edition: &Edition,
    account: &Account,
    [theirs, places, starred]: [&[&Change]; 3],
    names: &HashMap<Locale, Names>,
) -> Option<Letter> {
    let (to, names) = (account.email.clone()?, names.get(&account.locale)?);
    let text = Text(account.locale);
    // Whoever takes part is addressed; everybody else is told.
    let addressed = |change: &&Change| match &change.kind {
        ChangeKind::Joined(entry) => {
            let title = change.title.get(account.locale).text;
            let role = text.t(entry.role.key());
            Some(text.with("programme-letter-joined", &[("title", title.into()), ("role", role.into())]))
        }
        ChangeKind::Left(_) => {
            Some(text.with("programme-letter-left", &[("title", change.title.get(account.locale).text.into())]))
        }
        _ => change.words(text, &edition.zone, names),
    };
    let told = |change: &&Change| change.words(text, &edition.zone, names);
    let theirs: Vec<String> = theirs.iter().filter_map(addressed).collect();
    let places: Vec<String> = places.iter().filter_map(told).collect();
    let starred: Vec<String> = starred.iter().filter_map(told).collect();
    let mut parts = Vec::new();
    for (lead, lines, why) in [
        ("programme-letter-part-lead", theirs, "programme-letter-part-why"),
        ("programme-letter-list-lead", places, "programme-letter-list-why"),
        ("programme-letter-lead", starred, "programme-letter-calendar"),
    ] {
        if !lines.is_empty() {
            parts.extend([text.t(lead), lines.join("\n"), text.t(why)]);
        }
    }
    if parts.is_empty() {
        return None;
    }
    let congress = edition.name.get(account.locale).text;
    Some(Letter {
        to,
        to_name: None,
        subject: text.with("programme-letter-subject", &[("congress", congress.into())]),
        text: parts.join("\n\n"),
        html: None,
        locale: account.locale,
        stream: Stream::Transactional,
        kind: "programme.changed",
    })
}
