//! A process that cannot outlive us.
//!
//! A server started for the tests has to go away however the run ends: success, failure,
//! Ctrl-C, or a CI that kills us outright. Signal handlers cannot promise the last one. So
//! each server runs under a small shell that reads from a pipe we hold: when we are gone,
//! for whatever reason, the kernel closes the pipe, and the shell stops the server and
//! removes its folder. The shell has a process group of its own, so Ctrl-C does not reach it.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

const SHELL: &str = r#"
signal=$1 folder=$2 log=$3
shift 3
"$@" </dev/null >"$log" 2>&1 &
server=$!
trap '' HUP INT QUIT TERM
echo "$server"
read -r _
kill -s "$signal" -- "-$$"
(sleep 10; kill -s KILL "$server") >/dev/null 2>&1 &
watchdog=$!
wait "$server"
kill -s KILL "$watchdog"
[ -n "$folder" ] || exit
# A browser that is just ending may still put a file where one was removed.
for attempt in 1 2 3 4 5 6 7 8 9 10; do
    rm -rf -- "$folder" && sleep 0.1 && [ ! -e "$folder" ] && exit
    sleep 0.2
done
"#;

/// What to start, and how to end it.
pub struct Leashed {
    /// Program and arguments.
    pub command: Vec<String>,
    /// Extra environment.
    pub environment: Vec<(&'static str, String)>,
    /// The signal that ends it at once, such as `TERM`.
    pub signal: &'static str,
    /// Removed when the process has ended.
    pub folder: Option<PathBuf>,
    /// Where its output goes.
    pub log: PathBuf,
}

/// A running process; dropping it ends the process and waits for that.
pub struct Leash {
    shell: Child,
    pid: u32,
    log: PathBuf,
}

impl Leashed {
    /// Starts the process.
    pub fn start(self) -> Result<Leash> {
        let mut shell = Command::new("sh")
            .args(["-c", SHELL, "leash", self.signal])
            .arg(self.folder.as_deref().unwrap_or(Path::new("")))
            .arg(&self.log)
            .args(&self.command)
            .envs(self.environment)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start sh")?;
        let mut pid = String::new();
        let said = shell.stdout.take().context("sh has no output")?;
        BufReader::new(said).read_line(&mut pid)?;
        let pid = pid.trim().parse().context("sh did not start the process")?;
        Ok(Leash { shell, pid, log: self.log })
    }
}

impl Leash {
    /// What it has written so far.
    pub fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// The process itself, not the shell that watches it.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Asks again and again until the process answers; fails early when it has died.
    pub fn wait_until(&self, what: &str, patience: Duration, mut ready: impl FnMut() -> bool) -> Result<()> {
        let started = Instant::now();
        while !ready() {
            if self.has_ended() {
                bail!("{what} ended at once. It said:\n{}", self.last_words());
            }
            if started.elapsed() > patience {
                let words = self.last_words();
                bail!("{what} did not answer within {patience:?}. It said:\n{words}");
            }
            thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    }

    /// Gone, or dead and not yet buried by the shell. Where there is no /proc we find out by
    /// patience alone.
    fn has_ended(&self) -> bool {
        let state = |pid: &str| {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
            Some(stat.rsplit_once(") ")?.1.chars().next())
        };
        state("self").is_some() && matches!(state(&self.pid.to_string()), None | Some(Some('Z')))
    }

    fn last_words(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

impl Drop for Leash {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        // Nobody is left to tell if this fails.
        let _ = self.shell.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sleeper(folder: &Path) -> Leash {
        fs::create_dir_all(folder).unwrap();
        Leashed {
            command: vec!["sleep".into(), "600".into()],
            environment: Vec::new(),
            signal: "TERM",
            folder: Some(folder.to_owned()),
            log: folder.join("log"),
        }
        .start()
        .unwrap()
    }

    #[test]
    fn an_early_end_is_noticed_and_its_last_words_are_told() {
        let log = std::env::temp_dir().join(format!("leash-{}.log", std::process::id()));
        let leash = Leashed {
            command: ["sh", "-c", "echo no such option; exit 2"].map(str::to_owned).to_vec(),
            environment: Vec::new(),
            signal: "TERM",
            folder: None,
            log: log.clone(),
        }
        .start()
        .unwrap();
        let problem = leash.wait_until("sh", Duration::from_secs(20), || false).unwrap_err();
        fs::remove_file(log).unwrap();
        let problem = problem.to_string();
        // Without /proc it takes all our patience, but the words are the same.
        assert!(problem.ends_with("no such option"), "{problem}");
    }

    #[test]
    fn the_process_and_its_folder_end_with_the_leash() {
        let folder = std::env::temp_dir().join(format!("leash-{}", std::process::id()));
        let leash = sleeper(&folder);
        let pid = leash.pid().to_string();
        let alive = || {
            Command::new("sh").args(["-c", "kill -0 $1", "sh", &pid]).stderr(Stdio::null()).status().unwrap().success()
        };
        assert!(alive());
        let started = Instant::now();
        drop(leash);
        assert!(started.elapsed() < Duration::from_secs(5));
        assert!(!alive());
        assert!(!folder.exists());
    }
}
