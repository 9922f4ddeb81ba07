//! Telling speakers what was decided: all that are chosen at once, by one letter
//! each, and never twice.

use crate::{
    Call, Error, Proposal, ProposalId, ProposalState, letters,
    tables::{letter_row, proposal_row},
};
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{AccountId, Ctx, Locale, Permission, Viewer};
use mail::SendLetter;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, OnConflict},
};
use serde_json::json;

/// A letter as it would be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLetter {
    /// Which decision it tells.
    pub decision: ProposalState,
    /// The language it is written in.
    pub locale: Locale,
    /// How many letters are like it.
    pub count: usize,
    /// Subject of the first of them.
    pub subject: String,
    /// Text of the first of them.
    pub text: String,
}

/// What would be sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// Proposals whose decision was told to nobody.
    pub waiting: Vec<Proposal>,
    /// The letters, one of each sort.
    pub letters: Vec<PreviewLetter>,
}

/// The decisions of a call that were told to nobody yet, and their letters.
///
/// # Errors
/// [`Error::Denied`], or the engine's.
pub async fn preview(db: &Db, ctx: &Ctx, edition: &Edition, call: &Call, origin: &str) -> Result<Preview, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    let everything = &ctx.seen_by(Viewer::system());
    let rows = untold(ctx, call).order_by_asc(proposal_row::Column::Code).all(db.read()).await?;
    let mut found = Preview::default();
    let proposals: Vec<Proposal> = rows.into_iter().map(Proposal::from).collect();
    let ids: Vec<ProposalId> = proposals.iter().map(|proposal| proposal.id).collect();
    let speakers = crate::proposal::speakers_of(db, everything, &ids).await?;
    for proposal in proposals {
        let speaking: Vec<AccountId> =
            speakers.get(&proposal.id).into_iter().flatten().map(|speaker| speaker.account).collect();
        for account in accounts::accounts(db, everything, &speaking).await? {
            let names = (&edition.name, edition.slug.as_str());
            if let Some(letter) = letters::decision(&account, &proposal, names, origin) {
                found.add(proposal.state, &letter);
            }
        }
        found.waiting.push(proposal);
    }
    Ok(found)
}

impl Preview {
    fn add(&mut self, decision: ProposalState, letter: &mail::Letter) {
        let like = self.letters.iter_mut().find(|one| one.decision == decision && one.locale == letter.locale);
        match like {
            Some(one) => one.count += 1,
            None => self.letters.push(PreviewLetter {
                decision,
                locale: letter.locale,
                count: 1,
                subject: letter.subject.clone(),
                text: letter.text.clone(),
            }),
        }
    }
}

fn untold(ctx: &Ctx, call: &Call) -> sea_orm::Select<proposal_row::Entity> {
    use proposal_row::Column;
    let decided = ProposalState::ALL.iter().copied().filter(|state| state.is_decided());
    select::<proposal_row::Entity>(ctx)
        .filter(proposal_row::Column::SessionCall.eq(call.id))
        .filter(proposal_row::Column::State.is_in(decided))
        .filter(Condition::any().add(Column::Told.is_null()).add(Expr::col(Column::Told).ne(Expr::col(Column::State))))
}

/// Tells the speakers of these proposals, each as it was [seen](Proposal::seen).
/// Answers with the number of letters.
///
/// # Errors
/// [`Error::Stale`] when one of them was decided anew since the letters were
/// shown: nobody is told then.
pub async fn tell(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    call: &Call,
    chosen: &[(ProposalId, i64)],
    origin: &str,
) -> Result<usize, Error> {
    ctx.require(Permission::EditProgramme, edition.id)?;
    db.write("proposal.tell", |tx: Tx| async move {
        let mut sent = 0;
        for (id, seen) in chosen {
            let own = untold(ctx, call).filter(proposal_row::Column::Id.eq(*id));
            let row =
                own.one(tx.conn()).await?.filter(|row| row.revision + row.verdicts == *seen).ok_or(Error::Stale)?;
            sent += tell_one(&tx, ctx, edition, &Proposal::from(row.clone()), origin).await?;
            let (state, verdicts) = (row.state, row.verdicts + 1);
            let mut next = row.into_active_model();
            next.told = Set(Some(state));
            next.told_at = Set(Some(ctx.now()));
            next.verdicts = Set(verdicts);
            next.update(tx.conn()).await?;
        }
        tx.change("calls", Some(edition.id), call.id.0).await?;
        let detail = json!({ "proposals": chosen.len(), "letters": sent });
        tx.audit(ctx, Some(edition.id), "proposal.told", call.id.0, detail).await?;
        Ok(sent)
    })
    .await
}

async fn tell_one(tx: &Tx, ctx: &Ctx, edition: &Edition, proposal: &Proposal, origin: &str) -> Result<usize, DbErr> {
    let mut sent = 0;
    for account in letters::speaking(tx, ctx, proposal.id).await? {
        let names = (&edition.name, edition.slug.as_str());
        let Some(letter) = letters::decision(&account, proposal, names, origin) else { continue };
        // The row is what makes a second letter impossible, whoever asks for it.
        let once = OnConflict::columns([
            letter_row::Column::Proposal,
            letter_row::Column::Account,
            letter_row::Column::Decision,
        ])
        .do_nothing()
        .to_owned();
        let row = letter_row::Model {
            proposal: proposal.id,
            edition: edition.id,
            account: account.id,
            decision: proposal.state,
            sent_at: ctx.now(),
        };
        let insert = letter_row::Entity::insert(row.into_active_model()).on_conflict(once);
        if insert.exec_without_returning(tx.conn()).await? == 1 {
            tx.send_letter(ctx, letter).await?;
            sent += 1;
        }
    }
    Ok(sent)
}
