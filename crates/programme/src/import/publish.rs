//! After the import: what the programme breaks, and its first release.

use super::{Finding, ImportError, Report};
use crate::{
    Error,
    release::{self, latest_number},
    rules::{self, Level},
};
use congress::EditionState;
use db::{Db, Tx};
use kernel::{Ctx, LocalizedText};
use std::collections::BTreeMap;

/// Counts the findings; with `publish`, releases and shows the edition.
pub(crate) async fn finish(db: &Db, ctx: &Ctx, report: &mut Report, publish: bool) -> Result<(), ImportError> {
    let edition = report.edition.clone();
    let conflicts = rules::conflicts(db, ctx, &edition).await?;
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    conflicts.iter().for_each(|conflict| *times.entry(conflict.rule.as_str()).or_default() += 1);
    report.findings = times.into_iter().map(|(rule, times)| Finding { rule: rule.to_owned(), times }).collect();
    report.public = edition.state != EditionState::Draft;
    if !publish {
        return Ok(());
    }
    if report.new_edition {
        // What another house has published already is not held back by our rules.
        let blocking = conflicts.iter().filter(|conflict| conflict.level == Level::Block);
        let mut levels = rules::levels(db.read(), ctx, edition.id).await?;
        let mut eased: Vec<rules::Rule> = blocking.map(|conflict| conflict.rule).collect();
        eased.sort_unstable();
        eased.dedup();
        eased.iter().for_each(|rule| levels.set(*rule, Level::Warn));
        if !eased.is_empty() {
            rules::set_levels(db, ctx, edition.id, &levels).await?;
        }
        report.eased = eased.iter().map(|rule| rule.as_str().to_owned()).collect();
    }
    let expected = latest_number(db, ctx, &edition).await?;
    match release::publish(db, ctx, &edition, expected, ("", "")).await {
        Ok(release) => report.release = Some(release.number),
        // Nothing changed since the last one.
        Err(Error::Invalid(_)) if expected > 0 => {}
        Err(Error::Blocked(blocked)) => {
            report.not_released = Some(format!("{} findings block a release; see the desk's rules", blocked.len()));
            return Ok(());
        }
        Err(error) => return Err(error.into()),
    }
    if edition.state == EditionState::Draft {
        let (_, tracks) = db
            .write("schedule.tracks", |tx: Tx| async move {
                let (rooms, tracks) = congress::seed::stage_in(&tx, ctx, edition.id).await?;
                if tracks.is_empty() {
                    // A public edition has a track at least.
                    let one = [LocalizedText::both("Programme", "日程")];
                    congress::seed::seed_tracks(&tx, ctx, edition.id, &one).await?;
                }
                Ok::<_, ImportError>((rooms, tracks))
            })
            .await?;
        if tracks.is_empty() {
            report.tracks.made += 1;
        }
        let shown = congress::change_state(db, ctx, report.edition.id, report.edition.revision, EditionState::Public);
        report.edition = shown.await?;
    }
    report.public = true;
    Ok(())
}
