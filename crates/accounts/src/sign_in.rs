//! Signing in by a letter. Knowing an address is worth nothing: the code in the
//! letter counts only together with the cookie of the browser that asked.
//!
//! Whether an address has an account is told to its mailbox alone. The page
//! says the same for every address and does the same work: the same statements
//! and one letter each time, which is sent later by a job.

use crate::{
    account,
    code::{self, CodeState, LIFE_MINUTES, Life, Verdict},
    error::Error,
    invited::hint_of,
    letters,
    local_path::LocalPath,
    rate,
    secret::{Token, digest, same},
    session::{self, Browser, Factors},
    tables::code_row::{self, Column, Entity},
};
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, EmailAddress, FieldProblem, Problems, Viewer};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};

/// Codes are kept this long after their end, so that a late try is answered honestly.
const KEEP_HOURS: i64 = 24;

/// Who asks for a code, from where.
#[derive(Clone, Debug)]
pub(crate) struct Asking {
    pub(crate) email: EmailAddress,
    pub(crate) next: Option<LocalPath>,
    /// As [`rate::network`] names it.
    pub(crate) network: String,
    /// Scheme and host, for the link in the letter.
    pub(crate) origin: String,
    /// The browser did not type the address and is shown a hint of it.
    pub(crate) hinted: bool,
}

/// What a browser gives to come in.
#[derive(Clone, Debug)]
pub(crate) enum Proof {
    /// The code, as typed.
    Code(String),
    /// The link of the letter, followed in the same browser.
    Link(Token),
}

/// Somebody came in.
#[derive(Clone)]
pub(crate) struct Entered {
    pub(crate) session: Token,
    pub(crate) account: AccountId,
    pub(crate) is_new: bool,
    pub(crate) next: Option<LocalPath>,
}

/// What a browser is waiting for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Awaited {
    /// Where the letter went, as this browser may know it.
    pub(crate) shown: String,
    pub(crate) life: Life,
}

impl code_row::Model {
    fn life(&self) -> Life {
        Life { state: self.state, wrong_tries: self.wrong_tries, expires_at: self.expires_at }
    }

    fn is_opened_by(&self, browser: &Token, proof: &Proof) -> bool {
        match proof {
            Proof::Code(typed) => same(&code_hash(browser, typed), &self.code_hash),
            Proof::Link(link) => same(&link.digest("link"), &self.link_hash),
        }
    }
}

/// Eight digits alone could be found by trying all of them; the browser's token
/// is not in the database, so their digest tells nothing.
fn code_hash(browser: &Token, code: &str) -> String {
    digest("code", &[browser.bytes(), code.as_bytes()])
}

/// Sends a letter with a code, and returns what the browser must keep.
///
/// # Errors
/// A problem with the field `email` when too many were asked for.
pub(crate) async fn ask(db: &Db, ctx: &Ctx, asking: &Asking) -> Result<Token, Error> {
    let browser = Token::mint(ctx);
    let admitted = db
        .write("sign_in.ask", |tx: Tx| {
            let browser = &browser;
            async move {
                let address = rate::LETTERS_TO_ADDRESS.admits(&tx, ctx, &asking.email.key()).await?;
                let peer = rate::LETTERS_FROM_PEER.admits(&tx, ctx, &asking.network).await?;
                if address && peer {
                    send_code(&tx, ctx, asking, browser).await?;
                }
                Ok::<_, Error>(address && peer)
            }
        })
        .await?;
    if admitted { Ok(browser) } else { Err(Error::field("email", "accounts-problem-too-many-letters")) }
}

async fn send_code(tx: &Tx, ctx: &Ctx, asking: &Asking, browser: &Token) -> Result<(), Error> {
    let (code, link) = (code::mint(ctx), Token::mint(ctx));
    let row = code_row::Model {
        id: ctx.new_id(),
        browser_hash: browser.digest("browser"),
        email: asking.email.clone(),
        email_key: asking.email.key(),
        code_hash: code_hash(browser, &code),
        link_hash: link.digest("link"),
        next_path: asking.next.as_ref().map(|next| next.as_str().to_owned()),
        state: CodeState::Waiting,
        wrong_tries: 0,
        asked_at: ctx.now(),
        expires_at: ctx.now().plus_minutes(LIFE_MINUTES),
        hinted: asking.hinted,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    let known = account::by_email(tx, ctx, &asking.email).await?;
    let address = format!("{}/{}/sign-in/link/{}", asking.origin, ctx.locale().tag(), link.to_text());
    letters::code(tx, ctx, &asking.email, known.is_some(), &code::spaced(&code), &address).await?;
    Ok(())
}

/// What this browser is waiting for, if anything.
///
/// # Errors
/// The engine's.
pub(crate) async fn awaited(db: &Db, ctx: &Ctx, browser: &Token) -> Result<Option<Awaited>, DbErr> {
    let row = select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(Column::BrowserHash.eq(browser.digest("browser")))
        .one(db.read())
        .await?;
    let shown = |row: &code_row::Model| if row.hinted { hint_of(&row.email) } else { row.email.to_string() };
    Ok(row.map(|row| Awaited { life: row.life(), shown: shown(&row) }))
}

/// Gives a code or follows a link. A wrong try is counted even though nothing
/// comes of it, so it is committed and told afterwards.
///
/// # Errors
/// A problem with the field `code` that says what to do next.
pub(crate) async fn enter(
    db: &Db,
    ctx: &Ctx,
    holder: Option<&Token>,
    proof: &Proof,
    browser: &Browser,
    network: &str,
) -> Result<Entered, Error> {
    let Some(holder) = holder else {
        return Err(Error::field("code", "accounts-problem-other-browser"));
    };
    if matches!(proof, Proof::Code(code) if !code::has_shape(code)) {
        return Err(Error::field("code", "accounts-problem-code-shape"));
    }
    db.write("sign_in.enter", |tx: Tx| async move {
        if !rate::CODES_FROM_PEER.admits(&tx, ctx, network).await? {
            return Ok(Err(FieldProblem::new("accounts-problem-too-many-codes")));
        }
        present(&tx, ctx, holder, proof, browser).await
    })
    .await?
    .map_err(|problem| Error::Invalid(Problems::of("code", problem)))
}

async fn present(
    tx: &Tx,
    ctx: &Ctx,
    holder: &Token,
    proof: &Proof,
    browser: &Browser,
) -> Result<Result<Entered, FieldProblem>, Error> {
    let found = select::<Entity>(&ctx.seen_by(Viewer::system()))
        .filter(Column::BrowserHash.eq(holder.digest("browser")))
        .one(tx.conn())
        .await?;
    let Some(row) = found else {
        return Ok(Err(FieldProblem::new("accounts-problem-other-browser")));
    };
    let mut life = row.life();
    let verdict = life.present(row.is_opened_by(holder, proof), ctx.now());
    let mut changed = row.clone().into_active_model();
    changed.state = Set(life.state);
    changed.wrong_tries = Set(life.wrong_tries);
    changed.update(tx.conn()).await?;
    match verdict {
        Verdict::Right => come_in(tx, ctx, row, browser).await.map(Ok),
        Verdict::Wrong { left } => Ok(Err(FieldProblem::new("accounts-problem-wrong-code").with("left", left))),
        Verdict::Dead => Ok(Err(FieldProblem::new("accounts-problem-dead-code"))),
        Verdict::Expired => Ok(Err(FieldProblem::new("accounts-problem-expired-code"))),
        Verdict::Used => Ok(Err(FieldProblem::new("accounts-problem-used-code"))),
    }
}

async fn come_in(tx: &Tx, ctx: &Ctx, row: code_row::Model, browser: &Browser) -> Result<Entered, Error> {
    // Looked up again: the account may have been made, or erased, in the meantime.
    let known = account::by_email(tx, ctx, &row.email).await?;
    let is_new = known.is_none();
    let account = match known {
        Some(account) => account,
        None => account::create(tx, ctx, &row.email, "", None).await?,
    };
    let session = session::open(tx, ctx, account.id, Factors::One, browser).await?;
    let actor = ctx.seen_by(Viewer::account(account.id, account.person, kernel::Strength::OneFactor, Vec::new()));
    tx.audit(&actor, None, "account.signed_in", account.id.0, serde_json::json!({ "by": "code" })).await?;
    let next = row.next_path.as_deref().and_then(LocalPath::parse);
    Ok(Entered { session, account: account.id, is_new, next })
}

/// Removes codes that even a late try no longer asks about.
pub(crate) async fn prune(tx: &Tx, ctx: &Ctx) -> Result<(), DbErr> {
    let horizon = ctx.now().plus_minutes(-KEEP_HOURS * 60);
    Entity::delete_many().filter(Column::AskedAt.lt(horizon)).exec(tx.conn()).await.map(|_| ())
}
