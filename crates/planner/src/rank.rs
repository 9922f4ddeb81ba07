//! Who is best, as far as the scores can tell.
//!
//! Scores follow `y = μ + item + judge + error` with items, judges and errors drawn at
//! random; the components come by restricted maximum likelihood, the items' effects by
//! Henderson's equations. So a lenient judge helps nobody, an item with few scores is drawn
//! towards the mean, and everything has a standard error. See the modules for the sources.

mod design;
mod draw;
mod mixed;
mod reml;
mod scores;
mod sensitivity;
mod sets;
mod sparse;
mod summary;

use crate::Control;
use design::Design;
use draw::Errors;
use mixed::Vector;
use reml::Fit;
pub use scores::{Means, Scores, Sheets, read};
pub use sensitivity::{Shift, without_each_judge};
use sets::{EXACT, Spread, ranks};
pub use summary::Summary;

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// How many win.
    pub top: usize,
    /// How sure the rank sets are; above 0 and below 1.
    pub level: f64,
}

/// Variances, in squared scores.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Components {
    /// Of the items.
    pub item: f64,
    /// Of the judges' severity.
    pub judge: f64,
    /// Of what is left.
    pub residual: f64,
}

/// What is known of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its number in the input.
    pub item: u32,
    /// What its scores say without a model.
    pub summary: Summary,
    /// Mean and effect of the model.
    pub estimate: f64,
    /// How far the estimate is off, as a standard deviation.
    pub standard_error: f64,
    /// How probably it is in the top.
    pub p_top: f64,
    /// The best rank that cannot be excluded, from 1; all items' ranks hold at once.
    pub rank_low: u32,
    /// And the worst.
    pub rank_high: u32,
}

impl Item {
    /// The data do not tell whether it belongs to the first `top`.
    pub fn is_in_band(&self, top: usize) -> bool {
        (self.rank_low as usize) <= top && (self.rank_high as usize) > top
    }
}

/// What is known of a judge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judge {
    /// The number in the input.
    pub judge: u32,
    /// How many scores they gave.
    pub n: usize,
    /// Their mean; `NaN` without any.
    pub mean: f64,
    /// How much more than others they give, by the model.
    pub severity: f64,
    /// All their scores are the same, and there are at least two.
    pub is_constant: bool,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    /// The variances; none for means that came with their errors.
    pub components: Option<Components>,
    /// The mean of the model.
    pub mean: f64,
    /// From the best estimate down.
    pub items: Vec<Item>,
    /// In the order of the input.
    pub judges: Vec<Judge>,
    /// In how many parts items and judges fall that no score connects. Between two parts
    /// the comparison rests on the judges being drawn from the same crowd.
    pub parts: usize,
    /// What should be known before this is used.
    pub notes: Vec<String>,
}

/// More than the machine can factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("judges and items are too many and too much entangled for an exact model")]
pub struct TooLarge;

/// A fitted model of scores.
pub struct Model<'d>(Option<Fit<'d>>, &'d Design);

/// Scores, arranged for [`Model`].
pub struct Arranged(Design);

/// Arranges scores for a model.
///
/// # Errors
///
/// If the equations would not fit into memory.
pub fn arrange(scores: &Scores) -> Result<Arranged, TooLarge> {
    Design::new(scores.items.len(), scores.judges.len(), &scores.rows).map(Arranged).ok_or(TooLarge)
}

impl<'d> Model<'d> {
    /// The model with the greatest restricted likelihood.
    pub fn fit(arranged: &'d Arranged) -> Self {
        Self(reml::fit(&arranged.0), &arranged.0)
    }

    /// The variances.
    pub fn components(&self) -> Components {
        let Some(fit) = &self.0 else { return Components::default() };
        let [folded, kept] = fit.ratio.map(|r| r * fit.residual);
        let (item, judge) = if self.1.items_are_folded { (folded, kept) } else { (kept, folded) };
        Components { item, judge, residual: fit.residual }
    }

    /// What this judge would give to this item. Whoever has no scores is as the mean.
    pub fn predict(&self, item: Option<u32>, judge: Option<u32>) -> f64 {
        self.mean() + item.map_or(0.0, |i| self.item(i)) + judge.map_or(0.0, |j| self.judge(j))
    }

    fn mean(&self) -> f64 {
        self.1.mean + self.0.as_ref().map_or(0.0, |fit| fit.solution.mean)
    }

    fn item(&self, item: u32) -> f64 {
        self.effect(self.1.items_are_folded, self.1.item(item))
    }

    fn judge(&self, judge: u32) -> f64 {
        self.effect(!self.1.items_are_folded, self.1.judge(judge))
    }

    fn effect(&self, is_folded: bool, at: usize) -> f64 {
        let Some(fit) = &self.0 else { return 0.0 };
        let [folded, kept] = fit.equations.theta;
        if is_folded { folded * fit.solution.folded[at] } else { kept * fit.solution.kept[at] }
    }
}

/// Ranks scored items.
///
/// # Errors
///
/// If the equations would not fit into memory.
pub fn rank(scores: &Scores, question: Question, control: &Control<'_>) -> Result<Ranking, TooLarge> {
    let arranged = arrange(scores)?;
    let model = Model::fit(&arranged);
    let count = scores.items.len();
    let mut by_judge: Vec<Vec<f64>> = vec![Vec::new(); scores.judges.len()];
    for &(_, judge, score) in &scores.rows {
        by_judge[judge as usize].push(score);
    }
    let habits: Vec<_> = by_judge.iter().map(|list| summary::habit_or_none(list)).collect();
    let summaries = summary::summaries(count, &scores.rows, &habits);
    let estimates: Vec<f64> = (0..count as u32).map(|item| model.predict(Some(item), None)).collect();
    let places: Vec<usize> = (0..count as u32).map(|item| arranged.0.item(item)).collect();
    let mut standard = vec![0.0; count];
    let mut single = vec![0.0; count];
    let mut spread = None;
    let errors = match &model.0 {
        None => Errors::None(count),
        Some(fit) => {
            (standard, single) = standard_errors(fit, &places);
            if count <= EXACT {
                spread = Some(Spread::Exact(differences(fit, &places)));
            }
            Errors::Model { fit, places }
        }
    };
    let spread = spread.unwrap_or(Spread::Single(&single));
    let found = ranks(&estimates, &errors, &spread, (question.top, question.level), false, control);
    let items = (0..count)
        .map(|at| Item {
            item: at as u32,
            summary: summaries[at],
            estimate: estimates[at],
            standard_error: standard[at],
            p_top: found.top[at],
            rank_low: found.sets[at].0,
            rank_high: found.sets[at].1,
        })
        .collect();
    let judges: Vec<Judge> = (habits.iter().zip(0..))
        .map(|(habit, judge)| Judge {
            judge,
            n: habit.n,
            mean: habit.mean,
            severity: model.judge(judge),
            is_constant: habit.n > 1 && habit.deviation == 0.0,
        })
        .collect();
    let parts = parts(scores);
    let notes = notes(scores, &model, &judges, parts);
    Ok(Ranking {
        components: Some(model.components()),
        mean: model.mean(),
        items: ordered(items),
        judges,
        parts,
        notes,
    })
}

/// Ranks items by means that came with their standard errors.
pub fn rank_means(means: &Means, question: Question, control: &Control<'_>) -> Ranking {
    let count = means.means.len();
    let errors = Errors::Independent(&means.errors);
    let spread = Spread::Single(&means.errors);
    let found = ranks(&means.means, &errors, &spread, (question.top, question.level), true, control);
    let items = (0..count)
        .map(|at| Item {
            item: at as u32,
            summary: Summary {
                n: 0,
                mean: means.means[at],
                trimmed_mean: f64::NAN,
                median: f64::NAN,
                z_mean: f64::NAN,
            },
            estimate: means.means[at],
            standard_error: means.errors[at],
            p_top: found.top[at],
            rank_low: found.sets[at].0,
            rank_high: found.sets[at].1,
        })
        .collect();
    let mean = means.means.iter().sum::<f64>() / count.max(1) as f64;
    let notes = means.passed_over.iter().map(|item| format!("Item {item} has no mean and is not ranked.")).collect();
    Ranking { components: None, mean, items: ordered(items), judges: Vec::new(), parts: 1, notes }
}

/// Best first; the raw mean and then the order of the input decide where estimates are level.
fn ordered(mut items: Vec<Item>) -> Vec<Item> {
    items.sort_by(|a, b| {
        let by = |a: f64, b: f64| b.total_cmp(&a);
        by(a.estimate, b.estimate).then(by(a.summary.mean, b.summary.mean)).then(a.item.cmp(&b.item))
    });
    items
}

/// The standard errors of mean and effect together, and of the effect alone.
fn standard_errors(fit: &Fit<'_>, places: &[usize]) -> (Vec<f64>, Vec<f64>) {
    let equations = &fit.equations;
    let variances = equations.variances(&equations.factor.inverse());
    let unit = Vector {
        mean: 1.0,
        folded: vec![0.0; equations.design.folded.len()],
        kept: vec![0.0; equations.design.kept.len()],
    };
    let with_mean = equations.solve(&unit);
    let (side, mixed, theta) = if equations.design.items_are_folded {
        (&variances.folded, &with_mean.folded, equations.theta[0])
    } else {
        (&variances.kept, &with_mean.kept, equations.theta[1])
    };
    let size = |value: f64| (value.max(0.0) * fit.residual).sqrt();
    places
        .iter()
        .map(|&at| {
            let single = theta * theta * side[at];
            (size(with_mean.mean + 2.0 * theta * mixed[at] + single), size(single))
        })
        .unzip()
}

/// The standard errors of all differences, by rows.
fn differences(fit: &Fit<'_>, places: &[usize]) -> Vec<f64> {
    let equations = &fit.equations;
    let design = equations.design;
    let count = places.len();
    let theta = equations.theta[usize::from(!design.items_are_folded)];
    let mut covariance = vec![0.0; count * count];
    for (row, &place) in places.iter().enumerate() {
        let mut unit = Vector { mean: 0.0, folded: vec![0.0; design.folded.len()], kept: vec![0.0; design.kept.len()] };
        let side = if design.items_are_folded { &mut unit.folded } else { &mut unit.kept };
        side[place] = 1.0;
        let solved = equations.solve(&unit);
        let side = if design.items_are_folded { &solved.folded } else { &solved.kept };
        for (column, &place) in places.iter().enumerate() {
            covariance[row * count + column] = side[place];
        }
    }
    let mut all = vec![0.0; count * count];
    for a in 0..count {
        for b in 0..count {
            let of = |x: usize, y: usize| covariance[x * count + y];
            let square = of(a, a) + of(b, b) - of(a, b) - of(b, a);
            all[a * count + b] = theta * (square.max(0.0) * fit.residual).sqrt();
        }
    }
    all
}

/// In how many parts items and judges fall.
fn parts(scores: &Scores) -> usize {
    let items = scores.items.len();
    let mut root: Vec<u32> = (0..(items + scores.judges.len()) as u32).collect();
    let mut has_score = vec![false; root.len()];
    fn find(root: &mut [u32], mut at: u32) -> u32 {
        while root[at as usize] != at {
            root[at as usize] = root[root[at as usize] as usize];
            at = root[at as usize];
        }
        at
    }
    for &(item, judge, _) in &scores.rows {
        has_score[item as usize] = true;
        has_score[items + judge as usize] = true;
        let (a, b) = (find(&mut root, item), find(&mut root, items as u32 + judge));
        root[a as usize] = b;
    }
    (0..root.len()).filter(|&at| has_score[at] && root[at] == at as u32).count()
}

fn notes(scores: &Scores, model: &Model<'_>, judges: &[Judge], parts: usize) -> Vec<String> {
    let mut notes = Vec::new();
    if parts > 1 {
        notes.push(format!(
            "Items and judges fall in {parts} parts that no score connects; between them the comparison assumes \
             that all judges come from the same crowd."
        ));
    }
    for judge in judges.iter().filter(|j| j.is_constant) {
        notes.push(format!(
            "Judge {} gave the same score {} times; it counts, and stays as it is in the z-score means.",
            scores.judges.name(judge.judge),
            judge.n
        ));
    }
    let mut has_score = vec![false; scores.items.len()];
    for &(item, ..) in &scores.rows {
        has_score[item as usize] = true;
    }
    for item in (0..scores.items.len()).filter(|&at| !has_score[at]) {
        notes.push(format!("Item {} has no score that counts.", scores.items.name(item as u32)));
    }
    if model.0.is_some() && model.components().item == 0.0 {
        notes.push("The items do not differ more than chance alone would make them.".to_owned());
    }
    if scores.passed_over > 0 {
        notes.push(format!("{} recused or void scores do not count.", scores.passed_over));
    }
    notes
}
