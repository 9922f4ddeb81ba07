//! One speaker on the desk: sessions, what is owed, the way in, when they cannot,
//! whether they may be recorded.

use super::{
    super::{
        item_segment,
        moment::Moment,
        own::{AbsenceRow, PartRow, absence_rows, part_rows},
    },
    people::Subject,
};
use crate::{
    file::SpeakerFile,
    kind::{ItemState, Step},
    link::{Link, Sent, links, revoke_link as end_link, send_link as issue_link},
    owed::Owed,
};
use askama::Template;
use axum::{extract::Path, response::Response};
use directory::{Answer, Capture, Channel, RecordingStatement, answer_recording};
use kernel::{FieldProblem, Permission, Problems};
use programme::{
    absence::{self, AbsenceDetails, AbsenceId},
    speaking::Engagement,
};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

struct ItemRow {
    name: String,
    about: String,
    segment: String,
    state: ItemState,
    due: Moment,
    is_overdue: bool,
    revision: i64,
    can_accept: bool,
    note: String,
    /// Name and address of the file that was handed in.
    file: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "speakers/desk/person.html")]
struct PersonPage {
    page: Page,
    form: Form,
    name: String,
    action: String,
    record: String,
    email: String,
    parts: Vec<PartRow>,
    items: Vec<ItemRow>,
    former: usize,
    link: Option<(Moment, Option<Moment>)>,
    absences: Vec<AbsenceRow>,
    removal: String,
    has_actions: bool,
    answers: Vec<(String, String, bool)>,
    sessions: Vec<(String, String)>,
    known: Vec<(String, String)>,
    captures: Vec<(String, String)>,
    replies: Vec<(String, String)>,
    channels: Vec<(String, String)>,
    may_edit: bool,
    may_release: bool,
}

/// People that are offered as successors before anything is typed.
const OFFERED: u64 = 500;

pub(super) async fn show(cx: Cx, Path((slug, person)): Path<(String, String)>) -> web::Result<Response> {
    let subject = Subject::read(&cx, &slug, &person, Permission::ReadContacts).await?;
    let form = Form::filled([("publish", "yes")]);
    web::ok(&sheet(&cx, &subject, form).await?)
}

/// The sheet again, with what was typed and what is wrong.
pub(super) async fn refused(
    cx: &Cx,
    subject: &Subject,
    sent: &Submission,
    problems: &Problems,
) -> web::Result<Response> {
    let form = sent.form.clone().with_problems(problems, cx.text());
    web::invalid(&sheet(cx, subject, form).await?)
}

async fn sheet(cx: &Cx, subject: &Subject, form: Form) -> web::Result<PersonPage> {
    let (db, ctx, edition) = (cx.db(), cx.ctx(), &subject.edition);
    let page = congress::edition_page(cx, edition);
    let person = &subject.person;
    let own: Vec<Engagement> = subject.view.parts.iter().filter(|part| part.person == person.id).cloned().collect();
    let people = directory::people(db, ctx, edition.id, &Default::default(), None, OFFERED).await?;
    let live = links(db, ctx, edition.id, Some(person.id)).await?.into_iter().find(|link| link.revoked_at.is_none());
    let ids: Vec<_> = subject.view.of(person.id).filter_map(|owed| owed.file).collect();
    let files = crate::file::files(db, ctx, edition.id, &ids).await?;
    let session =
        |part: &Engagement| (format!("{}.{}", part.code, part.revision), part.title.get(cx.locale()).text.to_owned());
    let word = |prefix: &str, word: &str| (word.to_owned(), page.t(&format!("{prefix}{word}")));
    Ok(PersonPage {
        form,
        name: person.name.shown(cx.locale()).to_owned(),
        action: page.path(subject.path()),
        record: page.in_edition(format!("/desk/people/{}", person.slug)),
        email: person.email.as_ref().map(ToString::to_string).unwrap_or_default(),
        parts: part_rows(cx, edition, &own).await?,
        items: subject.view.of(person.id).filter_map(|owed| item_row(cx, subject, owed, &files)).collect(),
        former: subject.view.former.iter().filter(|item| item.person == person.id).count(),
        link: live.map(|link: Link| {
            let moment = |at| Moment::short(at, edition, cx.locale());
            (moment(link.sent_at), link.used_at.map(moment))
        }),
        absences: absence_rows(cx, edition, Some(person.id)).await?,
        removal: page.path(format!("{}/absences/", subject.path())),
        has_actions: cx.can(Permission::EditProgramme, edition.id),
        answers: answers(&page, subject),
        sessions: own.iter().map(session).collect(),
        known: people
            .people
            .iter()
            .filter(|card| card.id != person.id)
            .map(|card| (card.slug.to_string(), [card.name.as_str(), &card.role_line].join(" ").trim().to_owned()))
            .collect(),
        captures: Capture::ALL.iter().map(|one| word("directory-recording-", one.as_str())).collect(),
        replies: Answer::ALL.iter().map(|one| word("directory-answer-", one.as_str())).collect(),
        channels: [Channel::Email, Channel::Paper, Channel::Officer]
            .iter()
            .map(|one| word("directory-channel-", one.as_str()))
            .collect(),
        may_edit: cx.can(Permission::EditProgramme, edition.id),
        may_release: cx.can(Permission::ReleaseProgramme, edition.id),
        page,
    })
}

fn item_row(cx: &Cx, subject: &Subject, owed: &Owed, files: &[SpeakerFile]) -> Option<ItemRow> {
    let task = subject.view.tasks.iter().find(|task| task.id == owed.task)?;
    let part = subject.view.parts.iter().find(|part| Some(part.session) == owed.session);
    Some(ItemRow {
        name: task.name(cx.text()),
        about: part.map(|part| part.title.get(cx.locale()).text.to_owned()).unwrap_or_default(),
        segment: item_segment(task.slug.as_str(), part.map(|part| part.code.as_str())),
        state: owed.state,
        due: Moment::short(owed.due_at, &subject.edition, cx.locale()),
        is_overdue: owed.is_overdue(cx.now()),
        revision: owed.revision,
        note: owed.note.clone(),
        file: files.iter().find(|file| Some(file.id) == owed.file).map(|file| {
            let path = format!("/{}/{}/files/{}", cx.locale().tag(), subject.edition.slug, file.id);
            (file.name.clone(), path)
        }),
        can_accept: owed.revision > 0 && owed.state.after(Step::Accept).is_some(),
    })
}

/// About what, in which words, and whether it is a no.
fn answers(page: &Page, subject: &Subject) -> Vec<(String, String, bool)> {
    let all = subject.view.consents.get(&subject.person.id).copied().unwrap_or_default();
    let answer = |capture: &Capture| {
        let key = all.of(*capture).map_or("speakers-answer-none".to_owned(), |a| format!("directory-answer-{a}"));
        (page.t(&format!("directory-recording-{capture}")), page.t(&key), all.refuses(*capture))
    };
    Capture::ALL.iter().map(answer).collect()
}

/// Back to the sheet, with a message.
pub(super) fn done(cx: &Cx, subject: &Subject, kind: FlashKind, key: &'static str) -> Response {
    web::with_flash(cx, &subject.path(), kind, key)
}

pub(super) async fn send_link(cx: Cx, Path((slug, person)): Path<(String, String)>) -> web::Result<Response> {
    let subject = Subject::read(&cx, &slug, &person, Permission::EditProgramme).await?;
    let origin = &cx.app().settings().origin;
    let (kind, key) = match issue_link(cx.db(), cx.ctx(), &subject.edition, origin, subject.person.id).await? {
        Sent::Letter => (FlashKind::Done, "speakers-link-sent"),
        Sent::NoAddress => (FlashKind::Problem, "speakers-link-no-address"),
        Sent::SharedAddress => (FlashKind::Problem, "speakers-link-shared"),
    };
    Ok(done(&cx, &subject, kind, key))
}

pub(super) async fn revoke_link(cx: Cx, Path((slug, person)): Path<(String, String)>) -> web::Result<Response> {
    let subject = Subject::read(&cx, &slug, &person, Permission::EditProgramme).await?;
    end_link(cx.db(), cx.ctx(), &subject.edition, subject.person.id).await?;
    Ok(done(&cx, &subject, FlashKind::Done, "speakers-link-revoked"))
}

pub(super) async fn add_absence(
    cx: Cx,
    Path((slug, person)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let subject = Subject::read(&cx, &slug, &person, Permission::EditProgramme).await?;
    let added = match AbsenceDetails::read(&sent, &subject.edition.zone) {
        Ok(details) => {
            absence::add_absence(cx.db(), cx.ctx(), &subject.edition, subject.person.id, &details).await.map(drop)
        }
        Err(problems) => Err(problems.into()),
    };
    match added {
        Ok(()) => Ok(done(&cx, &subject, FlashKind::Done, "speakers-absence-stored")),
        Err(programme::Error::Invalid(problems)) => refused(&cx, &subject, &sent, &problems).await,
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn remove_absence(
    cx: Cx,
    Path((slug, person, id)): Path<(String, String, String)>,
) -> web::Result<Response> {
    let subject = Subject::read(&cx, &slug, &person, Permission::EditProgramme).await?;
    let id: AbsenceId = id.parse().map_err(|_| web::Error::NotFound)?;
    absence::remove_absence(cx.db(), cx.ctx(), &subject.edition, id).await?;
    Ok(done(&cx, &subject, FlashKind::Done, "speakers-absence-removed"))
}

/// What somebody said on paper or in a mail, with what proves it.
pub(super) async fn record_consent(
    cx: Cx,
    Path((slug, person)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let subject = Subject::read(&cx, &slug, &person, Permission::EditProgramme).await?;
    let stored = match read_consent(&sent) {
        Ok(said) => {
            let (edition, person) = (subject.edition.id, subject.person.id);
            answer_recording(cx.db(), cx.ctx(), edition, person, &[said]).await
        }
        Err(problems) => Err(problems.into()),
    };
    match stored {
        Ok(()) => Ok(done(&cx, &subject, FlashKind::Done, "speakers-consent-stored")),
        Err(directory::Error::Invalid(problems)) => refused(&cx, &subject, &sent, &problems).await,
        Err(other) => Err(other.into()),
    }
}

fn read_consent(sent: &Submission) -> Result<RecordingStatement, Problems> {
    let mut problems = sent.problems.clone();
    let choice = || FieldProblem::new("problem-choice");
    let capture = problems.take("capture", sent.value("capture").parse::<Capture>().map_err(|_| choice()));
    let answer = problems.take("answer", sent.value("answer").parse::<Answer>().map_err(|_| choice()));
    let channel = problems.take("channel", sent.value("channel").parse::<Channel>().map_err(|_| choice()));
    let basis = problems.take("basis", kernel::words::line(sent.value("basis"), 400));
    match (capture, answer, channel, basis) {
        (Some(capture), Some(answer), Some(channel), Some(basis)) if problems.is_empty() => {
            Ok(RecordingStatement { capture, answer, channel, basis })
        }
        _ => Err(problems),
    }
}
