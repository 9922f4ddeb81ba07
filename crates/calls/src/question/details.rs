//! What staff write down about a question.

use super::{AskedOf, Choice, KindList, Options, Question, Shape, kinds_named};
use crate::typed;
use kernel::{FieldProblem, Locale, LocalizedText, Problems, TextState};
use ui::Form;
use web::Submission;

/// The longest question, in characters.
const LONGEST: usize = 200;
/// More options than this nobody reads.
const MOST_OPTIONS: usize = 40;

/// Everything about a question but its call.
#[derive(Clone, Debug, PartialEq)]
pub struct QuestionDetails {
    /// See [`Question::position`].
    pub position: i32,
    /// See [`Question::asked_of`].
    pub asked_of: AskedOf,
    /// See [`Question::shape`].
    pub shape: Shape,
    /// See [`Question::label`].
    pub label: LocalizedText,
    /// See [`Question::hint`].
    pub hint: LocalizedText,
    /// See [`Question::kinds`].
    pub kinds: KindList,
    /// See [`Question::options`]; the keys of new ones are given when stored.
    pub options: Vec<LocalizedText>,
    /// See [`Question::required`].
    pub required: bool,
    /// See [`Question::most`].
    pub most: Option<i32>,
    /// See [`Question::for_reviewers`].
    pub for_reviewers: bool,
}

impl QuestionDetails {
    /// Reads a form.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let position = problems.take("position", typed::number(sent.value("position"), 0..=9999));
        let asked_of = problems.take("asked_of", typed::choice(sent.value("asked_of")));
        let shape: Option<Shape> = problems.take("shape", typed::choice(sent.value("shape")));
        let label = typed::lines(sent, &mut problems, "label", LONGEST);
        if label.is_empty() && problems.is_empty() {
            problems.add("label_en", FieldProblem::new("calls-problem-label"));
        }
        let hint = typed::lines(sent, &mut problems, "hint", LONGEST);
        let kinds = kinds_named(sent.values("kinds")).ok_or_else(|| FieldProblem::new("calls-problem-choice"));
        let kinds = problems.take("kinds", kinds);
        let most = match sent.value("most").trim() {
            "" => Some(None),
            raw => problems.take("most", typed::number(raw, 1..=20_000)).map(Some),
        };
        let options = options(sent, &mut problems);
        if shape.is_some_and(Shape::has_options) && options.len() < 2 {
            problems.add("options_en", FieldProblem::new("calls-problem-options"));
        }
        let details = (|| {
            Some(Self {
                position: position?,
                asked_of: asked_of?,
                shape: shape?,
                label,
                hint,
                kinds: KindList(kinds?),
                options,
                required: sent.has("required"),
                most: most?,
                for_reviewers: sent.has("for_reviewers"),
            })
        })();
        match details {
            Some(details) => problems.or(details),
            None => Err(problems),
        }
    }

    /// The form that would leave a question as it is.
    pub(crate) fn form(question: &Question) -> Form {
        let mut fields: Vec<(String, String)> = vec![
            ("position".into(), question.position.to_string()),
            ("asked_of".into(), question.asked_of.to_string()),
            ("shape".into(), question.shape.to_string()),
            ("most".into(), question.most.map(|most| most.to_string()).unwrap_or_default()),
            ("revision".into(), question.revision.to_string()),
        ];
        fields.extend(typed::filled("label", &question.label));
        fields.extend(typed::filled("hint", &question.hint));
        fields.extend(question.kinds.0.iter().map(|kind| ("kinds".into(), kind.to_string())));
        for locale in Locale::ALL {
            let lines: Vec<&str> = question.options.0.iter().map(|option| option.label.text(*locale)).collect();
            fields.push((format!("options_{locale}"), lines.join("\n").trim_end().to_owned()));
        }
        for (name, on) in [("required", question.required), ("for_reviewers", question.for_reviewers)] {
            fields.extend(on.then(|| (name.into(), "yes".into())));
        }
        Form::filled(fields)
    }

    /// The options with their keys: an option that keeps its words in one
    /// language keeps its key, and so what was answered keeps its meaning.
    pub(crate) fn keyed(&self, before: &Options) -> Options {
        let mut next = before.0.iter().map(|option| option.key).max().unwrap_or(0);
        let same = |label: &LocalizedText, option: &Choice| {
            let shared = |locale: &Locale| {
                let words = label.text(*locale);
                !words.is_empty() && words == option.label.text(*locale)
            };
            Locale::ALL.iter().any(shared)
        };
        let mut taken = Vec::new();
        let keyed = self.options.iter().map(|label| {
            let known = before.0.iter().find(|option| same(label, option) && !taken.contains(&option.key));
            let key = known.map_or_else(
                || {
                    next += 1;
                    next
                },
                |option| option.key,
            );
            taken.push(key);
            Choice { key, label: label.clone() }
        });
        Options(keyed.collect())
    }
}

/// One option a line, the lines of the languages beside each other.
fn options(sent: &Submission, problems: &mut Problems) -> Vec<LocalizedText> {
    let limit = LONGEST * MOST_OPTIONS;
    let typed = typed::paragraphs(sent, problems, "options", limit);
    let mut options: Vec<LocalizedText> = Vec::new();
    for locale in Locale::ALL {
        let lines: Vec<&str> = typed.text(*locale).lines().map(str::trim).collect();
        if lines.len() > MOST_OPTIONS || lines.iter().any(|line| line.chars().count() > LONGEST) {
            let problem = FieldProblem::new("calls-problem-options-many").with("most", MOST_OPTIONS);
            problems.add(&format!("options_{locale}"), problem.with("length", LONGEST));
            continue;
        }
        options.resize_with(options.len().max(lines.len()), LocalizedText::new);
        for (option, line) in options.iter_mut().zip(lines) {
            option.set(*locale, line, TextState::Approved);
        }
    }
    options.retain(|option| !option.is_empty());
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_keeps_its_key_when_it_is_moved_or_translated() {
        let details = |options: Vec<LocalizedText>| QuestionDetails {
            position: 0,
            asked_of: AskedOf::Proposal,
            shape: Shape::Choice,
            label: LocalizedText::both("Level", "程度"),
            hint: LocalizedText::new(),
            kinds: KindList::default(),
            options,
            required: false,
            most: None,
            for_reviewers: true,
        };
        let of = |text: &str| LocalizedText::of(Locale::En, text);
        let first = details(vec![of("Beginner"), of("Expert")]).keyed(&Options::default());
        let later =
            vec![LocalizedText::both("Expert", "专家"), of("Everybody"), LocalizedText::both("Beginner", "入门")];
        let second = details(later).keyed(&first);
        assert_eq!(second.0.iter().map(|option| option.key).collect::<Vec<_>>(), [2, 3, 1]);
    }
}
