//! The addresses of the feeds. All but the stars' stand behind the page cache:
//! no query, and a 304 for who has them already, while nothing changes.

use super::{Feed, star_feed::star_feed};
use crate::view::Views;
use axum::{
    Extension,
    extract::Path,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use directory::person::person_by_slug;
use web::{Cx, Error, Routes, Who};

const XML: &str = "application/xml; charset=utf-8";
const JSON: &str = "application/json";
const CALENDAR: &str = "text/calendar; charset=utf-8";

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{edition}/schedule.xml", schedule_xml, Who::Anyone, "/hangzhou-2024/schedule.xml")
        .get("/{edition}/schedule.json", schedule_json, Who::Anyone, "/hangzhou-2024/schedule.json")
        .get("/{edition}/schedule-v2.json", schedule_v2, Who::Anyone, "/hangzhou-2024/schedule-v2.json")
        .get("/{edition}/schedule.ics", edition_calendar, Who::Anyone, "/hangzhou-2024/schedule.ics")
        .get(
            "/{edition}/sessions/{session}/session.ics",
            session_calendar,
            Who::Anyone,
            "/hangzhou-2024/sessions/OPEN24/session.ics",
        )
        .get(
            "/{edition}/people/{person}/sessions.ics",
            person_calendar,
            Who::Anyone,
            "/hangzhou-2024/people/zhu-yifan/sessions.ics",
        )
        .get(
            "/{edition}/rooms/{room}/sessions.ics",
            room_calendar,
            Who::Anyone,
            "/hangzhou-2024/rooms/grand-hall/sessions.ics",
        )
        .get("/stars/{file}", star_feed, Who::Anyone, "/stars/demonstration.ics")
}

async fn feed(cx: &Cx, views: &Views, edition: &str) -> web::Result<Feed> {
    let view = views.view(cx, edition).await?;
    Ok(Feed { view, origin: cx.app().settings().origin.clone(), text: cx.text() })
}

fn file(kind: &'static str, body: impl IntoResponse) -> Response {
    ([(CONTENT_TYPE, kind)], body).into_response()
}

async fn schedule_xml(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(edition): Path<String>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let xml = feed(&cx, &views, &edition).await?.xml().map_err(Error::internal)?;
        Ok(file(XML, xml))
    })
    .await
}

async fn schedule_json(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(edition): Path<String>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let json = feed(&cx, &views, &edition).await?.json_v1();
        Ok(file(JSON, serde_json::to_vec(&json)?))
    })
    .await
}

async fn schedule_v2(cx: Cx, Extension(views): Extension<Views>, Path(edition): Path<String>) -> web::Result<Response> {
    web::cached(&cx, || async {
        let json = feed(&cx, &views, &edition).await?.json_v2();
        Ok(file(JSON, serde_json::to_vec(&json)?))
    })
    .await
}

async fn edition_calendar(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path(edition): Path<String>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let feed = feed(&cx, &views, &edition).await?;
        Ok(file(CALENDAR, feed.calendar(feed.say(&feed.view.edition.name), &feed.view.sessions)))
    })
    .await
}

async fn session_calendar(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((edition, segment)): Path<(String, String)>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let feed = feed(&cx, &views, &edition).await?;
        let session = feed.view.session_at(&segment).ok_or(Error::NotFound)?;
        Ok(file(CALENDAR, feed.calendar(feed.say(&session.title), [session])))
    })
    .await
}

async fn person_calendar(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((edition, slug)): Path<(String, String)>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let feed = feed(&cx, &views, &edition).await?;
        // Somebody known may be in nothing for now; whoever subscribes still gets a calendar.
        let person = person_by_slug(cx.db(), cx.ctx(), feed.view.edition.id, &slug).await?.ok_or(Error::NotFound)?;
        Ok(file(CALENDAR, feed.calendar(person.name.shown(cx.locale()), feed.view.with_person(person.id))))
    })
    .await
}

async fn room_calendar(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((edition, slug)): Path<(String, String)>,
) -> web::Result<Response> {
    web::cached(&cx, || async {
        let feed = feed(&cx, &views, &edition).await?;
        // A known room may be empty for now; whoever subscribes to it still gets a calendar.
        let rooms = congress::rooms(cx.db(), cx.ctx(), feed.view.edition.id).await?;
        let room = rooms.into_iter().find(|room| room.slug.as_str() == slug).ok_or(Error::NotFound)?;
        let sessions = feed.view.sessions.iter().filter(|session| session.room == Some(room.id));
        Ok(file(CALENDAR, feed.calendar(feed.say(&room.name), sessions)))
    })
    .await
}
