//! What calls hold about the owner of an account: told whole, and made nameless
//! when the account is erased.

use crate::{
    Answers, ProposalState,
    tables::{self, access_row, assignment_row, member_row, proposal_row, review_row, speaker_row},
};
use accounts::{OwnData, Owner};
use db::{Db, Tx, select};
use kernel::{Ctx, Viewer};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde_json::{Value, json};

/// The share of this crate in a person's own data. The composition root hands it
/// to `accounts`.
pub struct CallData;

#[async_trait::async_trait]
impl OwnData for CallData {
    fn name(&self) -> &'static str {
        "calls"
    }

    async fn export(&self, db: &Db, ctx: &Ctx, owner: &Owner) -> Result<Value, DbErr> {
        let everything = &ctx.seen_by(Viewer::system());
        let proposals = select::<proposal_row::Entity>(everything)
            .filter(proposal_row::Column::Id.in_subquery(tables::own_proposals(owner.account)))
            .order_by_asc(proposal_row::Column::CreatedAt)
            .all(db.read())
            .await?;
        let parts = select::<speaker_row::Entity>(everything)
            .filter(speaker_row::Column::Account.eq(owner.account))
            .all(db.read())
            .await?;
        let reviews = select::<review_row::Entity>(everything)
            .filter(review_row::Column::Account.eq(owner.account))
            .all(db.read())
            .await?;
        let members = select::<member_row::Entity>(everything)
            .filter(member_row::Column::Account.eq(owner.account))
            .all(db.read())
            .await?;
        let asked = select::<assignment_row::Entity>(everything)
            .filter(assignment_row::Column::Account.eq(owner.account))
            .order_by_asc(assignment_row::Column::AssignedAt)
            .all(db.read())
            .await?;
        Ok(json!({
            "proposals": proposals.into_iter().map(proposal).collect::<Vec<_>>(),
            "speaker": parts.iter().map(part).collect::<Vec<_>>(),
            "reviews": reviews.iter().map(review).collect::<Vec<_>>(),
            "asked_to_review": asked.iter().map(|row| json!({ "assigned_at": row.assigned_at })).collect::<Vec<_>>(),
            "calls": members.iter().map(|row| json!({ "part": row.part, "email": row.email })).collect::<Vec<_>>(),
        }))
    }

    /// What was judged and decided keeps its shape, without a name. Drafts that
    /// were the owner's are emptied and withdrawn.
    async fn erase(&self, tx: &Tx, ctx: &Ctx, owner: &Owner) -> Result<(), DbErr> {
        let everything = &ctx.seen_by(Viewer::system());
        let parts = select::<speaker_row::Entity>(everything).filter(speaker_row::Column::Account.eq(owner.account));
        for row in parts.all(tx.conn()).await? {
            unname(tx, row).await?;
        }
        let drafts = select::<proposal_row::Entity>(everything)
            .filter(proposal_row::Column::Owner.eq(owner.account))
            .filter(proposal_row::Column::State.eq(ProposalState::Draft));
        for row in drafts.all(tx.conn()).await? {
            empty(tx, row).await?;
        }
        let own = access_row::Entity::delete_many().filter(access_row::Column::Account.eq(owner.account));
        own.exec(tx.conn()).await?;
        let own = member_row::Entity::delete_many().filter(member_row::Column::Account.eq(owner.account));
        own.exec(tx.conn()).await?;
        let own = assignment_row::Entity::delete_many().filter(assignment_row::Column::Account.eq(owner.account));
        own.exec(tx.conn()).await?;
        Ok(())
    }
}

fn proposal(row: proposal_row::Model) -> Value {
    let proposal = crate::Proposal::from(row);
    json!({
        "code": proposal.code,
        // No decision comes out this way before its letter.
        "state": proposal.apparent(),
        "title": proposal.title,
        "summary": proposal.summary,
        "languages": proposal.languages,
        "answers": proposal.answers,
        "submitted_at": proposal.submitted_at,
        "receipt": proposal.receipt,
    })
}

fn part(row: &speaker_row::Model) -> Value {
    json!({
        "name": row.name,
        "latin": row.latin,
        "affiliation": row.affiliation,
        "biography": row.biography,
        "answers": row.answers,
        "shows": row.shows,
        "joined_at": row.joined_at,
    })
}

fn review(row: &review_row::Model) -> Value {
    json!({ "state": row.state, "scores": row.scores, "remark": row.remark, "written_at": row.written_at })
}

async fn unname(tx: &Tx, row: speaker_row::Model) -> Result<(), DbErr> {
    let revision = row.revision + 1;
    let mut next = row.into_active_model();
    next.name = Set(String::new());
    next.latin = Set(String::new());
    next.affiliation = Set(String::new());
    next.biography = Set(String::new());
    next.answers = Set(Answers::default());
    next.shows = Set(false);
    next.revision = Set(revision);
    next.update(tx.conn()).await.map(|_| ())
}

async fn empty(tx: &Tx, row: proposal_row::Model) -> Result<(), DbErr> {
    let revision = row.revision + 1;
    let mut next = row.into_active_model();
    next.state = Set(ProposalState::Withdrawn);
    next.title = Set(String::new());
    next.summary = Set(String::new());
    next.answers = Set(Answers::default());
    next.revision = Set(revision);
    next.update(tx.conn()).await.map(|_| ())
}
