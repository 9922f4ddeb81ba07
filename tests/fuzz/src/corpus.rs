//! What mutations begin with: files, and what is learnt while they go on.

use crate::{chance::Chance, targets::Target};
use anyhow::{Context, Result};
use std::{collections::HashSet, path::Path};

/// Inputs of one target.
pub struct Corpus {
    inputs: Vec<Vec<u8>>,
    /// How many came from files, and always stay.
    given: usize,
    outcomes: HashSet<u64>,
}

/// Learnt inputs of one target.
const MOST_LEARNT: usize = 400;
/// A file that is larger is begun with its beginning.
const LARGEST: usize = 256 * 1024;

impl Corpus {
    /// The seeds of a target and all files that it can begin with.
    pub fn of(target: &Target, folders: &[&str]) -> Result<Self> {
        let mut inputs: Vec<Vec<u8>> = target.seeds.iter().map(|seed| seed.as_bytes().to_vec()).collect();
        let mut paths = Vec::new();
        for folder in folders {
            files(Path::new(folder), &mut paths)?;
        }
        paths.sort();
        for path in paths {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if target.endings.contains(&ending) {
                let mut bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
                bytes.truncate(LARGEST);
                inputs.extend((target.taken)(bytes));
            }
        }
        anyhow::ensure!(!inputs.is_empty(), "{} has nothing to begin with", target.name);
        Ok(Self { given: inputs.len(), inputs, outcomes: HashSet::new() })
    }

    /// How many inputs there are.
    pub fn len(&self) -> usize {
        self.inputs.len()
    }

    /// Any of them.
    pub fn any(&self, chance: &mut Chance) -> &[u8] {
        &self.inputs[chance.below(self.inputs.len())]
    }

    /// Keeps an input whose outcome is new.
    pub fn learn(&mut self, input: &[u8], outcome: u64, chance: &mut Chance) {
        if !self.outcomes.insert(outcome) || input.len() > LARGEST {
            return;
        }
        if self.inputs.len() < self.given + MOST_LEARNT {
            self.inputs.push(input.to_vec());
        } else {
            let at = self.given + chance.below(MOST_LEARNT);
            self.inputs[at] = input.to_vec();
        }
    }
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) -> Result<()> {
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}
