//! Giving a role, as a form says it.

use jiff::{civil::Date, tz::TimeZone};
use kernel::{EmailAddress, FieldProblem, Problems, Role, Timestamp};

/// A role to give.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NewGrant {
    pub(crate) email: EmailAddress,
    pub(crate) role: Role,
    pub(crate) until: Option<Timestamp>,
}

impl NewGrant {
    /// Reads a form. The last day counts whole, in the edition's zone.
    pub(crate) fn read(sent: &web::Submission, zone: &TimeZone, now: Timestamp) -> Result<Self, Problems> {
        let mut problems = sent.problems.clone();
        let email = problems.take("email", EmailAddress::parse(sent.value("email")));
        let role = problems
            .take("role", sent.value("role").parse::<Role>().map_err(|_| FieldProblem::new("problem-choice")));
        let until = problems.take("until", end_of_day(sent.value("until"), zone, now));
        match (email, role, until) {
            (Some(email), Some(role), Some(until)) if problems.is_empty() => Ok(Self { email, role, until }),
            _ => Err(problems),
        }
    }
}

fn end_of_day(typed: &str, zone: &TimeZone, now: Timestamp) -> Result<Option<Timestamp>, FieldProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let no_date = || FieldProblem::new("problem-date");
    let day: Date = typed.parse().map_err(|_| no_date())?;
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
    fn every_field_is_checked() {
        let problems = read("email=a&role=king&until=yesterday").unwrap_err();
        for field in ["email", "role", "until"] {
            assert_eq!(problems.of_field(field).len(), 1, "{field}");
        }
        assert_eq!(read("email=a%40b.cn&role=owner&until=2024-09-01").unwrap_err().of_field("until")[0].key, "accounts-problem-past");
    }
}
