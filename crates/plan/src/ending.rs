//! How a command ends, and with which code.

use std::{io, io::Write, path::Path, process::ExitCode};

/// A run that printed its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A plan.
    Planned,
    /// No plan can exist; the answer says why.
    Infeasible,
    /// Neither a plan nor a proof in the time given.
    Unknown,
}

/// A run that has no answer: the input is not what it should be.
#[derive(Debug)]
pub(crate) struct Refused(pub(crate) String);

impl Refused {
    /// What is wrong with this file.
    pub(crate) fn file(path: &Path, what: impl std::fmt::Display) -> Self {
        Self(format!("{}: {what}", path.display()))
    }
}

/// The text of a file of at most 256 MB.
pub(crate) fn read(path: &Path) -> Result<String, Refused> {
    let size = std::fs::metadata(path).map_err(|error| Refused::file(path, error))?.len();
    if size > 256 << 20 {
        return Err(Refused::file(path, "more than 256 MB"));
    }
    std::fs::read_to_string(path).map_err(|error| Refused::file(path, error))
}

/// Prints one answer, followed by a line end. A reader that went away is no error.
pub(crate) fn print(answer: &str) {
    let mut out = io::stdout().lock();
    // Whoever closed the pipe has read what they wanted.
    let _ = writeln!(out, "{answer}").and_then(|()| out.flush());
}

pub(crate) fn tell(ending: Result<Ending, Refused>) -> ExitCode {
    match ending {
        Ok(Ending::Planned) => ExitCode::SUCCESS,
        Ok(Ending::Infeasible) => ExitCode::from(3),
        Ok(Ending::Unknown) => ExitCode::from(1),
        Err(Refused(why)) => {
            eprintln!("convoke: {why}");
            ExitCode::from(2)
        }
    }
}
