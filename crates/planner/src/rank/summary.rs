//! Means of other kinds, beside the model.

/// What a list of scores says by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many scores there are.
    pub n: usize,
    /// Their mean; `NaN` without any.
    pub mean: f64,
    /// Their mean without the highest and the lowest, from three scores on.
    pub trimmed_mean: f64,
    /// The middle one, or the mean of the two in the middle.
    pub median: f64,
    /// The mean after every judge was brought to the mean and the spread of all scores. A
    /// judge without any spread counts as given.
    pub z_mean: f64,
}

/// What is known of a judge without a model.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Habit {
    pub n: usize,
    pub mean: f64,
    pub deviation: f64,
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The mean and the standard deviation of a list.
pub(super) fn habit(values: &[f64]) -> Habit {
    let mean = mean(values);
    let is_even = values.iter().all(|v| *v == values[0]);
    let square: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    let deviation = if is_even { 0.0 } else { (square / (values.len() - 1) as f64).sqrt() };
    Habit { n: values.len(), mean, deviation }
}

/// As [`habit`]; without any score there is no mean.
pub(super) fn habit_or_none(values: &[f64]) -> Habit {
    if values.is_empty() { Habit { n: 0, mean: f64::NAN, deviation: 0.0 } } else { habit(values) }
}

/// Adds up the scores of each item. `scores` has item, judge, score.
pub(super) fn summaries(items: usize, scores: &[(u32, u32, f64)], habits: &[Habit]) -> Vec<Summary> {
    let all = habit_or_none(&scores.iter().map(|r| r.2).collect::<Vec<_>>());
    let mut lists: Vec<Vec<f64>> = vec![Vec::new(); items];
    let mut levelled = vec![0.0; items];
    for &(item, judge, score) in scores {
        lists[item as usize].push(score);
        let own = habits[judge as usize];
        levelled[item as usize] +=
            if own.deviation > 0.0 { all.mean + all.deviation * (score - own.mean) / own.deviation } else { score };
    }
    lists
        .iter_mut()
        .zip(levelled)
        .map(|(list, levelled)| {
            let mean = mean(list);
            list.sort_unstable_by(f64::total_cmp);
            let n = list.len();
            let trimmed_mean = if n >= 3 { self::mean(&list[1..n - 1]) } else { mean };
            let median = match n {
                0 => f64::NAN,
                _ if n % 2 == 1 => list[n / 2],
                _ => (list[n / 2 - 1] + list[n / 2]) / 2.0,
            };
            Summary { n, mean, trimmed_mean, median, z_mean: levelled / n as f64 }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_means_of_a_short_list() {
        let scores = [(0, 0, 1.0), (0, 1, 5.0), (0, 2, 9.0), (1, 0, 3.0), (1, 1, 5.0)];
        let habits: Vec<Habit> = [vec![1.0, 3.0], vec![5.0, 5.0], vec![9.0]].iter().map(|v| habit(v)).collect();
        let all = summaries(3, &scores, &habits);
        assert_eq!((all[0].n, all[0].mean, all[0].trimmed_mean, all[0].median), (3, 5.0, 5.0, 5.0));
        assert_eq!((all[1].mean, all[1].median), (4.0, 4.0));
        assert!(all[2].mean.is_nan());
        // The second judge has no spread and counts as given.
        let deviation = habit(&[1.0, 5.0, 9.0, 3.0, 5.0]).deviation;
        let first = 4.6 - deviation / 2.0_f64.sqrt();
        assert!((all[0].z_mean - (first + 5.0 + 9.0) / 3.0).abs() < 1e-12);
    }
}
