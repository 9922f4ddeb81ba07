//! `convoke demo`: a whole congress on this machine, and a way in for each role.

mod abstracts;
mod activities;
mod calls;
mod cast;
mod cultures;
mod hearing;
mod hooks;
mod people;
mod plans;
mod sessions;
mod speakers;
mod stage;
mod today;

pub use cast::Profile;

use crate::{
    config::Config,
    files,
    house::{self, House},
    serve,
};
use blob::Blobs;
use cast::Cast;
use db::Db;
use kernel::{
    Ctx, EditionId, EmailAddress, FixedClock, PersonId, Role, SeededEntropy, SystemClock, SystemEntropy, Timestamp,
};
use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    sync::Arc,
    time::Instant,
};

/// How to run the demonstration.
#[derive(clap::Args, Clone, Debug)]
pub struct Options {
    /// The folder for its data.
    #[arg(long, value_name = "DIR", default_value = "convoke-demo")]
    pub data: PathBuf,
    /// The port to listen on.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Forget what was changed, and start over.
    #[arg(long)]
    pub fresh: bool,
    /// How large it is.
    #[arg(long, value_enum, default_value = "r1")]
    pub profile: Profile,
    /// An empty PostgreSQL database instead of a file in the folder.
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
}

/// Who can sign in by a link: the word that is printed, an address, a name, a role.
const ROLES: [(&str, &str, &str, Option<Role>); 7] = [
    ("owner", "owner@example.org", "Olga Owner", Some(Role::Owner)),
    ("organiser", "organiser@example.org", "Lin Organiser", Some(Role::Organiser)),
    ("editor", "editor@example.org", "Edith Editor", Some(Role::ProgrammeEditor)),
    ("crew", "crew@example.org", "Chen Crew", Some(Role::RoomCrew)),
    ("speaker", speakers::SPEAKER.0, speakers::SPEAKER.1, None),
    ("visitor", "visitor@example.org", "Vera Visitor", None),
    ("reviewer", "reviewer@example.org", "Rashid Reviewer", None),
];

/// Fills the folder when it is empty, serves, and prints the ways in.
///
/// # Errors
/// When the folder or the port cannot be used.
pub async fn run(options: Options) -> anyhow::Result<()> {
    let config = Config {
        port: options.port,
        data: options.data.clone(),
        database: options.database.clone(),
        ..Config::default()
    };
    // The port first: seeding for nothing is the worse surprise.
    let doors = serve::listen(&config).await?;
    if options.fresh {
        forget(&config)?;
    }
    let db = house::database(&config).await?;
    let ctx = db.system();
    if congress::edition_by_slug(&db, &ctx, stage::SLUG).await?.is_none() {
        db.close().await?;
        seed(&config, options.profile).await?;
    } else {
        db.close().await?;
    }
    let house = House::open(&config, true).await?;
    let staff: Vec<_> = ROLES.iter().filter_map(|(_, address, name, role)| Some((*address, *name, (*role)?))).collect();
    let today = match today::keep(&house.db, &house.db.system(), &staff).await {
        Ok(slug) => Some(slug),
        // The other congress can be looked at without the one of today.
        Err(error) => {
            tracing::error!("the congress of today could not be made: {error:#}");
            None
        }
    };
    print_ways_in(&house.db, &config, today.as_deref()).await?;
    serve::until_stopped(doors, house).await
}

/// Removes what an earlier demonstration left: its own files, nothing else.
fn forget(config: &Config) -> anyhow::Result<()> {
    anyhow::ensure!(config.database.is_none(), "--fresh does not empty a database; name an empty one");
    for name in ["convoke.db", "convoke.db-wal", "convoke.db-shm"] {
        match std::fs::remove_file(config.data.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    match std::fs::remove_dir_all(config.data.join("files")) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Fills an empty database. The clock stands before the congress and the
/// randomness repeats, so that two demonstrations of a profile are the same.
async fn seed(config: &Config, profile: Profile) -> anyhow::Result<()> {
    let started = Instant::now();
    let step = |what: &str| {
        if std::io::stdout().is_terminal() {
            println!("  {:>5.1} s  {what}", started.elapsed().as_secs_f32());
        }
    };
    println!("Filling {} with the demonstration congress …", config.data.display());
    let start: Timestamp = jiff::civil::date(2024, 8, 1).in_tz("Asia/Shanghai")?.timestamp().into();
    let db = house::database_with(config, Arc::new(FixedClock::at(start)), Arc::new(SeededEntropy::new(2024))).await?;
    let ctx = db.system();
    fill(&db, &ctx, &files::of(config), profile, step).await?;
    db.close().await?;
    println!("Filled in {:.1} seconds.", started.elapsed().as_secs_f32());
    Ok(())
}

/// Writes everything of a profile; `step` is told what comes next.
///
/// # Errors
/// Those of the store.
pub async fn fill(db: &Db, ctx: &Ctx, blobs: &Blobs, profile: Profile, step: impl Fn(&str)) -> anyhow::Result<()> {
    step("edition, venues, tracks, published figures");
    // Enough seminar rooms for three hundred sessions in five days.
    let further_rooms = if profile == Profile::R1 { 0 } else { 12 };
    let stage = stage::build(db, ctx, further_rooms).await?;
    let cast = Cast::of(profile);
    step(&format!(
        "{} people, {} organisations, {} delegations",
        cast.people.len(),
        cast.organisations.len(),
        cast.delegations.len()
    ));
    let company = people::write(db, ctx, &stage, &cast, |written| step(&format!("{written} people"))).await?;
    step("sessions");
    let count = sessions::write(db, ctx, &stage, &cast, &company, profile).await?;
    step(&format!("{count} sessions, first release"));
    sessions::release(db, ctx, &stage).await?;
    hooks::write(db, ctx, &stage.edition).await?;
    step("what speakers hand in");
    speakers::write(db, ctx, blobs, &stage).await?;
    step("accounts");
    accounts(db, ctx, stage.edition.id, company.people.first().copied()).await?;
    step("calls and proposals");
    calls::write(db, ctx, &stage).await?;
    step("what visitors plan, and what they thought");
    plans::write(db, ctx, &stage, &cast).await
}

async fn accounts(db: &Db, ctx: &Ctx, edition: EditionId, visitor: Option<PersonId>) -> anyhow::Result<()> {
    for (word, address, name, role) in ROLES {
        // The owner owns the house as well: the demonstration has nobody above.
        let reach = (role != Some(Role::Owner)).then_some(edition);
        let grants: Vec<_> = role.map(|role| (reach, role)).into_iter().collect();
        let person = visitor.filter(|_| word == "visitor");
        accounts::seed_account(db, ctx, &email(address)?, name, person, &grants).await?;
    }
    Ok(())
}

fn email(text: &str) -> anyhow::Result<EmailAddress> {
    EmailAddress::parse(text).map_err(|problem| anyhow::anyhow!("{text:?}: {}", problem.key))
}

async fn print_ways_in(db: &Db, config: &Config, today: Option<&str>) -> anyhow::Result<()> {
    let ctx = Ctx::system(&SystemClock, Arc::new(SystemEntropy));
    let origin = config.origin();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "\nConvoke serves the demonstration congress:\n\n  {origin}/en/{}\n  {origin}/zh/{0}\n",
        stage::SLUG
    )?;
    if let Some(today) = today {
        writeln!(out, "A congress that is on just now:\n\n  {origin}/en/{today}/now\n")?;
    }
    writeln!(out, "Sign in as (these links work on this machine only):\n")?;
    for (word, address, name, _) in ROLES {
        let account = accounts::seed_account(db, &ctx, &email(address)?, name, None, &[]).await?;
        let path = accounts::local_link(db, &ctx, account).await?;
        writeln!(out, "  {word:10} {origin}/en{path}")?;
    }
    writeln!(out, "\nMail is shown, not sent: {origin}/en/demonstration/mail\nCtrl-C ends it; your changes stay.\n")?;
    out.flush()?;
    Ok(())
}
