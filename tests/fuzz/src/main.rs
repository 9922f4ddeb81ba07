//! A mutation fuzzer for everything that reads strangers' bytes. `cargo xtask fuzz`
//! builds it, starts it and looks after it; alone it is
//!
//! ```text
//! fuzz run SEED SECONDS FOLDER CORPUS…    one worker; findings go into FOLDER
//! fuzz replay FILE…                       a finding again, with its panic
//! ```
//!
//! What a worker does follows from its seed alone; the time only says how far it comes.
//! An input whose outcome was never seen before joins the corpus, so mutations build on
//! what got furthest. A panic is caught and written down. What takes too long or too much
//! memory, or overflows the stack, ends the process: the input lies in `current-SEED`
//! then, where xtask finds it.

mod budget;
mod chance;
mod corpus;
mod mutation;
mod targets;
mod worker;

use anyhow::{Context, Result, bail};
use std::{path::Path, time::Duration};

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["run", seed, seconds, folder, corpus @ ..] => {
            let seed = seed.parse().context("the seed is a number")?;
            let time = Duration::from_secs(seconds.parse().context("the time is a number of seconds")?);
            worker::run(seed, time, Path::new(folder), corpus)
        }
        ["replay", files @ ..] if !files.is_empty() => files.iter().try_for_each(|file| replay(Path::new(file))),
        _ => bail!("fuzz run SEED SECONDS FOLDER CORPUS… | fuzz replay FILE…"),
    }
}

/// The name of a finding begins with that of its target.
fn replay(file: &Path) -> Result<()> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let wanted = name.split('.').next().unwrap_or_default();
    let target = targets::ALL.iter().find(|target| target.name == wanted);
    let target = target.with_context(|| format!("{name} does not begin with the name of a target"))?;
    let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
    let began = std::time::Instant::now();
    let outcome = worker::on_a_small_stack(move || (target.run)(&bytes));
    println!("{name}: survived in {:?}, outcome {outcome:016x}", began.elapsed());
    Ok(())
}
