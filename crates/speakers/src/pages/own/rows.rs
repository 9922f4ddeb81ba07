//! What stands on the speaker's page, line by line.

use super::super::{item_segment, moment::Moment};
use crate::{
    file::{FileId, SpeakerFile, files},
    item::{OwnView, items},
    kind::{ItemState, TaskKind},
    owed::{Owed, owed},
    task::Task,
};
use congress::Edition;
use directory::Capture;
use kernel::{PersonId, Timestamp, Viewer};
use programme::{
    absence::{Absence, absences as stated},
    session::PersonRole,
    speaking::{Engagement, moderated_cast},
};
use std::collections::{BTreeMap, HashMap};
use ui::Page;
use web::Cx;

/// A session of the speaker.
pub(crate) struct PartRow {
    pub(crate) title: String,
    pub(crate) lang: &'static str,
    pub(crate) kind: String,
    pub(crate) roles: String,
    /// Start and end; nothing while there is no time.
    pub(crate) time: Option<(Moment, Moment)>,
    pub(crate) room: String,
    pub(crate) is_cancelled: bool,
    pub(crate) is_published: bool,
    pub(crate) href: String,
}

/// Something that is owed or done.
pub(crate) struct TaskRow {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) href: String,
    pub(crate) state: ItemState,
    pub(crate) due: Moment,
    pub(crate) note: String,
    pub(crate) is_overdue: bool,
    pub(crate) is_done: bool,
    pub(crate) is_new: bool,
}

/// A session that the speaker leads, with who is in it.
pub(crate) struct CastBlock {
    pub(crate) title: String,
    pub(crate) people: Vec<CastRow>,
}

/// Somebody on the stage that the speaker leads.
pub(crate) struct CastRow {
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) items: Vec<CastItem>,
}

/// What they have handed in for it.
pub(crate) struct CastItem {
    pub(crate) name: String,
    pub(crate) state: ItemState,
    pub(crate) answer: String,
    /// Name and address of a file.
    pub(crate) file: Option<(String, String)>,
}

/// A time at which the speaker cannot.
pub(crate) struct AbsenceRow {
    pub(crate) id: String,
    pub(crate) from: Moment,
    pub(crate) to: Moment,
    pub(crate) note: String,
}

pub(crate) async fn parts(cx: &Cx, edition: &Edition, parts: &[Engagement]) -> web::Result<Vec<PartRow>> {
    // Whoever takes part must find the door, published or not.
    let everything = cx.ctx().seen_by(Viewer::system());
    let rooms = congress::rooms(cx.db(), &everything, edition.id).await?;
    let (text, locale) = (cx.text(), cx.locale());
    let moment = |at: Timestamp| Moment::of(at, edition, locale);
    let row = |part: &Engagement| {
        let title = part.title.get(locale);
        let room = rooms.iter().find(|room| Some(room.id) == part.room);
        PartRow {
            title: title.text.to_owned(),
            lang: title.locale.html_lang(),
            kind: text.t(part.kind.key()),
            roles: roles(cx, &part.roles),
            time: part.starts_at.zip(part.ends_at()).map(|(start, end)| (moment(start), moment(end))),
            room: room.map(|room| room.name.get(locale).text.to_owned()).unwrap_or_default(),
            is_cancelled: part.cancelled,
            is_published: part.published,
            href: format!("/{}/{}/sessions/{}", locale.tag(), edition.slug, part.path_segment()),
        }
    };
    Ok(parts.iter().map(row).collect())
}

pub(crate) fn roles(cx: &Cx, roles: &[PersonRole]) -> String {
    roles.iter().map(|role| cx.text().t(role.key())).collect::<Vec<_>>().join(" · ")
}

pub(super) fn tasks(cx: &Cx, edition: &Edition, view: &OwnView, seen: Option<Timestamp>) -> Vec<TaskRow> {
    let row = |owed: &Owed| {
        let task = view.task(owed)?;
        let part = view.part(owed);
        let touched = owed.changed_at.unwrap_or(task.created_at).max(task.created_at);
        // What the speaker did is no news to the speaker.
        let by_desk = owed.state != ItemState::HandedIn;
        Some(TaskRow {
            name: task.name(cx.text()),
            about: part.map(|part| part.title.get(cx.locale()).text.to_owned()).unwrap_or_default(),
            href: task_path(cx, edition, task, part),
            state: owed.state,
            due: Moment::of(owed.due_at, edition, cx.locale()),
            note: owed.note.clone(),
            is_overdue: owed.is_overdue(cx.now()),
            is_done: !owed.state.is_owed(),
            is_new: by_desk && seen.is_some_and(|seen| touched > seen),
        })
    };
    view.owed.iter().filter_map(row).collect()
}

fn task_path(cx: &Cx, edition: &Edition, task: &Task, part: Option<&Engagement>) -> String {
    let base = format!("/{}/{}/speaking", cx.locale().tag(), edition.slug);
    if task.details.kind == TaskKind::Consent {
        return format!("{base}/consent");
    }
    format!("{base}/tasks/{}", item_segment(task.slug.as_str(), part.map(|part| part.code.as_str())))
}

/// The answers about being recorded, in words.
pub(super) fn answers(page: &Page, view: &OwnView) -> Vec<(String, String)> {
    let answer = |capture: Capture| {
        let key =
            view.consents.of(capture).map_or("speakers-answer-none".to_owned(), |a| format!("directory-answer-{a}"));
        (page.t(&format!("directory-recording-{capture}")), page.t(&key))
    };
    Capture::ALL.iter().map(|capture| answer(*capture)).collect()
}

pub(crate) async fn absences(cx: &Cx, edition: &Edition, person: Option<PersonId>) -> web::Result<Vec<AbsenceRow>> {
    let Some(person) = person else { return Ok(Vec::new()) };
    let all = stated(cx.db(), cx.ctx(), edition.id, Some(person)).await?;
    let row = |absence: Absence| AbsenceRow {
        id: absence.id.to_string(),
        from: Moment::short(absence.details.starts_at, edition, cx.locale()),
        to: Moment::short(absence.details.ends_at, edition, cx.locale()),
        note: absence.details.note,
    };
    Ok(all.into_iter().map(row).collect())
}

/// The sessions that the speaker leads: who is in them, and what of theirs there is.
pub(super) async fn casts(cx: &Cx, edition: &Edition, view: &OwnView) -> web::Result<Vec<CastBlock>> {
    let led: Vec<&Engagement> = view.parts.iter().filter(|part| part.moderates() && !part.cancelled).collect();
    if led.is_empty() {
        return Ok(Vec::new());
    }
    let (db, ctx) = (cx.db(), cx.ctx());
    let everything = &ctx.seen_by(Viewer::system());
    let mut asked = crate::task::tasks(db, everything, edition.id).await?;
    asked.retain(|task| task.details.kind.is_per_session());
    // Rows that this viewer may see: of the sessions that they lead.
    let stored = items(db, ctx, edition.id, None).await?;
    let mut blocks = Vec::new();
    for part in led {
        let cast = moderated_cast(db, ctx, edition.id, part.session).await?;
        let others: Vec<Engagement> = cast
            .into_iter()
            .filter(|(person, _)| *person != part.person)
            .map(|(person, role)| Engagement { person, roles: vec![role], ..part.clone() })
            .collect();
        let people: Vec<PersonId> = others.iter().map(|one| one.person).collect();
        // Whoever leads a conversation knows who is in it.
        let cards = directory::person_cards(db, everything, &people).await?;
        let theirs = owed(&asked, &others, &stored, &BTreeMap::new());
        let files = files_of(cx, edition, &theirs).await?;
        let row = |one: &Engagement| CastRow {
            name: cards.get(&one.person).map(|card| card.name.clone()).unwrap_or_default(),
            role: roles(cx, &one.roles),
            items: theirs
                .iter()
                .filter(|owed| owed.person == one.person)
                .map(|owed| cast_item(cx, edition, &asked, &files, owed))
                .collect(),
        };
        blocks.push(CastBlock {
            title: part.title.get(cx.locale()).text.to_owned(),
            people: others.iter().map(row).collect(),
        });
    }
    Ok(blocks)
}

async fn files_of(cx: &Cx, edition: &Edition, owed: &[Owed]) -> web::Result<HashMap<FileId, SpeakerFile>> {
    let ids: Vec<FileId> = owed.iter().filter_map(|one| one.file).collect();
    let all = files(cx.db(), cx.ctx(), edition.id, &ids).await?;
    Ok(all.into_iter().map(|file| (file.id, file)).collect())
}

fn cast_item(
    cx: &Cx,
    edition: &Edition,
    asked: &[Task],
    files: &HashMap<FileId, SpeakerFile>,
    owed: &Owed,
) -> CastItem {
    let task = asked.iter().find(|task| task.id == owed.task);
    let file = owed.file.and_then(|id| files.get(&id));
    CastItem {
        name: task.map(|task| task.name(cx.text())).unwrap_or_default(),
        state: owed.state,
        answer: owed.answer.clone(),
        file: file
            .map(|file| (file.name.clone(), format!("/{}/{}/files/{}", cx.locale().tag(), edition.slug, file.id))),
    }
}
