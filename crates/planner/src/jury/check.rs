//! Whether a plan keeps every rule, and what it is worth. Shares no code with the solver.
#![expect(clippy::needless_range_loop, reason = "several lists run along one number")]

use super::Problem;
use std::collections::HashSet;

/// What a plan is worth, in units of `10^-digits`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    /// The sum of the affinities.
    pub total: i128,
    /// The least sum of an entry.
    pub floor: i128,
}

/// Adds a plan up; or all rules that it breaks, in words.
///
/// # Errors
///
/// At least one sentence for each rule that is broken.
pub fn check(problem: &Problem, pairs: &[(u32, u32)]) -> Result<Worth, Vec<String>> {
    let mut broken = Vec::new();
    let entries = problem.reviews.len();
    let jurors = problem.most.len();
    let mut seen = HashSet::new();
    let mut reviews = vec![0_u32; entries];
    let mut loads = vec![0_u32; jurors];
    let mut sums = vec![0_i128; entries];
    for &(e, j) in pairs {
        let (entry, juror) = (e as usize, j as usize);
        if entry >= entries || juror >= jurors {
            broken.push(format!("the pair {e}, {j} is none of this problem"));
            continue;
        }
        let names = format!("entry {} and juror {}", problem.entries.name(e), problem.jurors.name(j));
        if !seen.insert((e, j)) {
            broken.push(format!("{names} stand here twice"));
        }
        reviews[entry] += 1;
        loads[juror] += 1;
        if let Some(c) = problem.conflicts.iter().find(|c| c.entry == e && c.juror == j) {
            broken.push(format!("{names} are in conflict: {}", c.reason));
            continue;
        }
        let (from, to) = (problem.pairs.starts[entry], problem.pairs.starts[entry + 1]);
        let listed = (from as usize..to as usize).find(|&at| problem.pairs.jurors[at] == j);
        match listed.map(|at| problem.pairs.values[at]).or(problem.absent) {
            Some(value) => sums[entry] += i128::from(value),
            None => broken.push(format!("{names} cannot be a pair")),
        }
    }
    for entry in 0..entries {
        if reviews[entry] != problem.reviews[entry] {
            let name = problem.entries.name(entry as u32);
            broken.push(format!("entry {name} has {} of {} reviews", reviews[entry], problem.reviews[entry]));
        }
    }
    for juror in 0..jurors {
        if loads[juror] < problem.least[juror] || loads[juror] > problem.most[juror] {
            let (name, load) = (problem.jurors.name(juror as u32), loads[juror]);
            broken.push(format!(
                "juror {name} has {load} entries, not between {} and {}",
                problem.least[juror], problem.most[juror]
            ));
        }
    }
    if broken.is_empty() {
        Ok(Worth { total: sums.iter().sum(), floor: sums.iter().copied().min().unwrap_or(0) })
    } else {
        Err(broken)
    }
}
