//! The score card: by which criteria reviewers judge, on which scale, and how
//! much each weighs. All numbers are hundredths, so that no sum is ever almost
//! right: weights total 100.00, and 99.99 is refused.

use crate::typed::{self, decimal, hundredths};
use kernel::{FieldProblem, LocalizedText, Problems};
use serde::{Deserialize, Serialize};
use ui::Form;
use web::Submission;

/// The most criteria that a card has.
pub const MOST_CRITERIA: usize = 6;
/// What the weights total, in hundredths.
const WHOLE: i32 = 10_000;
/// The largest score, in hundredths.
const LARGEST: i32 = 10_000;

/// One thing to judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// What its scores are stored under; stays when its words change.
    pub key: u32,
    /// What is judged.
    pub name: LocalizedText,
    /// What the ends of the scale mean.
    pub anchors: LocalizedText,
    /// How much it counts, in hundredths of a per cent.
    pub weight: i32,
}

/// By what a proposal is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreCard {
    /// The lowest score, in hundredths.
    pub least: i32,
    /// The highest.
    pub most: i32,
    /// The distance between two scores.
    pub step: i32,
    /// What is judged, one at least.
    pub criteria: Vec<Criterion>,
}

crate::stored::as_json!(ScoreCard);

impl ScoreCard {
    /// What a call begins with: three criteria, 0 to 10 in halves.
    pub fn usual() -> Self {
        let criterion = |key, en: &str, zh: &str, anchors: (&str, &str), weight| Criterion {
            key,
            name: LocalizedText::both(en, zh),
            anchors: LocalizedText::both(anchors.0, anchors.1),
            weight,
        };
        Self {
            least: 0,
            most: 1000,
            step: 50,
            criteria: vec![
                criterion(
                    1,
                    "Relevance",
                    "相关性",
                    ("0: off the subject – 10: at its heart", "0：离题；10：切中主题"),
                    4000,
                ),
                criterion(
                    2,
                    "Substance",
                    "内容",
                    ("0: a claim – 10: shown by results", "0：只有主张；10：有成果为证"),
                    4000,
                ),
                criterion(
                    3,
                    "Clarity",
                    "清晰度",
                    ("0: hard to follow – 10: clear at once", "0：难以理解；10：一目了然"),
                    2000,
                ),
            ],
        }
    }

    /// Reads a score as typed; the reader may write 7.5 or 7,5.
    ///
    /// # Errors
    /// `calls-problem-score` for what is no number, outside of the scale or
    /// between two steps of it.
    pub fn read_score(&self, raw: &str) -> Result<i32, FieldProblem> {
        let problem = || {
            let [least, most, step] = [self.least, self.most, self.step].map(decimal);
            FieldProblem::new("calls-problem-score").with("least", least).with("most", most).with("step", step)
        };
        let score = hundredths(raw).ok_or_else(problem)?;
        let fits = (self.least..=self.most).contains(&score) && (score - self.least) % self.step == 0;
        if fits { Ok(score) } else { Err(problem()) }
    }

    /// Reads a form. The rows of criteria without a name are left out.
    ///
    /// # Errors
    /// Every field that is wrong; at `weight_1` when the weights do not total 100.00.
    pub(crate) fn read(sent: &Submission) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let number = |raw: &str, least: i32| {
            let problem = || FieldProblem::new("calls-problem-number");
            hundredths(raw).filter(|number| (least..=LARGEST).contains(number)).ok_or_else(problem)
        };
        let least = problems.take("least", number(sent.value("least"), 0));
        let most = problems.take("most", number(sent.value("most"), 1));
        let step = problems.take("step", number(sent.value("step"), 1));
        if let (Some(least), Some(most), Some(step)) = (least, most, step)
            && (least >= most || (most - least) % step != 0)
        {
            problems.add("step", FieldProblem::new("calls-problem-scale"));
        }
        let mut criteria = Vec::new();
        for row in 1..=MOST_CRITERIA {
            criteria.extend(criterion(sent, row, &mut problems));
        }
        let total: i32 = criteria.iter().map(|one: &Criterion| one.weight).sum();
        if problems.is_empty() && total != WHOLE {
            let problem = FieldProblem::new("calls-problem-weights").with("total", decimal(total));
            problems.add("weight_1", problem);
        }
        match (least, most, step) {
            (Some(least), Some(most), Some(step)) => problems.or(Self { least, most, step, criteria }),
            _ => Err(problems),
        }
    }

    /// The form that would leave the card as it is.
    pub(crate) fn form(&self, revision: i64) -> Form {
        let mut fields: Vec<(String, String)> = vec![
            ("least".into(), decimal(self.least)),
            ("most".into(), decimal(self.most)),
            ("step".into(), decimal(self.step)),
            ("revision".into(), revision.to_string()),
        ];
        for (row, one) in (1..).zip(&self.criteria) {
            fields.extend(typed::filled(&format!("name_{row}"), &one.name));
            fields.extend(typed::filled(&format!("anchors_{row}"), &one.anchors));
            fields.push((format!("weight_{row}"), decimal(one.weight)));
        }
        Form::filled(fields)
    }
}

fn criterion(sent: &Submission, row: usize, problems: &mut Problems) -> Option<Criterion> {
    let name = typed::lines(sent, problems, &format!("name_{row}"), 80);
    let anchors = typed::lines(sent, problems, &format!("anchors_{row}"), 200);
    let field = format!("weight_{row}");
    let raw = sent.value(&field).trim();
    if name.is_empty() && raw.is_empty() {
        return None;
    }
    if name.is_empty() {
        problems.add(&format!("name_{row}_en"), FieldProblem::new("calls-problem-label"));
    }
    let weight = hundredths(raw).filter(|weight| (1..=WHOLE).contains(weight));
    let weight = problems.take(&field, weight.ok_or_else(|| FieldProblem::new("calls-problem-number")))?;
    // A row keeps its place, and a card that is in use does not change: the place is the key.
    Some(Criterion { key: u32::try_from(row).ok()?, name, anchors, weight })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_on_the_scale_or_refused() {
        let card = ScoreCard::usual();
        for (raw, score) in [("0", 0), ("10", 1000), ("7.5", 750), ("7,5", 750), ("10.0", 1000)] {
            assert_eq!(card.read_score(raw), Ok(score), "{raw}");
        }
        for bad in ["-1", "10.5", "NaN", "7.25", "", "inf", "1e1", "10,5"] {
            assert_eq!(card.read_score(bad).unwrap_err().key, "calls-problem-score", "{bad}");
        }
    }

    fn card(weights: [&str; 3]) -> Result<ScoreCard, Problems> {
        let mut body = "least=0&most=10&step=0.5".to_owned();
        for (row, weight) in (1..).zip(weights) {
            body.push_str(&format!("&name_{row}_en=Criterion&weight_{row}={weight}"));
        }
        ScoreCard::read(&Submission::parse(body.as_bytes()))
    }

    #[test]
    fn weights_total_one_hundred_to_the_hundredth() {
        assert_eq!(card(["33.33", "33.33", "33.34"]).unwrap().criteria.len(), 3);
        let almost = card(["33.33", "33.33", "33.33"]).unwrap_err();
        assert_eq!(almost.of_field("weight_1")[0].key, "calls-problem-weights");
        assert_eq!(almost.of_field("weight_1")[0].args[0].1, "99.99");
        assert!(card(["50", "50", "0"]).is_err() && card(["101", "-1", "0"]).is_err());
    }
}
