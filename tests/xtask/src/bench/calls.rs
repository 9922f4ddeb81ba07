//! The last minute before a deadline: 500 proposals of 50 people who are there at the same
//! time. None that was taken is lost, none that came too late is taken.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, ensure};

use super::calendar::Minute;
use super::process;
use super::report::{Act, Clock, Report};
use super::server::Server;
use super::visitor::Visitor;

const VISITORS: usize = 50;
const EACH: usize = 10;
const EDITION: &str = "/en/hangzhou-2024";
const CALL: &str = "last-minute";
/// What is sent in time is sent by then, so that whatever is slow still arrives in time.
const BEFORE: Duration = Duration::from_secs(2);
/// So much of the last minute is left when the deadline is set.
const LEAST: Duration = Duration::from_secs(20);

/// A draft that is complete, and what became of it.
struct Sent {
    code: String,
    status: u16,
    took: Duration,
}

/// Sends everything within the last minute, into `report`.
pub fn measure(server: &Server, report: &mut Report) -> Result<()> {
    eprintln!("\n=== the last minute of a call: {VISITORS} people with {EACH} proposals each");
    let mut desk = Visitor::signed_in(server, "editor")?;
    let far = Minute::after(now(), Duration::from_secs(24 * 3600));
    desk.post(&format!("{EDITION}/desk/calls"), &fields(&settings(far), "0"))?;
    desk.post(&format!("{EDITION}/desk/calls/{CALL}/state"), &[("state", "open"), ("revision", "1")])?;
    let mut people = at_once((0..VISITORS).collect(), |number| prepare(server, number))?;
    let drafts = people.len() * (EACH + 1);
    eprintln!("{drafts} drafts are complete");

    let deadline = Minute::after(now(), LEAST);
    desk.post(&format!("{EDITION}/desk/calls/{CALL}/settings"), &fields(&settings(deadline), "2"))?;
    let left = deadline.since_epoch().saturating_sub(now());
    eprintln!("{left:?} are left until the deadline");
    let before = process::processor_time(server.pid())?;
    let sent = at_once(people.drain(..).enumerate().collect(), |(number, person)| rush(person, number, deadline))?;
    let processor = process::processor_time(server.pid())? - before;
    let (in_time, late): (Vec<Vec<Sent>>, Vec<Vec<Sent>>) = sent.into_iter().unzip();
    let (in_time, late): (Vec<Sent>, Vec<Sent>) =
        (in_time.into_iter().flatten().collect(), late.into_iter().flatten().collect());
    judge(&stored(&mut desk)?, &in_time, &late, deadline)?;
    let mut took: Vec<Duration> = in_time.iter().map(|one| one.took).collect();
    took.sort_unstable();
    let rank = (took.len() * 99).div_ceil(100).saturating_sub(1);
    let slow = took.get(rank).copied().unwrap_or_default();
    let what = format!(
        "{} submissions of {VISITORS} people before a deadline, p99 {:.1} ms; none lost, {} too late and refused",
        took.len(),
        slow.as_secs_f64() * 1e3,
        late.len()
    );
    eprintln!("{what}");
    let processor = processor / u32::try_from(took.len().max(1))?;
    let aim = Some((Duration::from_secs(1), Clock::Wall));
    report.acts.push(Act { what, bytes: 0, took, processor, aim, bare: None });
    Ok(())
}

/// The machine's clock, since 1970: the deadline is set by it, as the server reads the same.
#[expect(clippy::disallowed_methods, reason = "a benchmark is outside Convoke and has no Ctx to ask")]
fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).expect("the machine's clock stands after 1970")
}

/// Does something for all of them at the same time.
fn at_once<T: Send, R: Send>(all: Vec<T>, each: impl Fn(T) -> Result<R> + Sync) -> Result<Vec<R>> {
    let each = &each;
    thread::scope(|scope| {
        let running: Vec<_> = all.into_iter().map(|one| scope.spawn(move || each(one))).collect();
        running.into_iter().map(|one| one.join().map_err(|_| anyhow!("a visitor panicked"))?).collect()
    })
}

/// A call that takes talks until `closes`, by clocks that show UTC all year.
fn settings(closes: Minute) -> Vec<(&'static str, String)> {
    let (day, clock) = (closes.day(), closes.clock());
    let plain = [
        ("title_en", "The last minute"),
        ("body_en", "Everybody waits for it."),
        ("slug", CALL),
        ("opens_day", "2020-01-01"),
        ("opens_clock", "00:00"),
        ("zone", "Atlantic/Reykjavik"),
        ("grace_minutes", "0"),
        ("access", "public"),
        ("reviewing", "all"),
        ("kinds", "talk"),
        ("minutes_talk", "30"),
    ];
    let mut all: Vec<(&str, String)> = plain.map(|(name, value)| (name, value.to_owned())).to_vec();
    all.extend([("closes_day", day), ("closes_clock", clock)]);
    all
}

fn fields<'f>(settings: &'f [(&'static str, String)], revision: &'f str) -> Vec<(&'f str, &'f str)> {
    let sent = settings.iter().map(|(name, value)| (*name, value.as_str()));
    sent.chain([("revision", revision)]).collect()
}

/// Somebody signed in, with drafts that only need to be submitted: one more than are sent in time.
fn prepare(server: &Server, number: usize) -> Result<(Visitor, Vec<String>)> {
    let mut person = Visitor::by_letter(server, &format!("rush{number}@example.org"))?;
    let mut drafts = Vec::with_capacity(EACH + 1);
    for draft in 0..=EACH {
        let title = format!("Proposal {draft} of person {number}");
        let begin = [("kind", "talk"), ("title", title.as_str()), ("locale", "en")];
        person.post(&format!("{EDITION}/calls/{CALL}/proposals"), &begin)?;
        let code = person.location.rsplit('/').next().context("a draft has an address")?.to_owned();
        let speaker = [("name", "Rosa Rush"), ("affiliation", "A city"), ("shows", "yes"), ("revision", "1")];
        person.post(&format!("{EDITION}/proposals/{code}/speaker"), &speaker)?;
        drafts.push(code);
    }
    Ok((person, drafts))
}

/// Sends all drafts but one over what is left of the minute, and the last one after the deadline.
fn rush(
    (mut person, drafts): (Visitor, Vec<String>),
    number: usize,
    deadline: Minute,
) -> Result<(Vec<Sent>, Vec<Sent>)> {
    let begun = now().max(deadline.since_epoch().saturating_sub(Duration::from_secs(60)));
    let span = (deadline.since_epoch().saturating_sub(BEFORE)).saturating_sub(begun);
    let parts = u32::try_from(VISITORS * EACH)?;
    let (in_time, late) = drafts.split_at(EACH);
    let mut taken = Vec::with_capacity(EACH);
    for (turn, code) in in_time.iter().enumerate() {
        // Everybody's turns lie between those of the others.
        wait_until(begun + span / parts * u32::try_from(turn * VISITORS + number)?);
        taken.push(submit(&mut person, code)?);
    }
    // Some at the very moment, which is too late, the others within the second after it.
    wait_until(deadline.since_epoch() + Duration::from_millis(20) * u32::try_from(number)?);
    let refused = late.iter().map(|code| submit(&mut person, code)).collect::<Result<_>>()?;
    Ok((taken, refused))
}

fn wait_until(moment: Duration) {
    thread::sleep(moment.saturating_sub(now()));
}

fn submit(person: &mut Visitor, code: &str) -> Result<Sent> {
    let title = format!("Proposal {code}");
    let fields = [
        ("kind", "talk"),
        ("locale", "en"),
        ("title", title.as_str()),
        ("summary", "What a city did about it, and what it measured afterwards."),
        ("languages", "en"),
        ("revision", "1"),
    ];
    let asked = Instant::now();
    let status = person.send(&format!("{EDITION}/proposals/{code}/submission"), &fields)?;
    Ok(Sent { code: code.to_owned(), status, took: asked.elapsed() })
}

/// The codes of what the desk has, each with the instant that it was taken at.
fn stored(desk: &mut Visitor) -> Result<BTreeMap<String, String>> {
    desk.get(&format!("{EDITION}/desk/calls/{CALL}/proposals.csv"))?;
    Ok(taken_at(&desk.page()))
}

fn taken_at(table: &str) -> BTreeMap<String, String> {
    let line = |line: &str| {
        let cells: Vec<&str> = line.split("\",\"").collect();
        Some((cells.first()?.trim_matches('"').to_owned(), cells.get(10)?.trim_matches('"').to_owned()))
    };
    table.lines().skip(1).filter_map(line).collect()
}

/// Fails on whatever was lost, and on whatever came too late and was taken all the same.
fn judge(stored: &BTreeMap<String, String>, in_time: &[Sent], late: &[Sent], deadline: Minute) -> Result<()> {
    for one in in_time {
        ensure!(one.status == 303, "{} was sent in time and answered {}", one.code, one.status);
        ensure!(stored.contains_key(&one.code), "{} was taken and is lost", one.code);
    }
    for one in late {
        ensure!(one.status == 422, "{} was sent too late and answered {}", one.code, one.status);
        ensure!(!stored.contains_key(&one.code), "{} was refused and is there", one.code);
    }
    ensure!(stored.len() == in_time.len(), "{} were sent in time, {} are there", in_time.len(), stored.len());
    let end = format!("{}T{}:00Z", deadline.day(), deadline.clock());
    match stored.iter().find(|(_, at)| **at >= end) {
        Some((code, at)) => Err(anyhow!("{code} was taken at {at}, and the deadline was {end}")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(code: &str, status: u16) -> Sent {
        Sent { code: code.to_owned(), status, took: Duration::ZERO }
    }

    #[test]
    fn what_is_lost_or_taken_too_late_is_found() {
        let deadline = Minute::after(Duration::ZERO, Duration::from_secs(60));
        let stored = |codes: &[&str]| -> BTreeMap<String, String> {
            codes.iter().map(|code| ((*code).to_owned(), "1970-01-01T00:00:59Z".to_owned())).collect()
        };
        assert!(judge(&stored(&["A"]), &[sent("A", 303)], &[sent("B", 422)], deadline).is_ok());
        assert!(judge(&stored(&[]), &[sent("A", 303)], &[], deadline).is_err());
        assert!(judge(&stored(&[]), &[sent("A", 422)], &[], deadline).is_err());
        assert!(judge(&stored(&["A", "B"]), &[sent("A", 303)], &[sent("B", 422)], deadline).is_err());
        assert!(judge(&stored(&["A"]), &[sent("A", 303)], &[sent("B", 303)], deadline).is_err());
        let mut at_the_end = stored(&["A"]);
        at_the_end.insert("A".to_owned(), "1970-01-01T00:01:00Z".to_owned());
        assert!(judge(&at_the_end, &[sent("A", 303)], &[], deadline).is_err());
    }

    #[test]
    fn the_table_tells_when_each_was_taken() {
        let table = "\u{feff}\"code\",\"title\"\r\n\
            \"ABC234\",\"A, b\",\"s\",\"Talk\",\"\",\"submitted\",\"false\",\"en\",\"en\",\"Rosa\",\"2024-01-01T00:00:00Z\",\"\"\r\n";
        assert_eq!(taken_at(table), [("ABC234".to_owned(), "2024-01-01T00:00:00Z".to_owned())].into());
    }
}
