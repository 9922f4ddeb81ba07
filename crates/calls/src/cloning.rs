//! The calls of an edition in the edition that is made out of it: what they ask
//! and how they are judged, as drafts. Who was asked, who answered and which
//! codes opened them stay behind.

use crate::{
    CallId, CallState, QuestionId, Tracks,
    tables::{call_row, question_row},
};
use congress::{ClonePart, Cloning};
use db::{Tx, select};
use jiff::Span;
use kernel::{Ctx, Timestamp, Viewer, Zone};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// The share of this crate in a clone. The composition root hands it to `congress`.
pub struct CallForms;

#[async_trait::async_trait]
impl ClonePart for CallForms {
    async fn clone_part(&self, tx: &Tx, ctx: &Ctx, cloning: &Cloning) -> Result<(), DbErr> {
        // Calls for invitees too: who may clone an edition owns the house.
        let everything = &ctx.seen_by(Viewer::system());
        let mut made: BTreeMap<CallId, CallId> = BTreeMap::new();
        let old = select::<call_row::Entity>(everything)
            .filter(call_row::Column::Edition.eq(cloning.from))
            .order_by_asc(call_row::Column::CreatedAt)
            .order_by_asc(call_row::Column::Id);
        for row in old.all(tx.conn()).await? {
            let next = draft_of(row, ctx, cloning, &mut made);
            call_row::Entity::insert(next.into_active_model()).exec_without_returning(tx.conn()).await?;
        }
        copy_questions(tx, ctx, everything, cloning, &made).await
    }
}

fn draft_of(
    row: call_row::Model,
    ctx: &Ctx,
    cloning: &Cloning,
    made: &mut BTreeMap<CallId, CallId>,
) -> call_row::Model {
    let id = ctx.new_id();
    made.insert(row.id, id);
    // A track that the edition does not have any more is offered by no call of the next.
    let tracks = row.tracks.0.iter().filter_map(|track| cloning.tracks.get(track).copied()).collect();
    let (opens_at, closes_at) = later_both((row.opens_at, row.closes_at), &row.zone, cloning.days);
    call_row::Model {
        id,
        edition: cloning.to,
        state: CallState::Draft,
        opens_at,
        closes_at,
        tracks: Tracks(tracks),
        revision: 1,
        created_at: ctx.now(),
        ..row
    }
}

/// The questions that are still asked; those that were retired have answers, and
/// these stay where they were given.
async fn copy_questions(
    tx: &Tx,
    ctx: &Ctx,
    everything: &Ctx,
    cloning: &Cloning,
    made: &BTreeMap<CallId, CallId>,
) -> Result<(), DbErr> {
    let old = select::<question_row::Entity>(everything)
        .filter(question_row::Column::Edition.eq(cloning.from))
        .filter(question_row::Column::Retired.eq(false))
        .order_by_asc(question_row::Column::Position)
        .order_by_asc(question_row::Column::Id);
    for row in old.all(tx.conn()).await? {
        let Some(call) = made.get(&row.session_call) else { continue };
        let id: QuestionId = ctx.new_id();
        let next = question_row::Model { id, edition: cloning.to, session_call: *call, revision: 1, ..row };
        question_row::Entity::insert(next.into_active_model()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Both ends of a call, still in their order: an hour that the clocks skip can
/// turn them round, and then the call is as long as it was.
fn later_both((opens, closes): (Timestamp, Timestamp), zone: &Zone, days: i32) -> (Timestamp, Timestamp) {
    let (start, end) = (later(opens, zone, days), later(closes, zone, days));
    let length = closes.as_micros().saturating_sub(opens.as_micros());
    (start, if start < end { end } else { Timestamp::from_micros(start.as_micros().saturating_add(length)) })
}

/// The same time of day, `days` later by the clocks of `zone`: midnight stays
/// midnight, whatever summer time does in between.
fn later(at: Timestamp, zone: &Zone, days: i32) -> Timestamp {
    let wall = at.in_zone(zone).datetime().checked_add(Span::new().days(days));
    let moved = wall.and_then(|wall| zone.rules().to_ambiguous_timestamp(wall).compatible());
    // Fails only at the ends of jiff's calendar, where days are as long as days are.
    moved.map_or_else(|_| at.plus_minutes(i64::from(days) * 24 * 60), Timestamp::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_stays_midnight_across_a_change_of_clocks() {
        let at = |text: &str| Timestamp::from(text.parse::<jiff::Timestamp>().unwrap());
        let paris = Zone::parse("Europe/Paris").unwrap();
        let (summer, winter) = (at("2024-09-29T22:00:00Z"), at("2025-01-27T23:00:00Z"));
        assert_eq!(later(summer, &paris, 120), winter);
        assert_eq!(later(winter, &paris, -120), summer);
    }

    #[test]
    fn an_hour_that_the_clocks_skip_turns_no_call_round() {
        let at = |text: &str| Timestamp::from(text.parse::<jiff::Timestamp>().unwrap());
        let paris = Zone::parse("Europe/Paris").unwrap();
        // From 02:45 to 03:15; on the last of March 2024 there is no 02:45.
        let (opens, closes) = later_both((at("2024-03-30T01:45:00Z"), at("2024-03-30T02:15:00Z")), &paris, 1);
        assert_eq!((opens, closes), (at("2024-03-31T01:45:00Z"), at("2024-03-31T02:15:00Z")));
    }
}
