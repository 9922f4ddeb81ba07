//! Requests to a running house: what stands in addresses, forms and bodies of the API. It
//! may refuse as it likes, but never fail.

use super::{Target, outcome, whole};
use axum::{body::Body, http::Request};
use hangzhou::{hall, opened, people, person, session, tables, three_days, venue, water};
use kernel::{Permission, Reach, Role};
use std::sync::OnceLock;
use testkit::{Actor, Engine, House, viewer_with};

/// A method and an address in the first line, then the body.
pub const REQUESTS: Target = Target {
    name: "requests",
    endings: &[],
    taken: whole,
    seeds: &[
        "GET /en/hangzhou-2024/timetable?view=list&day=2024-09-25&track=water&room=grand-hall&language=zh&city=1\n",
        "GET /zh/hangzhou-2024/timetable/print?day=2024-09-25&paper=a4&columns=3\n",
        "GET /en/hangzhou-2024/sessions/pen234-opening\n",
        "GET /en/hangzhou-2024/widget?view=list&theme=dark&language=en\n",
        "GET /en/hangzhou-2024/schedule.xml\n",
        "GET /en/hangzhou-2024/now?at=2024-09-25T09:30\n",
        "GET /en/hangzhou-2024/calendar.ics\n",
        "GET /en/hangzhou-2024/people?q=lin&page=2\n",
        "GET /en/hangzhou-2024/desk/sessions?state=draft&q=water&day=2024-09-25\n",
        "GET /en/hangzhou-2024/desk/board?day=2024-09-25\n",
        "GET /en/hangzhou-2024/desk/people?q=%E6%9E%97\n",
        "GET /api/v1/editions/hangzhou-2024/sessions?limit=2&cursor=abc&day=2024-09-25\n",
        "GET /api/v1/editions/hangzhou-2024/sessions/PEN234\n",
        "POST /api/v1/editions/hangzhou-2024/sessions\n{\"title\":{\"en\":\"A\",\"zh\":\"甲\"},\"kind\":\"talk\",\"minutes\":45,\"starts_at\":\"2024-09-25T09:30:00+08:00\",\"languages\":[\"en\"],\"visibility\":\"public\"}",
        "PATCH /api/v1/editions/hangzhou-2024/sessions/PEN234\n{\"title\":{\"en\":\"B\"},\"track\":\"water\",\"capacity\":20,\"summary\":null}",
        "PUT /api/v1/editions/hangzhou-2024/sessions/PEN234/placement\n{\"starts_at\":\"2024-09-25T09:30:00+08:00\",\"minutes\":30,\"room\":\"grand-hall\"}",
        "PUT /api/v1/editions/hangzhou-2024/sessions/PEN234/people\n{\"people\":[{\"person\":\"018f0000-0000-7000-8000-000000000000\",\"role\":\"speaker\"}]}",
        "POST /api/v1/editions/hangzhou-2024/shift\n{\"sessions\":[\"PEN234\",\"KEY555\"],\"minutes\":15}",
        "POST /en/hangzhou-2024/desk/sessions/PEN234/placement\nroom=&day=2024-09-25&starts_at=09%3A30&minutes=45&revision=1",
        "POST /en/hangzhou-2024/desk/sessions/PEN234\ntitle_en=A&title_zh=%E7%94%B2&kind=talk&languages=en&visibility=public&revision=1",
        "POST /en/hangzhou-2024/desk/tracks\nname_en=A&name_zh=B&colour=3&position=10&slug=",
        "POST /en/hangzhou-2024/desk/people\nname=A&latin=&native=&sort_name=&languages=zh%2Cen&city=Suzhou",
        "POST /en/hangzhou-2024/starred\nsession=PEN234",
    ],
    run: |bytes| {
        static PLACE: OnceLock<Place> = OnceLock::new();
        PLACE.get_or_init(Place::open).asked(bytes)
    },
};

struct Place {
    runtime: tokio::runtime::Runtime,
    _house: House,
    organiser: Actor,
    program: Actor,
}

impl Place {
    fn open() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let house = runtime.block_on(async {
            let views = programme::Views::new();
            let programme = programme::neighbour(&views);
            let modules = vec![
                tables("mail", mail::MIGRATIONS),
                tables("accounts", accounts::MIGRATIONS),
                congress::module(congress::Neighbours::default()),
                directory::module(directory::RelatedSources(vec![programme])),
                programme::module(&views),
                agenda::module(&views),
            ];
            House::open(Engine::sqlite(), modules).await
        });
        let edition = runtime.block_on(async {
            let edition = hangzhou::edition(&house, &three_days()).await;
            let centre = venue(&house, &edition, "centre").await;
            let hall = hangzhou::room(&house, &edition, &hall(centre, "grand-hall")).await;
            water(&house, &edition).await;
            let [lin, chen] = [("林悦", "Lin Yue"), ("陈晨", "Chen Chen")].map(|(n, l)| person(&edition, n, l));
            let [lin, chen] = people(&house, [lin, chen]).await;
            let edition = opened(&house, &edition).await;
            let all = [
                session("PEN234", "Opening", "25 09:30", hall, &[lin]),
                session("KEY555", "The river", "26 09:30", hall, &[chen]),
            ];
            hangzhou::seed(&house, &edition, &all).await;
            hangzhou::publish(&house, &edition).await;
            edition
        });
        let organiser = viewer_with(9, None, &[(Some(edition.id), Role::Organiser)]);
        const ALL: &[Permission] = &[Permission::ReadDesk, Permission::EditProgramme, Permission::ReleaseProgramme];
        let reach = Reach { edition: Some(edition.id), permissions: ALL };
        let program = house.program(organiser.clone().within(reach));
        Self { organiser: house.actor(organiser), program, runtime, _house: house }
    }

    fn asked(&self, bytes: &[u8]) -> u64 {
        let at = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
        let (line, body) = (String::from_utf8_lossy(&bytes[..at]), bytes.get(at + 1..).unwrap_or_default());
        let (method, address) = line.split_once(' ').unwrap_or(("GET", &line));
        let is_form = address.starts_with("/en/") || address.starts_with("/zh/");
        let (mut actor, kind) = if is_form {
            (self.organiser.clone(), "application/x-www-form-urlencoded")
        } else {
            (self.program.clone(), "application/json")
        };
        let request = Request::builder().method(method).uri(address).header("content-type", kind);
        // What no browser can send is refused before it comes to us.
        if request.uri_ref().is_none() || request.method_ref().is_none() {
            return 0;
        }
        let pattern: String = address.split('?').next().unwrap_or_default().chars().take(60).collect();
        let answer = self.runtime.block_on(actor.send(request, Body::from(body.to_vec())));
        assert!(answer.status.as_u16() < 500, "{} to {line}\n{}", answer.status, answer.body);
        outcome((pattern, answer.status.as_u16(), answer.body.len().checked_ilog2()))
    }
}
