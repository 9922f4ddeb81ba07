//! Giving a role, as a form says it.

use jiff::{civil::Date, tz::TimeZone};
use kernel::{EmailAddress, FieldProblem, Problems, Role, Timestamp};

/// A role to give.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewGrant {
    pub(crate) email: EmailAddress,
    pub(crate) role: Role,
    pub(crate) from: Timestamp,
    pub(crate) until: Option<Timestamp>,
}

impl NewGrant {
    /// Reads a form. The first and the last day count whole, in the edition's zone.
    pub(crate) fn read(sent: &web::Submission, zone: &TimeZone, now: Timestamp) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let email = problems.take("email", EmailAddress::parse(sent.value("email")));
        let role =
            problems.take("role", sent.value("role").parse::<Role>().map_err(|_| FieldProblem::new("problem-choice")));
        let from = problems.take("from", begin_of_day(sent.value("from"), zone, now));
        let until = problems.take("until", end_of_day(sent.value("until"), zone, now));
        if let (Some(from), Some(Some(until))) = (from, until)
            && until <= from
        {
            problems.add("until", FieldProblem::new("accounts-problem-window"));
        }
        match (email, role, from, until) {
            (Some(email), Some(role), Some(from), Some(until)) if problems.is_empty() => {
                Ok(Self { email, role, from, until })
            }
            _ => Err(problems),
        }
    }
}

fn day(typed: &str) -> Result<Option<Date>, FieldProblem> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| FieldProblem::new("problem-date")),
    }
}

fn begin_of_day(typed: &str, zone: &TimeZone, now: Timestamp) -> Result<Timestamp, FieldProblem> {
    let Some(day) = day(typed)? else {
        return Ok(now);
    };
    let begin = day.to_zoned_datetime(zone.clone()).map_err(|_| FieldProblem::new("problem-date"))?;
    // A role never reaches back: what was done before was not done in it.
    Ok(Timestamp::from(&begin).max(now))
}

fn end_of_day(typed: &str, zone: &TimeZone, now: Timestamp) -> Result<Option<Timestamp>, FieldProblem> {
    let Some(day) = day(typed)? else {
        return Ok(None);
    };
    let no_date = || FieldProblem::new("problem-date");
    let next = day.tomorrow().and_then(|next| next.to_zoned_datetime(zone.clone())).map_err(|_| no_date())?;
    let end = Timestamp::from(&next);
    if end > now { Ok(Some(end)) } else { Err(FieldProblem::new("accounts-problem-past")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<NewGrant, Problems> {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let now = "2024-09-20T00:00:00Z".parse::<jiff::Timestamp>().unwrap().into();
        NewGrant::read(&web::Submission::parse(body.as_bytes()), &zone, now)
    }

    #[test]
    fn the_last_day_counts_whole() {
        let grant = read("email=a%40b.cn&role=room_crew&until=2024-09-29").unwrap();
        assert_eq!(grant.until.unwrap().to_rfc3339(), "2024-09-29T16:00:00Z");
        assert_eq!(read("email=a%40b.cn&role=owner&until=").unwrap().until, None);
    }

    #[test]
    fn a_role_begins_on_a_day_or_at_once() {
        let grant = read("email=a%40b.cn&role=room_crew&from=2024-09-25&until=2024-09-29").unwrap();
        assert_eq!(grant.from.to_rfc3339(), "2024-09-24T16:00:00Z");
        assert_eq!(read("email=a%40b.cn&role=reader").unwrap().from.to_rfc3339(), "2024-09-20T00:00:00Z");
        let back = read("email=a%40b.cn&role=reader&from=2024-09-29&until=2024-09-25").unwrap_err();
        assert_eq!(back.of_field("until")[0].key, "accounts-problem-window");
    }

    #[test]
    fn every_field_is_checked() {
        let problems = read("email=a&role=king&until=yesterday").unwrap_err();
        for field in ["email", "role", "until"] {
            assert_eq!(problems.of_field(field).len(), 1, "{field}");
        }
        assert_eq!(
            read("email=a%40b.cn&role=owner&until=2024-09-01").unwrap_err().of_field("until")[0].key,
            "accounts-problem-past"
        );
    }
}
