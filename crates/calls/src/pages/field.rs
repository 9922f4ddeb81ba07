//! Questions as fields of a form, and answers as lines of a page.

use crate::{Answers, AskedOf, Question, Shape, question::shown_answer};
use programme::session::SessionKind;
use web::Cx;

/// A question as a field.
pub(super) struct Field {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: String,
    pub(super) shape: Shape,
    pub(super) optional: bool,
    pub(super) options: Vec<(String, String)>,
    pub(super) limit: usize,
}

/// A question with its answer.
pub(super) struct Line {
    pub(super) label: String,
    pub(super) answer: String,
}

/// The fields that are asked for of a proposal of this kind.
pub(super) fn fields(cx: &Cx, questions: &[Question], asked_of: AskedOf, kind: SessionKind) -> Vec<Field> {
    let asked = questions.iter().filter(|one| one.asked_of == asked_of && one.concerns(kind) && !one.retired);
    asked.map(|question| field(cx, question)).collect()
}

fn field(cx: &Cx, question: &Question) -> Field {
    let (locale, text) = (cx.locale(), cx.text());
    let options = match question.shape {
        Shape::YesNo => ["yes", "no"].map(|word| (word.to_owned(), text.t(&format!("calls-{word}")))).to_vec(),
        _ => {
            let option = |one: &crate::question::Choice| (one.key.to_string(), one.label.get(locale).text.to_owned());
            question.options.0.iter().map(option).collect()
        }
    };
    Field {
        name: question.field(),
        label: question.label.get(locale).text.to_owned(),
        hint: question.hint.get(locale).text.to_owned(),
        shape: question.shape,
        optional: !question.required,
        options,
        limit: question.limit(),
    }
}

/// What was answered; for reviewers only what is for them.
pub(super) fn lines(
    cx: &Cx,
    questions: &[Question],
    (asked_of, kind): (AskedOf, SessionKind),
    answers: &Answers,
    for_reviewers: bool,
) -> Vec<Line> {
    let shown = questions
        .iter()
        .filter(|one| one.asked_of == asked_of && one.concerns(kind) && (one.for_reviewers || !for_reviewers));
    let line = |question: &Question| Line {
        label: question.label.get(cx.locale()).text.to_owned(),
        answer: shown_answer(question, answers, cx.locale()),
    };
    shown.map(line).filter(|line| !line.answer.is_empty()).collect()
}
