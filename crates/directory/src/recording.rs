//! Consent to be recorded: photographs, sound and picture, publication of the
//! slides, each for itself and for one edition. Nobody has agreed before saying
//! yes; silence is neither yes nor no, and a camera crew is told which it is.

mod write;

pub(crate) use write::refuse_all;
pub use write::{RecordingStatement, answer_recording};

use crate::{
    consent::{Channel, ConsentId},
    sight::reach,
    tables::{recording_answer_row, recording_consent_row},
};
use db::{Db, Visible, nobody, select};
use kernel::{Ctx, EditionId, Locale, Permission, PersonId, Timestamp};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};
use std::collections::BTreeMap;

/// The version of the words that are answered now. The words of a version never
/// change: `directory-recording-1-…` in the catalogue of texts.
pub const RECORDING_WORDING: i32 = 1;

kernel::text_enum! {
    /// What is made of somebody on a stage.
    pub enum Capture {
        /// Photographs.
        Photo = "photo",
        /// Sound and picture, live or kept.
        Recording = "recording",
        /// The slides, published with the session.
        Slides = "slides",
    }
}

kernel::text_enum! {
    /// What somebody answered.
    pub enum Answer {
        /// It may be done.
        Yes = "yes",
        /// It must not be done.
        No = "no",
    }
}

/// What one person answered for one edition; `None` is silence, which allows nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordingConsents {
    /// About photographs.
    pub photo: Option<Answer>,
    /// About sound and picture.
    pub recording: Option<Answer>,
    /// About publishing the slides.
    pub slides: Option<Answer>,
}

impl RecordingConsents {
    /// The answer about one thing.
    pub const fn of(&self, capture: Capture) -> Option<Answer> {
        match capture {
            Capture::Photo => self.photo,
            Capture::Recording => self.recording,
            Capture::Slides => self.slides,
        }
    }

    /// Somebody said no: the crew must know before the door opens.
    pub fn refuses(&self, capture: Capture) -> bool {
        self.of(capture) == Some(Answer::No)
    }

    /// Somebody said yes, and has not taken it back.
    pub fn allows(&self, capture: Capture) -> bool {
        self.of(capture) == Some(Answer::Yes)
    }

    fn set(&mut self, capture: Capture, answer: Answer) {
        let place = match capture {
            Capture::Photo => &mut self.photo,
            Capture::Recording => &mut self.recording,
            Capture::Slides => &mut self.slides,
        };
        *place = Some(answer);
    }
}

/// One line of the ledger, as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordingLine {
    /// Its key.
    pub id: ConsentId,
    /// For which edition.
    pub edition: EditionId,
    /// About what.
    pub capture: Capture,
    /// What was answered.
    pub answer: Answer,
    /// The version of the words.
    pub wording: i32,
    /// The language of the words.
    pub locale: Locale,
    /// When.
    pub at: Timestamp,
    /// How it was said.
    pub channel: Channel,
    /// Why somebody else said it.
    pub basis: String,
}

/// What `people` answered for `edition`, as far as the viewer may know: their
/// own answers, and for those who run the rooms or keep contacts of the edition
/// everybody's. Who has not answered anything is missing; take the default.
///
/// # Errors
/// The engine's.
pub async fn recording_consents(
    db: &Db,
    ctx: &Ctx,
    edition: EditionId,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, RecordingConsents>, DbErr> {
    use recording_answer_row::{Column, Entity};
    let rows = select::<Entity>(ctx)
        .filter(Column::Edition.eq(edition))
        .filter(Column::Person.is_in(people.iter().copied()))
        .all(db.read())
        .await?;
    let mut answers: BTreeMap<PersonId, RecordingConsents> = BTreeMap::new();
    for row in rows {
        answers.entry(row.person).or_default().set(row.capture, row.answer);
    }
    Ok(answers)
}

/// The ledger of a person, latest first: for the person, and for the staff.
///
/// # Errors
/// The engine's.
pub async fn recording_ledger(db: &Db, ctx: &Ctx, person: PersonId) -> Result<Vec<RecordingLine>, DbErr> {
    use recording_consent_row::{Column, Entity};
    let rows = select::<Entity>(ctx)
        .filter(Column::Person.eq(person))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .all(db.read())
        .await?;
    let line = |row: recording_consent_row::Model| RecordingLine {
        id: row.id,
        edition: row.edition,
        capture: row.capture,
        answer: row.answer,
        wording: row.wording,
        locale: row.locale,
        at: row.at,
        channel: row.channel,
        basis: row.basis,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The condition that the person in one column agreed to `capture` for the
/// edition in another, for conditions of rows that stand on that agreement: a
/// withdrawal closes them with the same commit.
#[expect(clippy::disallowed_methods, reason = "conditions are what `db::select` is made of")]
pub fn agreed<E: EntityTrait>(table: E, edition: E::Column, person: E::Column, capture: Capture) -> SimpleExpr {
    use recording_answer_row::{Column, Entity};
    let rows = Entity::find()
        .select_only()
        .expr(Expr::value(1))
        .filter(Expr::col((Entity, Column::Edition)).equals((table, edition)))
        .filter(Expr::col((Entity, Column::Person)).equals((table, person)))
        .filter(Column::Capture.eq(capture))
        .filter(Column::Answer.eq(Answer::Yes));
    Expr::exists(rows.into_query())
}

/// The person's own, and those of the editions in which the viewer must act on them.
fn own_or_staffed<C: ColumnTrait>(ctx: &Ctx, person: C, edition: C) -> Condition {
    let mut staffed = Vec::new();
    for permission in [Permission::RunRooms, Permission::ReadContacts] {
        match reach(ctx, permission) {
            None => return Condition::all(),
            Some(editions) => staffed.extend(editions),
        }
    }
    let mut any = Condition::any().add_option(ctx.viewer().person_id().map(|own| person.eq(own)));
    if !staffed.is_empty() {
        any = any.add(edition.is_in(staffed));
    }
    if any.is_empty() { nobody() } else { any }
}

impl Visible for recording_answer_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        own_or_staffed(ctx, recording_answer_row::Column::Person, recording_answer_row::Column::Edition)
    }
}

impl Visible for recording_consent_row::Entity {
    fn visible(ctx: &Ctx) -> Condition {
        own_or_staffed(ctx, recording_consent_row::Column::Person, recording_consent_row::Column::Edition)
    }
}
