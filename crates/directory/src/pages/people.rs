//! The people of an edition, and the page of one of them.

use super::{
    PAGE,
    link::with_query,
    related_view::{Block, Chip, Prose, blocks},
};
use crate::{
    city::{CityId, catalogue},
    office::{Office, offices},
    organisation::{OrganisationFilter, organisation_by_slug, organisation_cards, organisations},
    person::{PeopleFilter, PersonCard, initials_of, people, person_by_slug, person_cards, role_lines},
    place::{edition_cities, house_names},
    related::{RelatedSources, Subject},
};
use askama::Template;
use axum::{Extension, extract::Path, response::Response};
use axum_extra::extract::Query;
use congress::{Edition, edition, edition_page};
use serde::Deserialize;
use std::sync::Arc;
use ui::{Form, MenuItem, Page};
use web::Cx;

/// What the list is narrowed by.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    initial: String,
    #[serde(default)]
    city: String,
    #[serde(default)]
    organisation: String,
    #[serde(default)]
    after: String,
}

#[derive(Template)]
#[template(path = "directory/people.html")]
struct PeoplePage {
    page: Page,
    letters: Vec<MenuItem>,
    form: Form,
    cities: Vec<(String, String)>,
    organisations: Vec<(String, String)>,
    groups: Vec<(String, Vec<PersonCard>)>,
    first: String,
    next: String,
}

pub(super) async fn list(cx: Cx, Path(slug): Path<String>, Query(asked): Query<Asked>) -> web::Result<Response> {
    web::cached(&cx, || async {
        let edition = edition(&cx, &slug).await?;
        let filter = filter(&cx, &edition, &asked).await?;
        let after = Some(asked.after.as_str()).filter(|slug| !slug.is_empty());
        let found = people(cx.db(), cx.ctx(), edition.id, &filter, after, PAGE).await?;
        let page = edition_page(&cx, &edition);
        web::ok(&PeoplePage {
            letters: letters(&cx, &page, &edition, &filter, &asked).await?,
            cities: city_choices(&cx, &edition).await?,
            organisations: organisation_choices(&cx, &edition).await?,
            form: Form::filled([
                ("initial", asked.initial.as_str()),
                ("city", asked.city.as_str()),
                ("organisation", asked.organisation.as_str()),
            ]),
            groups: by_letter(found.people),
            first: if after.is_some() { asked.link(&page, &asked.initial, "") } else { String::new() },
            next: found.next.map(|last| asked.link(&page, &asked.initial, &last)).unwrap_or_default(),
            page,
        })
    })
    .await
}

impl Asked {
    fn link(&self, page: &Page, initial: &str, after: &str) -> String {
        let query = [
            ("initial", initial),
            ("city", self.city.as_str()),
            ("organisation", self.organisation.as_str()),
            ("after", after),
        ];
        with_query(&page.in_edition("/people"), &query)
    }
}

async fn filter(cx: &Cx, edition: &Edition, asked: &Asked) -> web::Result<PeopleFilter> {
    let organisation = match asked.organisation.as_str() {
        "" => None,
        slug => Some(organisation_by_slug(cx.db(), cx.ctx(), edition.id, slug).await?.ok_or(web::Error::NotFound)?.id),
    };
    Ok(PeopleFilter {
        initial: match asked.initial.as_str() {
            "other" => Some('#'),
            letter => letter.chars().next().filter(char::is_ascii_lowercase),
        },
        city: asked.city.parse::<CityId>().ok(),
        organisation,
        words: None,
        listed: true,
    })
}

async fn letters(
    cx: &Cx,
    page: &Page,
    edition: &Edition,
    filter: &PeopleFilter,
    asked: &Asked,
) -> web::Result<Vec<MenuItem>> {
    let item = |label: String, initial: &str| MenuItem {
        label,
        href: asked.link(page, initial, ""),
        current: initial == asked.initial,
    };
    let mut items = vec![item(page.t("ui-all"), "")];
    for letter in initials_of(cx.db(), cx.ctx(), edition.id, filter).await? {
        match letter {
            '#' => items.push(item("#".to_owned(), "other")),
            letter => items.push(item(letter.to_uppercase().to_string(), &letter.to_string())),
        }
    }
    Ok(items)
}

async fn city_choices(cx: &Cx, edition: &Edition) -> web::Result<Vec<(String, String)>> {
    let names = house_names(cx.db(), cx.ctx()).await?;
    let all = edition_cities(cx.db(), cx.ctx(), edition.id).await?;
    let mut choices: Vec<_> =
        all.iter().map(|e| (e.city.id().to_string(), e.city.label_with(cx.locale(), &names))).collect();
    choices.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(choices)
}

async fn organisation_choices(cx: &Cx, edition: &Edition) -> web::Result<Vec<(String, String)>> {
    let listed = OrganisationFilter { listed: true, ..OrganisationFilter::default() };
    let (all, _) = organisations(cx.db(), cx.ctx(), edition.id, &listed, None, 500).await?;
    Ok(all.into_iter().map(|o| (o.slug.to_string(), o.name.get(cx.locale()).text.to_owned())).collect())
}

fn by_letter(people: Vec<PersonCard>) -> Vec<(String, Vec<PersonCard>)> {
    let mut groups: Vec<(String, Vec<PersonCard>)> = Vec::new();
    for card in people {
        match groups.last_mut() {
            Some((letter, group)) if *letter == card.letter => group.push(card),
            _ => groups.push((card.letter.clone(), vec![card])),
        }
    }
    groups
}

#[derive(Template)]
#[template(path = "directory/person.html")]
struct PersonPage {
    page: Page,
    card: PersonCard,
    name: String,
    beside: String,
    /// Empty where there is none to show.
    portrait: String,
    biography: Prose,
    languages: Vec<String>,
    email: String,
    phone: String,
    offices: Vec<OfficeLine>,
    place: Vec<(String, String)>,
    blocks: Vec<Block>,
}

struct OfficeLine {
    words: String,
    span: String,
}

pub(super) async fn show(
    cx: Cx,
    Path((slug, person)): Path<(String, String)>,
    Extension(related): Extension<Arc<RelatedSources>>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let edition = edition(&cx, &slug).await?;
        let found = person_by_slug(cx.db(), cx.ctx(), edition.id, &person).await?.ok_or(web::Error::NotFound)?;
        let card = person_cards(cx.db(), cx.ctx(), &[found.id]).await?.remove(&found.id).ok_or(web::Error::NotFound)?;
        let portrait = related.portrait(&cx, found.id).await?;
        let related = related.of(&cx, &edition, Subject::Person(found.id)).await?;
        let held = offices(cx.db(), cx.ctx(), &[found.id]).await?;
        let page = edition_page(&cx, &edition);
        web::ok(&PersonPage {
            name: card.name.clone(),
            beside: card.beside.clone(),
            portrait: portrait.unwrap_or_default(),
            biography: Prose::of(found.biography.get(cx.locale())),
            languages: found.languages.names(cx.locale()),
            email: found.email.as_ref().map(ToString::to_string).unwrap_or_default(),
            phone: found.phone.clone().unwrap_or_default(),
            offices: office_lines(&cx, &page, &held).await?,
            place: places(&cx, &page, &card).await?,
            blocks: blocks(&page, related),
            card,
            page,
        })
    })
    .await
}

async fn office_lines(cx: &Cx, page: &Page, held: &[Office]) -> web::Result<Vec<OfficeLine>> {
    let words = role_lines(cx.db(), cx.ctx(), held.iter()).await?;
    let line = |office: &Office| OfficeLine {
        words: words.get(&office.id).cloned().unwrap_or_default(),
        span: span(page, office),
    };
    Ok(held.iter().map(line).collect())
}

/// `2021–2023`, `since 2022`, `until 2020`; years are what a reader wants here.
fn span(page: &Page, office: &Office) -> String {
    let year = |day: jiff::civil::Date| day.year().to_string();
    match (office.details.from, office.details.to) {
        (Some(from), Some(to)) if from.year() == to.year() => year(from),
        (Some(from), Some(to)) => format!("{}–{}", from.year(), to.year()),
        (Some(from), None) => page.t1("directory-since", "year", year(from)),
        (None, Some(to)) => page.t1("directory-until", "year", year(to)),
        (None, None) => String::new(),
    }
}

/// Links to the organisation and the city behind the line under the name.
async fn places(cx: &Cx, page: &Page, card: &PersonCard) -> web::Result<Vec<(String, String)>> {
    let ids: Vec<_> = card.organisation.into_iter().collect();
    let organisations = organisation_cards(cx.db(), cx.ctx(), &ids).await?;
    let mut links: Vec<(String, String)> = organisations
        .values()
        .map(|o| (page.in_edition(format!("/organisations/{}", o.slug)), o.name.get(cx.locale()).text.to_owned()))
        .collect();
    let city = card.city.or(organisations.values().find_map(|o| o.city)).and_then(|id| catalogue().get(id));
    if let Some(city) = city {
        let names = house_names(cx.db(), cx.ctx()).await?;
        links.push((page.in_edition(format!("/cities/{}", city.id())), city.label_with(cx.locale(), &names)));
    }
    Ok(links)
}

/// The chips of people who hold an office somewhere, as visitors know them.
pub(super) async fn chips(cx: &Cx, page: &Page, edition: &Edition, at: PeopleFilter) -> web::Result<Vec<Chip>> {
    let filter = PeopleFilter { listed: true, ..at };
    let found = people(cx.db(), cx.ctx(), edition.id, &filter, None, 200).await?;
    Ok(found.people.iter().map(|card| Chip::of(page, card)).collect())
}
