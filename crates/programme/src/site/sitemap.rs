//! What search engines are told to read: an index that names one map for each
//! public edition and language, and that map with every public page of it.
//!
//! Both are written as a stranger would see them, whoever asks: an address that
//! only some may know of stands in neither.

use crate::{
    PublicPages,
    view::{ProgrammeView, Views},
};
use askama::Template;
use axum::{
    Extension,
    extract::Path,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use directory::{
    organisation::{OrganisationFilter, organisations},
    people,
    person::PeopleFilter,
    place::edition_cities,
};
use kernel::{Ctx, Locale, Viewer};
use web::Cx;

/// A map may hold no more addresses than this; every edition and language has its own.
const MOST: usize = 50_000;
/// People, and organisations, that are asked for.
const MOST_NAMES: u64 = 20_000;

#[derive(Template)]
#[template(path = "programme/site/sitemap_index.xml")]
struct Index {
    maps: Vec<Map>,
}

struct Map {
    url: String,
    changed: Option<String>,
}

#[derive(Template)]
#[template(path = "programme/site/sitemap.xml")]
struct Pages {
    origin: String,
    /// `/hangzhou-2024`.
    edition: String,
    own: &'static str,
    /// Paths below the edition, with the day of the release that they are from.
    pages: Vec<(String, Option<String>)>,
}

impl Pages {
    fn url(&self, tag: &str, path: &str) -> String {
        format!("{}/{tag}{}{path}", self.origin, self.edition)
    }

    /// The address that asks which language is wanted.
    fn any(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.edition)
    }

    fn languages(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        Locale::ALL.iter().map(|locale| (locale.tag(), locale.html_lang()))
    }
}

/// Every public edition, whatever the language of the one who asks.
pub(super) async fn index(cx: Cx, Extension(views): Extension<Views>) -> web::Result<Response> {
    web::cached(&cx, || async {
        let ctx = as_a_stranger(&cx);
        let mut maps = Vec::new();
        for edition in congress::editions(cx.db(), &ctx).await? {
            let view = views.view_for(cx.db(), &ctx, edition.slug.as_str()).await?;
            maps.extend(Locale::ALL.iter().map(|locale| Map {
                url: format!("{}/{}/{}/sitemap.xml", cx.app().settings().origin, locale.tag(), edition.slug),
                changed: changed(&view),
            }));
        }
        xml(&Index { maps })
    })
    .await
}

/// Every public page of an edition, each with its address in the other languages.
pub(super) async fn pages(
    cx: Cx,
    Extension(views): Extension<Views>,
    Extension(others): Extension<PublicPages>,
    Path(slug): Path<String>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let ctx = as_a_stranger(&cx);
        let view = views.view_for(cx.db(), &ctx, &slug).await?;
        let mut pages = of_the_programme(&view);
        pages.extend(of_the_directory(&cx, &ctx, &view).await?.into_iter().map(|path| (path, None)));
        pages.extend(others.of(cx.db(), &ctx, &view.edition).await?.into_iter().map(|path| (path, None)));
        pages.truncate(MOST);
        xml(&Pages {
            origin: cx.app().settings().origin.clone(),
            edition: format!("/{}", view.edition.slug),
            own: cx.locale().tag(),
            pages,
        })
    })
    .await
}

fn as_a_stranger(cx: &Cx) -> Ctx {
    cx.ctx().seen_by(Viewer::stranger())
}

/// The day of the latest release, by UTC.
fn changed(view: &ProgrammeView) -> Option<String> {
    let release = view.release.as_ref()?;
    Some(release.released_at.to_jiff().strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn of_the_programme(view: &ProgrammeView) -> Vec<(String, Option<String>)> {
    let fixed = ["", "/timetable", "/changes"].into_iter().map(str::to_owned);
    let rooms = view.rooms.iter().map(|room| format!("/rooms/{}", room.slug));
    let sessions = view.sessions.iter().map(|session| session.path());
    let changed = changed(view);
    fixed.chain(rooms).chain(sessions).map(|path| (path, changed.clone())).collect()
}

/// The pages of the directory change by themselves, not with a release.
async fn of_the_directory(cx: &Cx, ctx: &Ctx, view: &ProgrammeView) -> web::Result<Vec<String>> {
    let (db, edition) = (cx.db(), view.edition.id);
    let listed = PeopleFilter { listed: true, ..PeopleFilter::default() };
    let people = people(db, ctx, edition, &listed, None, MOST_NAMES).await?.people;
    let listed = OrganisationFilter { listed: true, ..OrganisationFilter::default() };
    let (houses, _) = organisations(db, ctx, edition, &listed, None, MOST_NAMES).await?;
    let cities = edition_cities(db, ctx, edition).await?;
    let fixed = ["/people", "/organisations", "/cities"].into_iter().map(str::to_owned);
    Ok(fixed
        .chain(people.iter().map(|person| format!("/people/{}", person.slug)))
        .chain(houses.iter().map(|house| format!("/organisations/{}", house.slug)))
        .chain(cities.iter().map(|entry| format!("/cities/{}", entry.city.id())))
        .collect())
}

fn xml(template: &impl Template) -> web::Result<Response> {
    Ok(([(CONTENT_TYPE, "application/xml; charset=utf-8")], template.render()?).into_response())
}
