//! One run: mutate, read, look what came of it.

use crate::{
    budget,
    chance::Chance,
    corpus::Corpus,
    mutation,
    targets::{self, Target},
};
use anyhow::Result;
use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Mutex,
    time::{Duration, Instant},
};

/// Where the last panic was; it tells findings apart.
static PANICKED_AT: Mutex<String> = Mutex::new(String::new());

/// What the server's threads have: an overflow here is one there.
const STACK: usize = 2 * 1024 * 1024;

/// Runs on a thread with the stack of the server's.
///
/// # Panics
/// When the work does.
pub fn on_a_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work);
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => panic!("no thread: {error}"),
    }
}

/// Mutates for some time and says what was done.
pub fn run(seed: u64, time: Duration, folder: &Path, corpus: &[&str]) -> Result<()> {
    let mut all = Vec::new();
    for target in targets::ALL {
        all.push((target, Corpus::of(target, corpus)?, 0u32, Duration::ZERO));
    }
    let folder = folder.to_owned();
    std::panic::set_hook(Box::new(|info| {
        let at = info.location().map(ToString::to_string).unwrap_or_default();
        if let Ok(mut last) = PANICKED_AT.lock() {
            *last = format!("{at}: {}", info.payload_as_str().unwrap_or("a panic"));
        }
    }));
    let (all, known) = on_a_small_stack(move || {
        budget::watch();
        let current = folder.join(format!("current-{seed}"));
        let (mut chance, mut known, mut number) = (Chance::of(seed), HashSet::new(), 0);
        let began = Instant::now();
        // What the files themselves give is where novelty begins.
        while began.elapsed() < time {
            for (target, corpus, executions, spent) in &mut all {
                number += 1;
                *executions += 1;
                let input = mutation::of(corpus, &mut chance);
                write_current(&current, target, &input);
                let began = Instant::now();
                budget::begin(number);
                let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(&input)));
                budget::end();
                *spent += began.elapsed();
                match outcome {
                    Ok(outcome) => corpus.learn(&input, outcome, &mut chance),
                    Err(_) => found(&folder, target, &input, &mut known),
                }
            }
        }
        let _ = std::fs::remove_file(current);
        (all, known.len())
    });
    for (target, corpus, executions, spent) in &all {
        let each = *spent / (*executions).max(1);
        println!("{:12} {executions:>9} executions of {each:.1?}, {:>4} in the corpus", target.name, corpus.len());
    }
    let executions: u64 = all.iter().map(|(_, _, executions, _)| u64::from(*executions)).sum();
    println!("seed {seed}: {executions} executions, {known} findings");
    Ok(())
}

fn write_current(current: &Path, target: &Target, input: &[u8]) {
    let mut bytes = target.name.as_bytes().to_vec();
    bytes.push(b'\n');
    bytes.extend_from_slice(input);
    if let Err(error) = std::fs::write(current, bytes) {
        eprintln!("!!! {}: {error}", current.display());
    }
}

/// Writes a finding down, once for each place.
fn found(folder: &Path, target: &Target, input: &[u8], known: &mut HashSet<String>) {
    let at = PANICKED_AT.lock().map(|at| at.clone()).unwrap_or_default();
    let place: String = at.split(": ").next().unwrap_or_default().to_owned();
    if !known.insert(format!("{}{place}", target.name)) {
        return;
    }
    let mut hasher = DefaultHasher::new();
    (&place, input).hash(&mut hasher);
    let file = folder.join(format!("{}.{:016x}", target.name, hasher.finish()));
    eprintln!("FOUND by {}: {at}", target.name);
    match std::fs::write(&file, input) {
        Ok(()) => eprintln!("  again: cargo xtask fuzz --replay {}", file.display()),
        Err(error) => eprintln!("  {}: {error}", file.display()),
    }
}
