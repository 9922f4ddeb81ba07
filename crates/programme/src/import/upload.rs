//! A table that somebody of the desk has sent and looks at before it comes in.
//! Nothing of it is in the programme until it is taken.

use super::{ImportError, Report, Target, preview, preview::Preview, store};
use congress::Edition;
use db::{Db, Tx, select};
use kernel::{Ctx, Denied, Permission, Timestamp};
use schedule::{Columns, Flaw, Frame, ImportedSchedule, Refusal, Repairs, Sheet};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use upload_row::{StoredColumns, StoredSheet};

/// What nobody came back for in a week is thrown away with the next upload.
const KEPT_MINUTES: i64 = 7 * 24 * 60;

pub(crate) mod upload_row {
    use kernel::{AccountId, EditionId, Timestamp};
    use schedule::{Columns, Sheet};
    use sea_orm::{FromJsonQueryResult, entity::prelude::*};
    use serde::{Deserialize, Serialize};

    /// A table as it lies in its column: JSON.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
    #[serde(transparent)]
    pub struct StoredSheet(pub Sheet);

    /// The meanings of its columns, likewise.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
    #[serde(transparent)]
    pub struct StoredColumns(pub Columns);

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "schedule_upload")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub account: AccountId,
        pub name: String,
        pub sheet: StoredSheet,
        pub columns: StoredColumns,
        pub uploaded_at: Timestamp,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Whoever sent it, and nobody else: it may hold what is not decided yet.
impl db::Visible for upload_row::Entity {
    fn visible(ctx: &Ctx) -> sea_orm::Condition {
        match ctx.viewer().account_id() {
            Some(account) => sea_orm::Condition::all().add(upload_row::Column::Account.eq(account)),
            None => db::system_only(ctx),
        }
    }
}

/// A table on the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    /// The file's name.
    pub name: String,
    /// What it holds.
    pub sheet: Sheet,
    /// What its columns mean.
    pub columns: Columns,
    /// When it came.
    pub uploaded_at: Timestamp,
}

/// What would happen to an upload.
#[derive(Clone, Debug)]
pub struct Look {
    /// What comes in; nothing when no row can.
    pub preview: Preview,
    /// Faults and remarks, in the order of the lines.
    pub flaws: Vec<Flaw>,
    /// The lines that stay out.
    pub kept_out: BTreeSet<usize>,
    /// Changes when anything of this does: who confirms has seen this and nothing else.
    pub seen: String,
}

/// Keeps a table for whoever sent it, in place of an earlier one.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn put_upload(db: &Db, ctx: &Ctx, edition: &Edition, name: &str, sheet: Sheet) -> Result<(), ImportError> {
    ctx.require(Permission::EditProgramme, edition.id).map_err(crate::Error::from)?;
    let account = ctx.viewer().account_id().ok_or(crate::Error::Denied(Denied::NotSignedIn))?;
    let row = &upload_row::Model {
        edition: edition.id,
        account,
        name: name.chars().filter(|c| !c.is_control()).take(200).collect(),
        columns: StoredColumns(Columns::guess(&sheet.headings)),
        sheet: StoredSheet(sheet),
        uploaded_at: ctx.now(),
    };
    db.write("schedule.upload", |tx: Tx| async move {
        let stale = upload_row::Column::UploadedAt.lt(ctx.now().plus_minutes(-KEPT_MINUTES));
        let own = sea_orm::Condition::all()
            .add(upload_row::Column::Edition.eq(edition.id))
            .add(upload_row::Column::Account.eq(account));
        upload_row::Entity::delete_many().filter(sea_orm::Condition::any().add(own).add(stale)).exec(tx.conn()).await?;
        upload_row::Entity::insert(row.clone().into_active_model()).exec_without_returning(tx.conn()).await?;
        Ok(())
    })
    .await
}

/// The table that the viewer has sent to an edition.
///
/// # Errors
/// The engine's.
pub async fn upload(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<Option<Upload>, ImportError> {
    let row = select::<upload_row::Entity>(ctx).filter(upload_row::Column::Edition.eq(edition.id));
    let row = row.one(db.read()).await?;
    Ok(row.map(|row| Upload {
        name: row.name,
        sheet: row.sheet.0,
        columns: row.columns.0,
        uploaded_at: row.uploaded_at,
    }))
}

/// Says what its columns mean.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn choose_columns(db: &Db, ctx: &Ctx, edition: &Edition, columns: &Columns) -> Result<(), ImportError> {
    ctx.require(Permission::EditProgramme, edition.id).map_err(crate::Error::from)?;
    let account = ctx.viewer().account_id().ok_or(crate::Error::Denied(Denied::NotSignedIn))?;
    db.write("schedule.columns", |tx: Tx| async move {
        upload_row::Entity::update_many()
            .col_expr(upload_row::Column::Columns, sea_orm::sea_query::Expr::value(StoredColumns(columns.clone())))
            .filter(upload_row::Column::Edition.eq(edition.id))
            .filter(upload_row::Column::Account.eq(account))
            .exec(tx.conn())
            .await?;
        Ok(())
    })
    .await
}

/// Throws it away.
///
/// # Errors
/// The engine's, or that the viewer may not.
pub async fn discard_upload(db: &Db, ctx: &Ctx, edition: &Edition) -> Result<(), ImportError> {
    ctx.require(Permission::EditProgramme, edition.id).map_err(crate::Error::from)?;
    let account = ctx.viewer().account_id().ok_or(crate::Error::Denied(Denied::NotSignedIn))?;
    db.write("schedule.discard", |tx: Tx| async move {
        upload_row::Entity::delete_many()
            .filter(upload_row::Column::Edition.eq(edition.id))
            .filter(upload_row::Column::Account.eq(account))
            .exec(tx.conn())
            .await?;
        Ok(())
    })
    .await
}

/// What would happen to it now.
///
/// # Errors
/// The engine's.
pub async fn look(db: &Db, ctx: &Ctx, edition: &Edition, upload: &Upload) -> Result<Look, ImportError> {
    let (schedule, flaws, kept_out) = read(edition, upload)?;
    let preview = match &schedule {
        Some(schedule) => preview::preview(db, ctx, Some(edition), schedule).await?,
        None => Preview::default(),
    };
    let told = format!("{}|{:?}|{flaws:?}|{preview:?}", upload.uploaded_at.to_rfc3339(), upload.columns);
    let seen = data_encoding::HEXLOWER.encode(&Sha256::digest(told)[..16]);
    Ok(Look { preview, flaws, kept_out, seen })
}

type Read = (Option<ImportedSchedule>, Vec<Flaw>, BTreeSet<usize>);

fn read(edition: &Edition, upload: &Upload) -> Result<Read, ImportError> {
    let frame = Frame { days: Some((edition.first_day, edition.last_day)) };
    let reading = upload.sheet.reading(&upload.columns, &frame);
    let (kept_out, flaws) = (reading.kept_out(), reading.flaws.clone());
    let schedule = match reading.schedule(Some(&edition.zone), &mut Repairs::default()) {
        Ok(schedule) => Some(schedule),
        Err(Refusal::NotASchedule(_)) => None,
        Err(refusal) => return Err(refusal.into()),
    };
    Ok((schedule, flaws, kept_out))
}

/// Why an upload was not taken.
#[derive(Debug)]
pub enum NotTaken {
    /// There is none.
    Nothing,
    /// It would do something else than what was looked at.
    Changed,
    /// Rows would stay out, and nobody agreed to that.
    RowsStayOut(usize),
    /// No row can come in.
    NoRow,
}

/// Takes it into the programme, if it still does what `seen` saw.
///
/// # Errors
/// Why nothing was stored.
pub async fn take_upload(
    db: &Db,
    ctx: &Ctx,
    edition: &Edition,
    seen: &str,
    leave_out: bool,
) -> Result<Result<Report, NotTaken>, ImportError> {
    ctx.require(Permission::EditProgramme, edition.id).map_err(crate::Error::from)?;
    let Some(upload) = upload(db, ctx, edition).await? else { return Ok(Err(NotTaken::Nothing)) };
    let now = look(db, ctx, edition, &upload).await?;
    if now.seen != seen {
        return Ok(Err(NotTaken::Changed));
    }
    if !now.kept_out.is_empty() && !leave_out {
        return Ok(Err(NotTaken::RowsStayOut(now.kept_out.len())));
    }
    let (Some(schedule), ..) = read(edition, &upload)? else { return Ok(Err(NotTaken::NoRow)) };
    let target = Target { edition: Some(edition.slug.clone()), ..Target::default() };
    let report = store::store(db, ctx, &schedule, &target, Repairs::default()).await?;
    discard_upload(db, ctx, edition).await?;
    Ok(Ok(report))
}
