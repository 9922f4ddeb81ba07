//! Telling readers what a release changed: only those who starred a session
//! that was moved, cancelled or brought back, and only what they may know.
//! Everybody else's calendar follows without a word.

use crate::{
    release::{Change, ChangeKind, Release, Released, difference, released, releases},
    rules::Names,
    stars::StarListId,
    tables::{notice_row, release_row, star_list_row, star_row},
};
use accounts::Account;
use congress::Edition;
use db::{Db, Tx, select};
use jobs::{Handle, Handlers, Job};
use kernel::{AccountId, Ctx, Locale, PersonId, ReleaseId, SessionId, Viewer, Visibility};
use mail::{Letter, SendLetter, Stream};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, sea_query::OnConflict};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use ui::Text;

/// Keys in one `IN (…)`.
const CHUNK: usize = 500;

/// Queued with a release, done after it is committed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct TellReaders {
    /// The release.
    pub(crate) release: ReleaseId,
}

impl Job for TellReaders {
    const NAME: &'static str = "programme.tell-readers";
}

struct Teller;

pub(crate) fn handlers() -> Handlers {
    Handlers::new().on::<TellReaders, _>(Teller)
}

#[async_trait::async_trait]
impl Handle<TellReaders> for Teller {
    async fn run(&self, db: &Db, ctx: &Ctx, job: TellReaders) -> anyhow::Result<()> {
        let everything = &ctx.seen_by(Viewer::system());
        let Some((edition, release, before, after)) = load(db, everything, job.release).await? else {
            return Ok(());
        };
        let mut changes = difference(&before, &after);
        changes.retain(|change| calls_for_a_letter(&change.kind));
        let circles = circles(&before, &after);
        let starred = starred(db, everything, &changes).await?;
        let ids: Vec<AccountId> = starred.keys().copied().collect();
        let names = names(db, everything, &edition).await?;
        for some in ids.chunks(CHUNK) {
            for account in accounts::accounts(db, everything, some).await? {
                let sessions = &starred[&account.id];
                let theirs: Vec<&Change> = changes
                    .iter()
                    .filter(|change| {
                        sessions.contains(&change.session) && may_know(&account, circles.get(&change.session))
                    })
                    .collect();
                tell(db, everything, &release, &edition, &account, &theirs, &names).await?;
            }
        }
        Ok(())
    }
}

fn calls_for_a_letter(kind: &ChangeKind) -> bool {
    matches!(kind, ChangeKind::Cancelled | ChangeKind::Removed | ChangeKind::Reinstated | ChangeKind::Moved(..))
}

type Loaded = (Edition, Release, Vec<Released>, Vec<Released>);

async fn load(db: &Db, everything: &Ctx, id: ReleaseId) -> Result<Option<Loaded>, DbErr> {
    let row = select::<release_row::Entity>(everything).filter(release_row::Column::Id.eq(id)).one(db.read()).await?;
    let Some(release) = row.map(Release::from) else { return Ok(None) };
    let all = releases(db.read(), everything, release.edition).await?;
    let Some(last) = all.iter().find(|other| other.number == release.number - 1) else { return Ok(None) };
    let Some(edition) = congress::edition_by_id(db, everything, release.edition).await? else { return Ok(None) };
    let before = released(db.read(), everything, last.id).await?;
    let after = released(db.read(), everything, release.id).await?;
    Ok(Some((edition, release, before, after)))
}

/// Who may know of a session: its visibility and the people in it, as it is now
/// or as it was last.
fn circles(before: &[Released], after: &[Released]) -> HashMap<SessionId, (Visibility, Vec<PersonId>)> {
    let circle =
        |one: &Released| (one.session, (one.visibility, one.content.people.iter().map(|entry| entry.person).collect()));
    before.iter().chain(after).map(circle).collect()
}

fn may_know(account: &Account, circle: Option<&(Visibility, Vec<PersonId>)>) -> bool {
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

/// Rooms as everybody may know them, in every language: a letter stays.
async fn names(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<HashMap<Locale, Names>, DbErr> {
    let stranger = ctx.seen_by(Viewer::stranger());
    let mut all = HashMap::new();
    for locale in Locale::ALL {
        let names = Names::of_places(db, &stranger.in_locale(*locale), edition, &[]).await?;
        all.insert(*locale, names);
    }
    Ok(all)
}

async fn tell(
    db: &Db,
    ctx: &Ctx,
    release: &Release,
    edition: &Edition,
    account: &Account,
    changes: &[&Change],
    names: &HashMap<Locale, Names>,
) -> Result<(), DbErr> {
    let (Some(to), Some(names)) = (&account.email, names.get(&account.locale)) else { return Ok(()) };
    let text = Text(account.locale);
    let lines: Vec<String> = changes.iter().filter_map(|change| change.words(text, &edition.zone, names)).collect();
    if lines.is_empty() {
        return Ok(());
    }
    let congress = edition.name.get(account.locale).text;
    let letter = &Letter {
        to: to.clone(),
        to_name: None,
        subject: text.with("programme-letter-subject", &[("congress", congress.into())]),
        text: [text.t("programme-letter-lead"), lines.join("\n"), text.t("programme-letter-calendar")].join("\n\n"),
        html: None,
        locale: account.locale,
        stream: Stream::Transactional,
        kind: "programme.changed",
    };
    let notice = notice_row::Model { release: release.id, account: account.id, told_at: ctx.now() };
    let notice = &notice;
    db.write("programme.tell", |tx: Tx| async move {
        let once =
            OnConflict::columns([notice_row::Column::Release, notice_row::Column::Account]).do_nothing().to_owned();
        let insert = notice_row::Entity::insert(notice.clone().into_active_model()).on_conflict(once);
        if insert.exec_without_returning(tx.conn()).await? == 0 {
            return Ok(());
        }
        tx.send_letter(ctx, letter.clone()).await.map(|_| ())
    })
    .await
}
