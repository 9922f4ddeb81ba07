//! `convoke doctor`: looks for what is wrong with a house, or soon will be, and
//! says what to do about it. It changes nothing.

use crate::{
    config::{Config, MailConfig},
    files, house,
};
use db::{Db, Migration, schema};
use kernel::{SystemClock, SystemEntropy};
use std::{
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

/// A server that says nothing for so long is taken for absent.
const PATIENCE: Duration = Duration::from_secs(10);
/// A slower answer is felt on every page.
const SLOW: Duration = Duration::from_millis(200);
/// Clocks further apart than this break leases and sign-in codes.
const CLOCK_SECONDS: u64 = 10;
const MEBIBYTE: u64 = 1024 * 1024;
/// Less free space than this is a warning.
const LITTLE_SPACE: u64 = 2048 * MEBIBYTE;
/// Less free space than this is a failure: SQLite's log may fill it in an hour.
const NO_SPACE: u64 = 256 * MEBIBYTE;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// As it should be.
    Ok,
    /// Works, but somebody should look.
    Warn,
    /// Does not work.
    Fail,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub verdict: Verdict,
    /// What was looked at.
    pub subject: &'static str,
    /// What was found, and what to do.
    pub found: String,
}

/// Everything that was found.
#[derive(Clone, Debug, Default)]
pub struct Report(Vec<Finding>);

impl Report {
    /// All lines, in the order in which they were found.
    pub fn findings(&self) -> &[Finding] {
        &self.0
    }

    /// The worst of all verdicts.
    pub fn verdict(&self) -> Verdict {
        self.0.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Ok)
    }

    fn ok(&mut self, subject: &'static str, found: impl Into<String>) {
        self.0.push(Finding { verdict: Verdict::Ok, subject, found: found.into() });
    }

    fn warn(&mut self, subject: &'static str, found: impl Into<String>) {
        self.0.push(Finding { verdict: Verdict::Warn, subject, found: found.into() });
    }

    fn fail(&mut self, subject: &'static str, found: impl Into<String>) {
        self.0.push(Finding { verdict: Verdict::Fail, subject, found: found.into() });
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for Finding { verdict, subject, found } in &self.0 {
            let word = match verdict {
                Verdict::Ok => "OK",
                Verdict::Warn => "WARN",
                Verdict::Fail => "FAIL",
            };
            writeln!(f, "{word:<5} {subject:<12} {found}")?;
        }
        Ok(())
    }
}

/// Examines a house and prints what was found. Fails when anything does not work.
///
/// # Errors
/// None of its own: what cannot be examined is a finding.
pub async fn run(config: Config) -> anyhow::Result<ExitCode> {
    let report = examine(&config, &house::migrations()).await;
    print!("{report}");
    Ok(if report.verdict() == Verdict::Fail { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Examines a house whose schema should be that of `migrations`.
pub async fn examine(config: &Config, migrations: &[Migration]) -> Report {
    let mut report = Report::default();
    origin(&mut report, config);
    data_folder(&mut report, &config.data);
    disk_space(&mut report, &config.data);
    mail_server(&mut report, config.mail.as_ref()).await;
    if let Some(db) = database(&mut report, &config.database_address()).await {
        if schema_is_current(&mut report, &db, migrations).await {
            contents(&mut report, &db).await;
            releases(&mut report, &db).await;
            handed_in(&mut report, config, &db).await;
        }
        if let Err(error) = db.close().await {
            report.warn("database", format!("it does not close: {error}"));
        }
    }
    report
}

fn origin(report: &mut Report, config: &Config) {
    match config.origin.as_deref() {
        None => report.warn("origin", format!("not set; links in letters lead to {}", config.origin())),
        Some(origin) if origin.starts_with("https://") => report.ok("origin", origin),
        Some(origin) => report.warn("origin", format!("{origin} is not https; passkeys will not work there")),
    }
}

fn data_folder(report: &mut Report, folder: &Path) {
    const SUBJECT: &str = "data folder";
    if !folder.is_dir() {
        return report.fail(SUBJECT, format!("{} is not a folder; `--data` names it", folder.display()));
    }
    if let Err(error) = tempfile::tempfile_in(folder) {
        return report.fail(SUBJECT, format!("{} cannot be written to: {error}", folder.display()));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(folder).map_or(0, |data| data.permissions().mode());
        if mode & 0o007 != 0 {
            let advice = format!("chmod o-rwx {}", folder.display());
            return report.warn(SUBJECT, format!("every user of this machine can look into it; `{advice}`"));
        }
    }
    report.ok(SUBJECT, folder.display().to_string());
}

#[cfg(unix)]
fn disk_space(report: &mut Report, folder: &Path) {
    const SUBJECT: &str = "disk space";
    match rustix::fs::statvfs(folder) {
        Err(error) => report.warn(SUBJECT, format!("unknown: {error}")),
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let text = format!("{} MiB are free", free / MEBIBYTE);
            match free {
                _ if free < NO_SPACE => report.fail(SUBJECT, text),
                _ if free < LITTLE_SPACE => report.warn(SUBJECT, text),
                _ => report.ok(SUBJECT, text),
            }
        }
    }
}

#[cfg(not(unix))]
fn disk_space(report: &mut Report, _: &Path) {
    report.warn("disk space", "cannot be read on this system");
}

async fn mail_server(report: &mut Report, mail: Option<&MailConfig>) {
    const SUBJECT: &str = "mail";
    let Some(mail) = mail else {
        return report.warn(SUBJECT, "no mail server is set; letters, also sign-in codes, stay in the outbox");
    };
    let greeted = async { mail::Smtp::new(&mail.server)?.greet().await };
    match tokio::time::timeout(PATIENCE, greeted).await {
        Ok(Ok(())) => report.ok(SUBJECT, format!("the server answers; letters come from {}", mail.from)),
        Ok(Err(error)) => report.fail(SUBJECT, format!("{error:#}")),
        Err(_) => report.fail(SUBJECT, format!("the server does not answer within {PATIENCE:?}")),
    }
}

async fn database(report: &mut Report, address: &str) -> Option<Db> {
    const SUBJECT: &str = "database";
    if let Some(path) = address.strip_prefix("sqlite:").filter(|path| !Path::new(path).exists()) {
        report.fail(SUBJECT, format!("there is none at {path}; `convoke serve` makes it"));
        return None;
    }
    let connecting = Db::connect(address, Arc::new(SystemClock), Arc::new(SystemEntropy));
    let db = match tokio::time::timeout(PATIENCE, connecting).await {
        Ok(Ok(db)) => db,
        Ok(Err(error)) => {
            report.fail(SUBJECT, error.to_string());
            return None;
        }
        Err(_) => {
            report.fail(SUBJECT, format!("it does not answer within {PATIENCE:?}"));
            return None;
        }
    };
    let begun = Instant::now();
    let pinged = db.ping().await;
    let took = begun.elapsed();
    match pinged {
        Err(error) => report.fail(SUBJECT, format!("it does not answer: {error}")),
        Ok(()) if took > SLOW => report.warn(SUBJECT, format!("{:?} answers slowly, in {took:.0?}", db.backend())),
        Ok(()) => report.ok(SUBJECT, format!("{:?} answers in {took:.1?}", db.backend())),
    }
    Some(db)
}

async fn schema_is_current(report: &mut Report, db: &Db, migrations: &[Migration]) -> bool {
    const SUBJECT: &str = "schema";
    let applied = match db.applied().await {
        Ok(applied) => applied,
        Err(error) => {
            report.fail(SUBJECT, format!("this is no database of Convoke: {error}"));
            return false;
        }
    };
    let unknown = applied.keys().find(|name| !migrations.iter().any(|one| one.name == name.as_str()));
    let changed = migrations.iter().find(|one| applied.get(one.name).is_some_and(|hash| *hash != one.hash()));
    let missing = migrations.iter().filter(|one| !applied.contains_key(one.name)).count();
    match (unknown, changed, missing) {
        (Some(name), _, _) => report.fail(SUBJECT, format!("a newer Convoke applied {name}; run that one")),
        (_, Some(one), _) => report.fail(SUBJECT, format!("{} is not what was applied once", one.name)),
        (_, _, 0) => report.ok(SUBJECT, format!("all {} migrations are applied", applied.len())),
        (_, _, some) => report.warn(SUBJECT, format!("{some} migrations are missing; the next start applies them")),
    }
    unknown.is_none() && missing == 0
}

/// Files are not in a backup: after a restore they may be missing.
async fn handed_in(report: &mut Report, config: &Config, db: &Db) {
    match files::of(config).missing(db, &db.system()).await {
        Ok(missing) if missing.is_empty() => report.ok("files", "every file that was handed in is in its folder"),
        Ok(missing) => {
            let folder = config.data.join("files");
            let words = format!(
                "{} files are missing in {}; copy that folder from the backup",
                missing.len(),
                folder.display()
            );
            report.fail("files", words);
        }
        Err(error) => report.warn("files", format!("cannot be examined: {error}")),
    }
}

/// What the tables hold. A question that the engine does not answer is a failure.
/// What was published must be what was published: its hash is made anew.
async fn releases(report: &mut Report, db: &Db) {
    const SUBJECT: &str = "releases";
    match programme::release::verify(db, &db.system()).await {
        Err(error) => report.fail(SUBJECT, format!("cannot be read: {error}")),
        Ok(broken) if broken.is_empty() => report.ok(SUBJECT, "every one is what was published"),
        Ok(broken) => {
            let which: Vec<String> = broken.iter().map(|one| one.release.id.to_string()).collect();
            report.fail(SUBJECT, format!("changed since they were published: {}; restore a backup", which.join(", ")));
        }
    }
}

async fn contents(report: &mut Report, db: &Db) {
    let checks = async {
        integrity(report, db).await?;
        references(report, db).await?;
        clock(report, db).await?;
        queues(report, db).await
    };
    if let Err(error) = checks.await {
        report.fail("database", format!("it refuses an answer: {error:#}"));
    }
}

async fn integrity(report: &mut Report, db: &Db) -> anyhow::Result<()> {
    match db.integrity().await?.as_slice() {
        [] => report.ok("integrity", "the engine finds no damage"),
        [first, ..] => report.fail("integrity", format!("the file is damaged; restore a backup: {first}")),
    }
    Ok(())
}

async fn references(report: &mut Report, db: &Db) -> anyhow::Result<()> {
    let orphans = schema::orphans(db).await?;
    for broken in &orphans {
        let schema::Reference { table, columns, parent, .. } = &broken.reference;
        let columns = columns.join(", ");
        report.fail("references", format!("{} rows of {table} ({columns}) name no {parent}", broken.rows));
    }
    if orphans.is_empty() {
        report.ok("references", "every reference leads somewhere");
    }
    Ok(())
}

async fn clock(report: &mut Report, db: &Db) -> anyhow::Result<()> {
    let ctx = db.system();
    let seconds = |other: kernel::Timestamp| other.as_seconds().abs_diff(ctx.now().as_seconds());
    if let Some(theirs) = db.engine_clock().await?.filter(|theirs| seconds(*theirs) > CLOCK_SECONDS) {
        report.fail("clock", format!("it is {} s away from the database's; run a time service", seconds(theirs)));
    } else if let Some(last) = db.last_audited(&ctx).await?.filter(|last| *last > ctx.now().plus_seconds(60)) {
        report.fail(
            "clock",
            format!("the last thing done here was done at {last}, which is to come; the clock went back"),
        );
    } else {
        report.ok("clock", ctx.now().to_rfc3339());
    }
    Ok(())
}

async fn queues(report: &mut Report, db: &Db) -> anyhow::Result<()> {
    let ctx = db.system();
    let counts = jobs::counts(db, &ctx).await?;
    match jobs::dead(db, &ctx, 1).await?.first() {
        None => report.ok("jobs", format!("{} waiting, {} running", counts.waiting, counts.running)),
        Some(last) => {
            let text = format!("{} were given up, the last is {}: {}", counts.dead, last.name, last.error);
            report.warn("jobs", text);
        }
    }
    match mail::failed(db, &ctx).await? {
        0 => report.ok("letters", "none failed in the last 30 days"),
        failed => report.warn("letters", format!("{failed} were not delivered in the last 30 days")),
    }
    Ok(())
}
