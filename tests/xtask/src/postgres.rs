//! A PostgreSQL cluster of our own, for one run.
//!
//! It never touches a cluster that is already on the machine: own folder, own port, own
//! role. Isolation is SERIALIZABLE because that is what the distributed engines that speak
//! the same protocol demand. Nothing is synced to disk: the data is worth nothing tomorrow.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::leash::{Leash, Leashed};
use crate::machine;

/// The role that tests connect as. It may create databases and is no superuser, so that
/// another person on this machine who finds the port can do nothing but spoil our tests.
const ROLE: &str = "convoke";

const SETTINGS: [&str; 8] = [
    "listen_addresses=127.0.0.1",
    "default_transaction_isolation=serializable",
    "max_connections=300",
    "shared_buffers=128MB",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "timezone=UTC",
];

/// A running cluster; it is stopped and removed when this is dropped.
pub struct Cluster {
    leash: Leash,
    port: u16,
}

impl Cluster {
    /// Creates and starts a cluster.
    pub fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL's initdb and postgres are not installed")?;
        let user = ServerUser::find()?;
        let folder = user.folder()?;
        let port = machine::free_port()?;
        create(&programs, &user, &folder)?;

        let mut command = user.command(&programs.join("postgres"));
        command.extend(["-D".into(), shown(&folder.join("data"))]);
        let own = [format!("port={port}"), format!("unix_socket_directories={}", folder.display())];
        for setting in SETTINGS.into_iter().map(str::to_owned).chain(own) {
            command.extend(["-c".into(), setting]);
        }
        let leash = Leashed {
            command,
            environment: Vec::new(),
            // An immediate shutdown: nothing has to be written.
            signal: "QUIT",
            log: folder.join("log"),
            folder: Some(folder.clone()),
        }
        .start()?;
        let socket = folder.join(format!(".s.PGSQL.{port}"));
        let pid_file = folder.join("data/postmaster.pid");
        leash.wait_until("PostgreSQL", Duration::from_secs(60), || {
            socket.exists()
                && fs::read_to_string(&pid_file).is_ok_and(|said| said.lines().any(|line| line.trim() == "ready"))
        })?;
        Ok(Self { leash, port })
    }

    /// The address without a database name; ask for `convoke`, or create one.
    pub fn url(&self) -> String {
        format!("postgres://{ROLE}@127.0.0.1:{}/", self.port)
    }

    /// The server's first process, parent of all others.
    pub fn pid(&self) -> u32 {
        self.leash.pid()
    }
}

/// The folder with PostgreSQL's programs. Debian keeps `initdb` off the search path.
pub fn programs() -> Option<PathBuf> {
    let on_path = machine::find_program(&["initdb"]).and_then(|found| found.parent().map(Path::to_owned));
    on_path
        .into_iter()
        .chain(versions("/usr/lib/postgresql"))
        .chain(versions("/opt/homebrew/opt"))
        .chain(versions("/usr/local/opt"))
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// `…/15/bin` or `…/postgresql@15/bin`, the newest first.
fn versions(parent: &str) -> Vec<PathBuf> {
    let number = |folder: &PathBuf| -> u32 {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let digits = name.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        digits.parse().unwrap_or(0)
    };
    let Ok(entries) = fs::read_dir(parent) else {
        return Vec::new();
    };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort_by_key(|folder| std::cmp::Reverse(number(folder)));
    folders.into_iter().map(|folder| folder.join("bin")).collect()
}

/// Who runs the server: PostgreSQL refuses to run as root.
struct ServerUser(Option<&'static str>);

impl ServerUser {
    fn find() -> Result<Self> {
        if !machine::is_root() {
            return Ok(Self(None));
        }
        let exists = |name: &&str| machine::read(Command::new("id").args(["-u", name])).is_ok();
        let user = ["postgres", "nobody"].into_iter().find(exists);
        Ok(Self(Some(user.context("PostgreSQL refuses to run as root, and there is no user postgres")?)))
    }

    fn command(&self, program: &Path) -> Vec<String> {
        let Some(user) = self.0 else {
            return vec![shown(program)];
        };
        // setpriv becomes the program, so that the process id we learn is the server's own.
        let change = ["setpriv", "--reuid", user, "--regid", user, "--clear-groups"];
        let change = match machine::find_program(&["setpriv"]) {
            Some(_) => change.as_slice(),
            None => &["runuser", "-u", user],
        };
        let mut command: Vec<String> = change.iter().map(|&word| word.to_owned()).collect();
        command.extend(["--".into(), shown(program)]);
        command
    }

    fn run(&self, program: &Path, arguments: &[&str], input: &str, place: &Path) -> Result<()> {
        let words = self.command(program);
        let said = place.join("input");
        fs::write(&said, input)?;
        machine::read(
            Command::new(&words[0])
                .args(&words[1..])
                .args(arguments)
                .current_dir(place)
                .env("LC_ALL", "C")
                .stdin(Stdio::from(fs::File::open(&said)?)),
        )?;
        Ok(())
    }

    /// A new folder that belongs to the server's user: under the target folder, or, where
    /// that user cannot reach it (a checkout in /root) or a socket's name would become too
    /// long (107 bytes), in the temporary folder.
    fn folder(&self) -> Result<PathBuf> {
        let name = format!("convoke-postgres-{}", std::process::id());
        let places = [machine::target()?.join("xtask"), std::env::temp_dir()];
        for place in places {
            let folder = place.join(&name);
            if folder.as_os_str().len() > 80 {
                continue;
            }
            fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
            if self.own(&folder).is_ok() {
                return Ok(folder);
            }
            fs::remove_dir_all(&folder)?;
        }
        bail!("found no folder in which PostgreSQL may write");
    }

    fn own(&self, folder: &Path) -> Result<()> {
        if let Some(user) = self.0 {
            machine::read(Command::new("chown").arg(user).arg(folder))?;
            let words = self.command(Path::new("test"));
            machine::read(Command::new(&words[0]).args(&words[1..]).arg("-x").arg(folder))?;
        }
        machine::read(Command::new("chmod").arg("700").arg(folder))?;
        Ok(())
    }
}

/// Makes the cluster with its one role and one database, while nothing listens yet.
fn create(programs: &Path, user: &ServerUser, folder: &Path) -> Result<()> {
    let data = shown(&folder.join("data"));
    user.run(
        &programs.join("initdb"),
        &["-D", &data, "-E", "UTF8", "--locale=C", "--no-sync", "--auth=peer"],
        "",
        folder,
    )?;
    fs::write(folder.join("data/pg_hba.conf"), format!("local all all peer\nhost all {ROLE} 127.0.0.1/32 trust\n"))?;
    user.run(
        &programs.join("postgres"),
        &["--single", "-D", &data, "-c", "fsync=off", "postgres"],
        &format!("CREATE ROLE {ROLE} LOGIN CREATEDB\nCREATE DATABASE {ROLE} OWNER {ROLE}\n"),
        folder,
    )
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_starts_and_leaves_nothing_behind() {
        if programs().is_none() {
            eprintln!("!!! SKIPPED: PostgreSQL is not installed");
            return;
        }
        let cluster = Cluster::start().unwrap();
        let socket_of = |port: u16| std::net::TcpStream::connect(("127.0.0.1", port));
        let port = cluster.port;
        assert!(socket_of(port).is_ok());
        assert_eq!(cluster.url(), format!("postgres://convoke@127.0.0.1:{port}/"));
        drop(cluster);
        assert!(socket_of(port).is_err());
    }
}
