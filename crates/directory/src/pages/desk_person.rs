//! One person at the desk: offices, consents, taking part.

use super::{
    desk_people::{filled, record, record_page},
    found,
    own_consents::{Line, audience, audience_words, line, purpose_words},
    refusal,
};
use crate::{
    consent::{Channel, Purpose, Statement, disclosures, ledger, state},
    error::Error,
    office::{self, OfficeDetails, OfficeId, day_of, offices},
    organisation::{OrganisationFilter, organisations},
    person::{Person, Version, role_lines, take_into_edition, versions},
    rank::ranks,
    typed,
};
use axum::{extract::Path, http::StatusCode, response::Response};
use congress::{Edition, desk};
use kernel::{FieldProblem, Locale, Permission, PersonId, Problems};
use ui::{FlashKind, Page};
use web::{Cx, Submission};

/// What stands below the form of a record.
pub(super) struct Details {
    pub(super) public_page: String,
    pub(super) path: String,
    pub(super) offices: Vec<OfficeLine>,
    pub(super) organisations: Vec<(String, String)>,
    pub(super) ranks: Vec<(String, String)>,
    pub(super) purposes: Vec<(String, String)>,
    pub(super) audiences: Vec<(String, String)>,
    pub(super) channels: Vec<(String, String)>,
    pub(super) shown: Vec<(String, String)>,
    pub(super) ledger: Vec<Line>,
    pub(super) earlier: Vec<Earlier>,
}

/// What the record said before.
pub(super) struct Earlier {
    pub(super) until: String,
    pub(super) by: String,
    pub(super) name: String,
    /// Language of the words, and the words.
    pub(super) biography: Vec<(&'static str, String)>,
}

pub(super) struct OfficeLine {
    pub(super) id: String,
    pub(super) words: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) rank: String,
    pub(super) is_held: bool,
}

pub(super) async fn details(cx: &Cx, page: &Page, edition: &Edition, person: &Person) -> web::Result<Details> {
    let open = disclosures(cx.db(), cx.ctx(), person.id).await?;
    let ranks = rank_choices(cx, edition).await?;
    let option = |word: &str, label: String| (word.to_owned(), label);
    let audience = |word: &str| option(word, page.t(&format!("directory-audience-{word}")));
    let channel = |c: Channel| option(c.as_str(), page.t(&format!("directory-channel-{c}")));
    Ok(Details {
        public_page: page.in_edition(format!("/people/{}", person.slug)),
        path: page.in_edition(format!("/desk/people/{}", person.slug)),
        offices: office_lines(cx, person.id, &ranks).await?,
        organisations: organisation_choices(cx, edition).await?,
        purposes: Purpose::ALL.iter().map(|p| option(p.as_str(), purpose_words(page, *p))).collect(),
        audiences: ["public", "registered", "nobody"].map(audience).into(),
        channels: [Channel::Email, Channel::Paper, Channel::Officer].map(channel).into(),
        shown: Purpose::ALL
            .iter()
            .map(|p| (purpose_words(page, *p), audience_words(page, open.get(p).copied())))
            .collect(),
        ledger: ledger(cx.db(), cx.ctx(), person.id).await?.iter().map(|entry| line(page, entry)).collect(),
        earlier: earlier(cx, page, edition, person.id).await?,
        ranks,
    })
}

async fn earlier(cx: &Cx, page: &Page, edition: &Edition, person: PersonId) -> web::Result<Vec<Earlier>> {
    let line = |version: Version| {
        let at = version.replaced_at.in_zone(&edition.zone);
        let written = |locale: &Locale| (locale.html_lang(), version.biography.text(*locale).to_owned());
        Earlier {
            until: format!("{} {}", ui::long_date(at.date(), cx.locale()), at.strftime("%H:%M")),
            by: page.t(&format!("directory-version-{}", version.origin)),
            name: [version.name.as_given.as_str(), version.name.latin.as_str()].join(" · "),
            biography: Locale::ALL.iter().map(written).filter(|(_, words)| !words.is_empty()).collect(),
        }
    };
    Ok(versions(cx.db(), cx.ctx(), person).await?.into_iter().map(line).collect())
}

async fn office_lines(cx: &Cx, person: PersonId, ranks: &[(String, String)]) -> web::Result<Vec<OfficeLine>> {
    let held = offices(cx.db(), cx.ctx(), &[person]).await?;
    let words = role_lines(cx.db(), cx.ctx(), held.iter()).await?;
    let today = day_of(cx.now());
    let rank_name = |level: i32| {
        let level = level.to_string();
        ranks.iter().find(|(known, _)| *known == level).map_or(level.clone(), |(_, name)| name.clone())
    };
    let line = |office: &crate::Office| OfficeLine {
        id: office.id.to_string(),
        words: words.get(&office.id).cloned().unwrap_or_default(),
        from: office.details.from.map(|day| day.to_string()).unwrap_or_default(),
        to: office.details.to.map(|day| day.to_string()).unwrap_or_default(),
        rank: office.details.rank.map(rank_name).unwrap_or_default(),
        is_held: office.is_held_on(today),
    };
    Ok(held.iter().map(line).collect())
}

/// The ranks of an edition, for a list in a form.
pub(super) async fn rank_choices(cx: &Cx, edition: &Edition) -> web::Result<Vec<(String, String)>> {
    let all = ranks(cx.db(), cx.ctx(), edition.id).await?;
    let label = |rank: &crate::rank::Rank| format!("{} {}", rank.level, rank.name.get(cx.locale()).text);
    Ok(all.iter().map(|rank| (rank.level.to_string(), label(rank))).collect())
}

/// The organisations of an edition, for a list in a form.
pub(super) async fn organisation_choices(cx: &Cx, edition: &Edition) -> web::Result<Vec<(String, String)>> {
    let (all, _) = organisations(cx.db(), cx.ctx(), edition.id, &OrganisationFilter::default(), None, 2000).await?;
    Ok(all.into_iter().map(|o| (o.slug.to_string(), o.name.get(cx.locale()).text.to_owned())).collect())
}

/// Who a form on the record is about, and where it leads afterwards.
struct About {
    edition: Edition,
    person: Person,
}

impl About {
    async fn read(cx: &Cx, slug: &str, person: &str) -> web::Result<Self> {
        let edition = desk(cx, slug, Permission::EditDirectory).await?;
        let person = record(cx, &edition, person).await?;
        Ok(Self { edition, person })
    }

    fn done(&self, cx: &Cx, key: &'static str) -> Response {
        let path = format!("/{}/desk/people/{}", self.edition.slug, self.person.slug);
        web::with_flash(cx, &path, FlashKind::Done, key)
    }

    /// The record again, with what was typed below it and what is wrong there.
    async fn again(
        &self,
        cx: &Cx,
        sent: &Submission,
        status: StatusCode,
        problems: &Problems,
    ) -> web::Result<Response> {
        let mut form = filled(cx, &self.edition, &self.person).await?;
        for name in [
            "organisation",
            "city",
            "title_en",
            "title_zh",
            "from",
            "to",
            "rank",
            "purpose",
            "audience",
            "channel",
            "basis",
        ] {
            form.set(name, sent.value(name));
        }
        let form = form.with_problems(problems, cx.text());
        record_page(cx, &self.edition, &self.person, status, form).await
    }

    async fn answer(
        &self,
        cx: &Cx,
        sent: &Submission,
        result: Result<(), Error>,
        key: &'static str,
    ) -> web::Result<Response> {
        match result {
            Ok(()) => Ok(self.done(cx, key)),
            Err(error) => {
                let (status, problems) = refusal(error)?;
                self.again(cx, sent, status, &problems).await
            }
        }
    }
}

pub(super) async fn add_office(
    cx: Cx,
    Path((slug, person)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let about = About::read(&cx, &slug, &person).await?;
    let mut problems = sent.problems.clone();
    let organisation =
        found::organisation(&cx, &about.edition, "organisation", sent.value("organisation"), &mut problems).await?;
    let result = match OfficeDetails::read(&sent, cx.locale(), organisation, problems) {
        Ok(details) => office::add_office(cx.db(), cx.ctx(), about.person.id, &details).await.map(drop),
        Err(problems) => Err(Error::Invalid(problems)),
    };
    about.answer(&cx, &sent, result, "directory-stored").await
}

pub(super) async fn end_office(
    cx: Cx,
    Path((slug, person, office)): Path<(String, String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let about = About::read(&cx, &slug, &person).await?;
    let office: OfficeId = office.parse().map_err(|_| web::Error::NotFound)?;
    let mut problems = sent.problems.clone();
    let last = typed::optional_day(&sent, &mut problems, "to").unwrap_or(day_of(cx.now()));
    let result = match problems.or(last) {
        Ok(last) => office::end_office(cx.db(), cx.ctx(), about.person.id, office, last).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    about.answer(&cx, &sent, result, "directory-stored").await
}

pub(super) async fn remove_office(
    cx: Cx,
    Path((slug, person, office)): Path<(String, String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let about = About::read(&cx, &slug, &person).await?;
    let office: OfficeId = office.parse().map_err(|_| web::Error::NotFound)?;
    let result = office::remove_office(cx.db(), cx.ctx(), about.person.id, office).await;
    about.answer(&cx, &sent, result, "directory-stored").await
}

pub(super) async fn consent(
    cx: Cx,
    Path((slug, person)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let about = About::read(&cx, &slug, &person).await?;
    let result = match said(&sent) {
        Ok(said) => state(cx.db(), cx.ctx(), about.person.id, &said).await,
        Err(problems) => Err(Error::Invalid(problems)),
    };
    about.answer(&cx, &sent, result, "directory-consent-stored").await
}

fn said(sent: &Submission) -> Result<Statement, Problems> {
    let mut problems = sent.problems.clone();
    let purpose = typed::word(sent, &mut problems, "purpose");
    let answer = audience(sent.value("audience")).ok_or(FieldProblem::new("problem-choice"));
    let audience = problems.take("audience", answer);
    let channel = typed::word(sent, &mut problems, "channel");
    let basis = problems.take("basis", kernel::words::optional_line(sent.value("basis"), 400));
    match (purpose, audience, channel, basis) {
        (Some(purpose), Some(audience), Some(channel), Some(basis)) => {
            problems.or(Statement { purpose, audience, channel, basis })
        }
        _ => Err(problems),
    }
}

/// Lets somebody known from another edition take part in this one.
pub(super) async fn take(cx: Cx, Path((slug, person)): Path<(String, String)>) -> web::Result<Response> {
    let edition = desk(&cx, &slug, Permission::EditDirectory).await?;
    let id: PersonId = person.parse().map_err(|_| web::Error::NotFound)?;
    take_into_edition(cx.db(), cx.ctx(), edition.id, id).await?;
    let person = crate::person::person_by_id(cx.db(), cx.ctx(), edition.id, id).await?.ok_or(web::Error::NotFound)?;
    let path = format!("/{}/desk/people/{}", edition.slug, person.slug);
    Ok(web::with_flash(&cx, &path, FlashKind::Done, "directory-person-taken"))
}
