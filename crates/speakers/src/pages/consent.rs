//! Photographs, recording, slides: yes or no to each, and nothing chosen before.

use super::{
    own::{own_path, speaker},
    speaking_edition,
};
use crate::item::own_view;
use askama::Template;
use axum::{extract::Path, response::Response};
use congress::Edition;
use directory::{
    Answer, Capture, Channel, RecordingConsents, RecordingStatement, answer_recording,
    recording::{RECORDING_WORDING, RecordingLine, recording_ledger},
};
use kernel::{FieldProblem, Problems};
use ui::{FlashKind, Form, Page};
use web::{Cx, Submission};

struct Question {
    name: &'static str,
    title: String,
    wording: String,
}

struct Line {
    at: String,
    words: String,
    how: String,
}

#[derive(Template)]
#[template(path = "speakers/consent.html")]
struct ConsentPage {
    page: Page,
    form: Form,
    questions: Vec<Question>,
    answers: Vec<(String, String)>,
    lines: Vec<Line>,
    is_speaker: bool,
}

pub(super) async fn show(cx: Cx, Path(slug): Path<String>) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let sheet = sheet(&cx, &edition, None).await?;
    web::ok(&sheet)
}

/// `typed` is a form that was refused.
async fn sheet(cx: &Cx, edition: &Edition, typed: Option<Form>) -> web::Result<ConsentPage> {
    let page = congress::edition_page(cx, edition);
    let view = own_view(cx.db(), cx.ctx(), edition.id).await?;
    let question = |capture: &Capture| Question {
        name: capture.as_str(),
        title: page.t(&format!("directory-recording-{capture}")),
        wording: page.t(&format!("directory-recording-{RECORDING_WORDING}-{capture}")),
    };
    let lines = match view.person {
        Some(person) => recording_ledger(cx.db(), cx.ctx(), person).await?,
        None => Vec::new(),
    };
    Ok(ConsentPage {
        form: typed.unwrap_or_else(|| answered(view.consents)),
        questions: Capture::ALL.iter().map(question).collect(),
        answers: Answer::ALL.iter().map(|a| (a.to_string(), page.t(&format!("directory-answer-{a}")))).collect(),
        lines: lines.iter().filter(|line| line.edition == edition.id).map(|line| self::line(&page, line)).collect(),
        is_speaker: !view.parts.is_empty(),
        page,
    })
}

/// What was answered stands in the form; what was not is chosen by nobody.
fn answered(consents: RecordingConsents) -> Form {
    let answers = Capture::ALL.iter().filter_map(|capture| Some((capture.as_str(), consents.of(*capture)?.as_str())));
    Form::filled(answers)
}

fn line(page: &Page, line: &RecordingLine) -> Line {
    let channel = page.t(&format!("directory-channel-{}", line.channel));
    let about = page.t(&format!("directory-recording-{}", line.capture));
    Line {
        at: line.at.to_jiff().strftime("%Y-%m-%d %H:%M UTC").to_string(),
        words: format!("{about}: {}", page.t(&format!("directory-answer-{}", line.answer))),
        how: if line.basis.is_empty() { channel } else { format!("{channel}: {}", line.basis) },
    }
}

pub(super) async fn store(cx: Cx, Path(slug): Path<String>, sent: Submission) -> web::Result<Response> {
    let edition = speaking_edition(&cx, &slug).await?;
    let person = speaker(&cx, &edition).await?;
    match read(&sent) {
        Ok(said) => {
            answer_recording(cx.db(), cx.ctx(), edition.id, person, &said).await?;
            Ok(web::with_flash(&cx, &own_path(&edition), FlashKind::Done, "speakers-consent-stored"))
        }
        Err(problems) => {
            let form = sent.form.with_problems(&problems, cx.text());
            web::invalid(&sheet(&cx, &edition, Some(form)).await?)
        }
    }
}

/// Every question that was answered, at least one; the others stay as they are.
fn read(sent: &Submission) -> Result<Vec<RecordingStatement>, Problems> {
    let mut problems = sent.problems.clone();
    let mut said = Vec::new();
    for capture in Capture::ALL.iter().filter(|capture| !sent.value(capture.as_str()).is_empty()) {
        let answer = sent.value(capture.as_str()).parse::<Answer>().map_err(|_| FieldProblem::new("problem-choice"));
        if let Some(answer) = problems.take(capture.as_str(), answer) {
            let channel = Channel::Web;
            said.push(RecordingStatement { capture: *capture, answer, channel, basis: String::new() });
        }
    }
    if said.is_empty() && problems.is_empty() {
        problems.add(Capture::Photo.as_str(), FieldProblem::new("problem-choice"));
    }
    problems.or(said)
}
