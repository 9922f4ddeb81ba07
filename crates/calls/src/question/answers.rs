//! Answers: read from a form, checked, shown.

use super::{AskedOf, Question, Shape};
use crate::{QuestionId, typed};
use kernel::{FieldProblem, Locale, Problems, words};
use programme::session::SessionKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ui::{Form, Text};

/// What was answered, by question. An answer to a question that is not asked any
/// more, or not of this kind, is kept: the kind may change back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, Vec<String>>);

crate::stored::as_json!(Answers);

impl Answers {
    /// What was answered to a question.
    pub fn of(&self, question: QuestionId) -> &[String] {
        self.0.get(&question.to_string()).map_or(&[], Vec::as_slice)
    }

    /// The fields that would leave the answers as they are.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.0.iter().flat_map(|(id, values)| values.iter().map(move |value| (format!("q-{id}"), value.clone())))
    }
}

/// How much must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// What is there is right; anything may be missing.
    Draft,
    /// Everything that is required is there.
    Submission,
}

/// Reads the answers to those of `questions` that are asked of `asked_of` for
/// this kind of session. `before` are the answers so far.
pub(crate) fn read_answers(
    sent: &Form,
    problems: &mut Problems,
    questions: &[Question],
    (asked_of, kind): (AskedOf, SessionKind),
    before: &Answers,
    how: Strictness,
) -> Answers {
    let mut answers = before.clone();
    let asked = questions.iter().filter(|one| one.asked_of == asked_of && one.concerns(kind) && !one.retired);
    for question in asked {
        let field = question.field();
        let read = read(question, sent.values(&field));
        let Some(values) = problems.take(&field, read) else { continue };
        if values.is_empty() && question.required && how == Strictness::Submission {
            problems.add(&field, FieldProblem::new("calls-problem-unanswered"));
        }
        answers.0.insert(question.id.to_string(), values);
    }
    answers.0.retain(|_, values| !values.is_empty());
    answers
}

fn read(question: &Question, typed_values: &[String]) -> Result<Vec<String>, FieldProblem> {
    let first = typed_values.first().map_or("", String::as_str);
    let one = |text: String| if text.is_empty() { Vec::new() } else { vec![text] };
    match question.shape {
        Shape::Line => words::optional_line(first, question.limit()).map(one),
        Shape::Text => words::paragraphs(first, question.limit()).map(one),
        Shape::Number if first.trim().is_empty() => Ok(Vec::new()),
        Shape::Number => {
            let most = question.most.unwrap_or(1_000_000_000);
            typed::number(first, 0..=most).map(|number| vec![number.to_string()])
        }
        Shape::YesNo => match first {
            "" => Ok(Vec::new()),
            "yes" | "no" => Ok(vec![first.to_owned()]),
            _ => Err(FieldProblem::new("calls-problem-choice")),
        },
        Shape::Choice | Shape::Choices => chosen(question, typed_values),
    }
}

fn chosen(question: &Question, typed_values: &[String]) -> Result<Vec<String>, FieldProblem> {
    let mut chosen: Vec<String> = typed_values.iter().filter(|value| !value.is_empty()).cloned().collect();
    chosen.dedup();
    let known = |value: &String| question.options.0.iter().any(|option| option.key.to_string() == *value);
    let too_many = question.shape == Shape::Choice && chosen.len() > 1;
    if too_many || !chosen.iter().all(known) { Err(FieldProblem::new("calls-problem-choice")) } else { Ok(chosen) }
}

/// An answer as people read it; empty when there is none.
pub(crate) fn shown_answer(question: &Question, answers: &Answers, locale: Locale) -> String {
    let values = answers.of(question.id);
    let text = Text(locale);
    match question.shape {
        Shape::YesNo => values.first().map(|value| text.t(&format!("calls-{value}"))).unwrap_or_default(),
        Shape::Choice | Shape::Choices => {
            let label = |value: &String| {
                let found = question.options.0.iter().find(|option| option.key.to_string() == *value);
                found.map(|option| option.label.get(locale).text.to_owned())
            };
            let labels: Vec<String> = values.iter().filter_map(label).collect();
            labels.join(text.t("calls-comma").as_str())
        }
        Shape::Line | Shape::Text | Shape::Number => values.first().cloned().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        CallId,
        question::{KindList, Options},
    };
    use kernel::LocalizedText;
    use uuid::Uuid;

    fn question(shape: Shape, most: Option<i32>) -> Question {
        Question {
            id: QuestionId(Uuid::from_u128(7)),
            call: CallId(Uuid::from_u128(1)),
            position: 0,
            asked_of: AskedOf::Proposal,
            shape,
            label: LocalizedText::both("What?", "什么？"),
            hint: LocalizedText::new(),
            kinds: KindList::default(),
            options: Options::default(),
            required: true,
            most,
            for_reviewers: true,
            retired: false,
            revision: 1,
        }
    }

    fn answer(question: &Question, typed: &str, how: Strictness) -> Result<Answers, &'static str> {
        let form = Form::filled([(question.field(), typed.to_owned())]);
        let mut problems = Problems::new();
        let asked = (AskedOf::Proposal, SessionKind::Keynote);
        let one = std::slice::from_ref(question);
        let answers = read_answers(&form, &mut problems, one, asked, &Answers::default(), how);
        match problems.of_field(&question.field()).first() {
            Some(problem) => Err(problem.key),
            None => Ok(answers),
        }
    }

    #[test]
    fn a_limit_counts_what_a_browser_counts() {
        let question = question(Shape::Text, Some(10));
        // An emoji of four code points, ten Han characters, letters with combining marks.
        for (text, fits) in [
            ("👩‍🌾👩‍🌾👩‍🌾", true),
            ("👩‍🌾👩‍🌾👩‍🌾👩‍🌾", false),
            ("智慧城市水务智慧城市", true),
            ("智慧城市水务智慧城市水", false),
            ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}", true),
            ("e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e", false),
            // A line end of a form is two characters on the wire and one in the browser.
            ("12345\r\n7890", true),
            ("12345\r\n78901", false),
        ] {
            assert_eq!(answer(&question, text, Strictness::Draft).is_ok(), fits, "{text:?}");
        }
    }

    #[test]
    fn a_draft_may_be_incomplete_and_a_submission_may_not() {
        let question = question(Shape::Line, None);
        assert_eq!(answer(&question, "", Strictness::Draft), Ok(Answers::default()));
        assert_eq!(answer(&question, "", Strictness::Submission), Err("calls-problem-unanswered"));
    }

    #[test]
    fn numbers_and_choices_are_what_they_say() {
        let number = question(Shape::Number, Some(300));
        assert!(answer(&number, "300", Strictness::Draft).is_ok());
        for bad in ["301", "-1", "NaN", "7,5", "1e2"] {
            assert_eq!(answer(&number, bad, Strictness::Draft), Err("calls-problem-range"), "{bad}");
        }
        let yes = question(Shape::YesNo, None);
        assert!(answer(&yes, "no", Strictness::Submission).is_ok());
        assert_eq!(answer(&yes, "maybe", Strictness::Draft), Err("calls-problem-choice"));
        assert_eq!(answer(&question(Shape::Choice, None), "1", Strictness::Draft), Err("calls-problem-choice"));
    }
}
