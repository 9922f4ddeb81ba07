//! The ranking on published data, against a dense likelihood, and in simulation.
#![expect(clippy::unwrap_used, reason = "what a test builds is right, and the data are checked")]
#![expect(clippy::needless_range_loop, reason = "a matrix is plainest by its indices")]

use planner::{
    Control,
    rank::{Model, Question, Scores, Sheets, arrange, rank, rank_means, read, without_each_judge},
};
use proptest::prelude::*;
use std::{fmt::Write, fs, path::PathBuf, sync::atomic::AtomicBool, time::Duration};

fn run<T>(seed: u64, solve: impl FnOnce(&Control<'_>) -> T) -> T {
    let clock = || Duration::ZERO;
    let stop = AtomicBool::new(false);
    solve(&Control { clock: &clock, limit: None, stop: &stop, seed, threads: 2, report: &|_| {} })
}

fn published(name: &str) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/jury/scores").join(name);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    text
}

fn scores(text: &str) -> Scores {
    match read(text, None).unwrap() {
        Sheets::Scores(scores) => scores,
        Sheets::Means(_) => panic!("these are scores"),
    }
}

/// The same numbers everywhere.
struct Chance(u64);

impl Chance {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.share()).sum::<f64>() - 6.0
    }
}

#[test]
fn the_components_of_a_large_evaluation() {
    let Some(text) = published("insteval.csv") else { return };
    let scores = scores(&text);
    let arranged = arrange(&scores).unwrap();
    let found = Model::fit(&arranged).components();
    eprintln!("insteval: {found:?}");
    assert!((found.item - 0.274).abs() < 0.0005);
    assert!((found.judge - 0.106).abs() < 0.0005);
    // A dense evaluation of the likelihood is least at 1.3872.
    assert!((found.residual - 1.3872).abs() < 0.0005);
}

/// The error of plain means, and of the model, on a tenth of the scores that is hidden.
fn held_out(all: &Scores, chance: &mut Chance) -> (f64, f64) {
    let (mut shown, mut hidden) = (all.clone(), Vec::new());
    shown.rows.retain(|row| {
        let is_shown = chance.share() >= 0.1;
        if !is_shown {
            hidden.push(*row);
        }
        is_shown
    });
    let mut sums = vec![(0.0, 0.0); all.items.len()];
    for &(item, _, score) in &shown.rows {
        sums[item as usize].0 += score;
        sums[item as usize].1 += 1.0;
    }
    let mean = shown.rows.iter().map(|r| r.2).sum::<f64>() / shown.rows.len() as f64;
    let arranged = arrange(&shown).unwrap();
    let model = Model::fit(&arranged);
    let (mut plain, mut mixed) = (0.0, 0.0);
    for &(item, judge, score) in &hidden {
        let (sum, n) = sums[item as usize];
        let guess: f64 = if n > 0.0 { sum / n } else { mean };
        plain += (score - guess) * (score - guess);
        mixed += (score - model.predict(Some(item), Some(judge))).powi(2);
    }
    let count = hidden.len().max(1) as f64;
    ((plain / count).sqrt(), (mixed / count).sqrt())
}

#[test]
fn hidden_scores_are_foretold() {
    // Which tenth is hidden matters: more for few scores, so more tenths are hidden in turn.
    for (name, turns, plain, mixed, by) in [
        ("skating.csv", 3, 0.409, 0.379, 0.03),
        ("insteval.csv", 1, 1.233, 1.198, 0.02),
        ("wine.csv", 40, 12.9, 7.3, 7.0),
    ] {
        let Some(text) = published(name) else { return };
        let (all, mut chance) = (scores(&text), Chance(7));
        let mut found = (0.0, 0.0);
        for _ in 0..turns {
            let next = held_out(&all, &mut chance);
            found = (found.0 + next.0 / f64::from(turns), found.1 + next.1 / f64::from(turns));
        }
        eprintln!("{name}: {found:?}");
        assert!((found.0 - plain).abs() < by && (found.1 - mixed).abs() < by, "{name}: {found:?}");
        assert!(found.1 < found.0);
    }
}

#[test]
fn countries_rank_between_bounds() {
    let Some(text) = published("pisa.csv") else { return };
    let Sheets::Means(means) = read(&text, Some("math")).unwrap() else { panic!("these are means") };
    let ranking = run(1, |control| rank_means(&means, Question { top: 5, level: 0.95 }, control));
    let of = |name: &str| ranking.items.iter().find(|i| means.items.name(i.item) == name).unwrap();
    assert_eq!(of("Japan").rank_low, 1);
    assert!(of("Japan").rank_high <= 7);
    assert_eq!(of("Mexico").rank_high as usize, means.items.len() - 1);
    assert_eq!(of("Colombia").rank_high as usize, means.items.len());
    let Sheets::Means(reading) = read(&text, Some("reading")).unwrap() else { panic!("these are means") };
    assert_eq!(reading.passed_over, ["Spain"]);
}

/// Twice the negative restricted log-likelihood by a dense matrix.
fn dense(rows: &[(u32, u32, f64)], item: f64, judge: f64, residual: f64) -> f64 {
    let n = rows.len();
    let mut v = vec![vec![0.0; n]; n];
    for a in 0..n {
        for b in 0..n {
            v[a][b] += item * f64::from(u8::from(rows[a].0 == rows[b].0));
            v[a][b] += judge * f64::from(u8::from(rows[a].1 == rows[b].1));
            v[a][b] += residual * f64::from(u8::from(a == b));
        }
    }
    // Gauss on [V | 1 y].
    let mut right: Vec<[f64; 2]> = rows.iter().map(|r| [1.0, r.2]).collect();
    let plain = right.clone();
    let mut log = 0.0;
    for a in 0..n {
        log += v[a][a].ln();
        for b in a + 1..n {
            let factor = v[b][a] / v[a][a];
            for c in a..n {
                v[b][c] -= factor * v[a][c];
            }
            for c in 0..2 {
                right[b][c] -= factor * right[a][c];
            }
        }
    }
    for a in (0..n).rev() {
        for c in 0..2 {
            for b in a + 1..n {
                right[a][c] -= v[a][b] * right[b][c];
            }
            right[a][c] /= v[a][a];
        }
    }
    let product = |x: usize, y: usize| (0..n).map(|a| plain[a][x] * right[a][y]).sum::<f64>();
    log + product(0, 0).ln() + product(1, 1) - product(0, 1).powi(2) / product(0, 0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_components_are_likelier(
        rows in prop::collection::vec((0_u32..5, 0_u32..4, 0_i32..20), 8..24),
        nudges in prop::collection::vec((0.9_f64..1.1, 0.9_f64..1.1, 0.9_f64..1.1), 20),
    ) {
        let mut text = "item,judge,score\n".to_owned();
        for (i, j, s) in &rows {
            writeln!(text, "{i},{j},{s}").unwrap();
        }
        let scores = scores(&text);
        let mean = scores.rows.iter().map(|r| r.2).sum::<f64>() / scores.rows.len() as f64;
        let square: f64 = scores.rows.iter().map(|r| (r.2 - mean).powi(2)).sum();
        prop_assume!(square > 1.0);
        let arranged = arrange(&scores).unwrap();
        let c = Model::fit(&arranged).components();
        // Data that additive effects explain without rest have no greatest likelihood.
        prop_assume!(c.residual > 1e-3 * square);
        let here = dense(&scores.rows, c.item, c.judge, c.residual);
        for (a, b, r) in nudges {
            for (item, judge) in [(c.item * a, c.judge * b), (c.item + 0.01 * a, c.judge), (c.item, c.judge + 0.01 * b)] {
                let there = dense(&scores.rows, item, judge, c.residual * r);
                prop_assert!(there > here - 1e-3 * (1.0 + here.abs()) * 0.1, "{there} < {here} at {item} {judge}, {c:?}");
            }
        }
    }

    #[test]
    fn any_scores_are_ranked_or_refused(text in "(item,judge,score\n)?([ab\"],[xy],[-.0-9e]{0,3}\n){0,6}") {
        if let Ok(Sheets::Scores(scores)) = read(&text, None) {
            let found = run(1, |control| rank(&scores, Question { top: 1, level: 0.9 }, control)).unwrap();
            prop_assert_eq!(found.items.len(), scores.items.len());
            prop_assert!(found.items.iter().all(|i| i.estimate.is_finite() || scores.rows.is_empty()));
        }
    }
}

/// A panel as the model has it: true effects, and scores of some judges for every item.
fn panel(chance: &mut Chance, items: usize, judges: usize, each: usize) -> (Vec<f64>, Scores) {
    let truth: Vec<f64> = (0..items).map(|_| chance.normal()).collect();
    let severity: Vec<f64> = (0..judges).map(|_| 0.5 * chance.normal()).collect();
    let mut text = "item,judge,score\n".to_owned();
    for (item, effect) in truth.iter().enumerate() {
        for at in 0..each {
            let judge = (item * each + at * 5) % judges;
            let score = 6.0 + effect + severity[judge] + 0.7 * chance.normal();
            writeln!(text, "{item},{judge},{score:.4}").unwrap();
        }
    }
    (truth, scores(&text))
}

#[test]
fn rank_sets_and_errors_cover_what_they_promise() {
    let mut chance = Chance(11);
    let panels = 240;
    let (mut all_held, mut within, mut expected, mut winners) = (0, 0, 0.0, 0.0);
    for seed in 0..panels {
        let (truth, scores) = panel(&mut chance, 24, 9, 4);
        let found = run(seed, |control| rank(&scores, Question { top: 5, level: 0.95 }, control)).unwrap();
        let place = |item: u32| 1 + truth.iter().filter(|t| **t > truth[item as usize]).count() as u32;
        all_held += usize::from(found.items.iter().all(|i| (i.rank_low..=i.rank_high).contains(&place(i.item))));
        for item in &found.items {
            let error = item.estimate - 6.0 - truth[item.item as usize];
            within += usize::from(error.abs() <= 1.96 * item.standard_error);
            if item.p_top > 0.7 {
                expected += item.p_top;
                winners += f64::from(u8::from(place(item.item) <= 5));
            }
        }
    }
    let together = all_held as f64 / panels as f64;
    let each = within as f64 / (24 * panels) as f64;
    eprintln!("rank sets hold in {together}, errors in {each}, winners {winners} of {expected}");
    // Four standard deviations of 240 trials at 0.95 are 0.056.
    assert!(together > 0.89);
    assert!((0.91..0.98).contains(&each));
    assert!((winners / expected - 1.0).abs() < 0.08);
}

#[test]
fn the_same_scores_rank_the_same_to_the_last_bit() {
    let (_, scores) = panel(&mut Chance(3), 30, 8, 4);
    let question = Question { top: 5, level: 0.95 };
    let clock = || Duration::ZERO;
    let stop = AtomicBool::new(false);
    let with = |threads| {
        let control = Control { clock: &clock, limit: None, stop: &stop, seed: 1, threads, report: &|_| {} };
        format!("{:?}", rank(&scores, question, &control).unwrap())
    };
    assert_eq!(with(1), with(3));
}

#[test]
fn a_judge_without_spread_is_flagged_and_counts() {
    let scores = scores("item,judge,score,status\na,x,5,\nb,x,5,\na,y,7,\nb,y,4,\na,z,,recused\n");
    let found = run(1, |control| rank(&scores, Question { top: 1, level: 0.95 }, control)).unwrap();
    assert!(found.judges[0].is_constant && !found.judges[1].is_constant);
    assert_eq!(found.items[0].summary.n, 2);
    assert_eq!(found.items[0].summary.mean, 6.0);
    assert!(found.notes.iter().any(|n| n.contains("Judge x")));
    assert!(found.notes.iter().any(|n| n.contains("1 recused")));
    let shifts = run(1, |control| without_each_judge(&scores, 1, control)).unwrap();
    assert_eq!(shifts.len(), 3);
}

#[test]
fn parts_that_no_score_connects_are_counted() {
    let scores = scores("item,judge,score\na,x,5\nb,x,6\nc,y,1\nd,y,3\n");
    let found = run(1, |control| rank(&scores, Question { top: 1, level: 0.95 }, control)).unwrap();
    assert_eq!(found.parts, 2);
}

#[test]
fn scores_are_refused_where_they_are_wrong() {
    for (text, line, column) in [
        ("item,judge,score\na,x,7\nb,x,\"7,5\"\n", 3, 5),
        ("item,judge,score\na,x,NaN\n", 2, 5),
        ("item,judge,score\n,x,1\n", 2, 1),
        ("what,ever\n", 1, 1),
    ] {
        let flaw = read(text, None).unwrap_err();
        assert_eq!((flaw.line, flaw.column), (line, column), "{text}");
    }
}
