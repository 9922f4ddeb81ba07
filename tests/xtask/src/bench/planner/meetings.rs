//! The published meeting instances, to proven optimality.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};

use super::peers::Peers;
use super::run::Run;
use super::table::{Table, geometric_mean, ratio, seconds};
use super::{Plan, files, named};

/// The peers, as `tests/xtask/peers/meetings.py` calls them.
/// It knows `cpsat`, too, which takes minutes where these take seconds.
const PEERS: [&str; 2] = ["rc2", "uwrmaxsat"];
/// What everybody may take of each, in seconds on the wall.
const LIMIT: &str = "100";

/// A table of processor seconds.
pub fn measure(plan: &Plan, ours: &Path, peers: Option<&Peers>) -> Result<String> {
    let mut files = files(&plan.data.join("meetings"), ".original.dzn")?;
    if plan.quick {
        files.truncate(6);
    }
    let mut table = Table::new(&["instance", "breaks", "Convoke s", "RC2 s", "UWrMaxSAT s", "best peer ÷ ours"]);
    let mut total = Duration::ZERO;
    let mut of_peers: [(Duration, Vec<f64>); 2] = Default::default();
    let mut best_ratios = Vec::new();
    for file in &files {
        let name = named(file, ".original.dzn");
        eprint!("{name}: ");
        let run =
            Run::of(Command::new(ours).args(["plan", "meetings"]).arg(file).args(["--json", "--time-limit", LIMIT]))?;
        let is_ours = run.text("status") == Some("optimal");
        let breaks = run.number("breaks");
        eprint!("{} ", seconds(run.processor));
        total += run.processor;
        let proof = |is_proven: bool| if is_proven { "" } else { "> " };
        let mut cells = vec![
            name.clone(),
            breaks.map_or("–".to_owned(), |breaks| breaks.to_string()),
            format!("{}{}", proof(is_ours), seconds(run.processor)),
        ];
        let mut best: Option<Duration> = None;
        for (peer, (sum, ratios)) in PEERS.iter().zip(&mut of_peers) {
            let Some(peers) = peers else {
                cells.push("–".to_owned());
                continue;
            };
            let theirs = Run::of(peers.script("meetings.py").arg(peer).arg(file).arg(LIMIT))?;
            let proven = theirs.text("status") == Some("optimal");
            if proven && is_ours && theirs.number("value") != breaks {
                bail!("{name}: {peer} says {:?} breaks, we say {breaks:?}", theirs.number("value"));
            }
            eprint!("{peer} {} ", seconds(theirs.processor));
            *sum += theirs.processor;
            ratios.push(ratio(theirs.processor, run.processor));
            if proven {
                best = Some(best.map_or(theirs.processor, |best| best.min(theirs.processor)));
            }
            cells.push(format!("{}{}", proof(proven), seconds(theirs.processor)));
        }
        eprintln!();
        cells.push(best.map_or("–".to_owned(), |best| format!("{:.1}", ratio(best, run.processor))));
        best_ratios.extend(best.map(|best| ratio(best, run.processor)));
        table.row(&cells);
    }
    let mean = |ratios: &[f64]| geometric_mean(ratios).map_or("–".to_owned(), |mean| format!("{mean:.1}"));
    let sums = of_peers.iter().map(|(sum, _)| if peers.is_some() { seconds(*sum) } else { "–".to_owned() });
    table.row(
        &[vec!["**sum**".to_owned(), String::new(), seconds(total)], sums.collect(), vec![String::new()]].concat(),
    );
    let means = of_peers.iter().map(|(_, ratios)| mean(ratios));
    table.row(
        &[
            vec!["**geometric mean ÷ ours**".to_owned(), String::new(), "1".to_owned()],
            means.collect(),
            vec![mean(&best_ratios)],
        ]
        .concat(),
    );
    table.note(&format!(
        "Processor seconds of all threads; `>` was not proven in {LIMIT} s and counts with what it took."
    ));
    Ok(table.into_text())
}
