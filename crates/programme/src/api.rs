//! The programme for programs: JSON over the same view and the same verbs as the
//! pages. `docs/api-design.md` tells the rules, `openapi.json` every address.
//!
//! A stranger reads the latest release. A token reads the draft, too, when its
//! account works for the edition, and changes it with the scope to write.

mod answer;
mod body;
mod desk;
mod details;
mod draft;
mod paging;
mod people;
mod read;
mod several;
mod shape;
mod write;

// What the API of the domains that stand on this one is written with.
pub use answer::{Answer, Refused, has_seen, refused, tag, varying};
pub use body::{Fields, Sent, integer, string, wrong};
pub use paging::{Asked, page};

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use kernel::Permission;
use web::{Cx, Routes, Who};

/// The description of everything below `/api/`. A test holds it against the
/// route table, and the answers of the tests against it.
pub const DESCRIPTION: &str = include_str!("api/openapi.json");

/// An address of the API below an edition, as the route table has it.
#[macro_export]
macro_rules! api_at {
    ($end:literal) => {
        concat!("/api/v1/editions/{edition}", $end)
    };
}
/// The same in the demonstration, where it answers.
#[macro_export]
macro_rules! api_sample {
    ($end:literal) => {
        concat!("/api/v1/editions/hangzhou-2024", $end)
    };
}
use crate::{api_at as at, api_sample as sample};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/api/openapi.json", description, Who::Anyone, "/api/openapi.json")
        .get("/api/v1/editions", read::editions, Who::Anyone, "/api/v1/editions")
        .get(at!(""), read::edition, Who::Anyone, sample!(""))
        .get(at!("/sessions"), read::sessions, Who::Anyone, sample!("/sessions"))
        .get(at!("/sessions/{session}"), read::session, Who::Anyone, sample!("/sessions/OPEN24"))
        .get(at!("/people"), read::people, Who::Anyone, sample!("/people"))
        .get(at!("/rooms"), read::rooms, Who::Anyone, sample!("/rooms"))
        .get(at!("/tracks"), read::tracks, Who::Anyone, sample!("/tracks"))
        .get(at!("/releases"), read::releases, Who::Anyone, sample!("/releases"))
        .get(at!("/releases/preview"), desk::preview, READ, sample!("/releases/preview"))
        .get(at!("/rules"), desk::rules, READ, sample!("/rules"))
        .and(writing())
        .and(writing_several())
}

const READ: Who = Who::Staff(Permission::ReadDesk);
const EDIT: Who = Who::Staff(Permission::EditProgramme);

const RELEASE: Who = Who::Staff(Permission::ReleaseProgramme);

fn writing_several() -> Routes {
    Routes::new()
        .put(at!("/sessions/{session}/people"), people::set, EDIT, sample!("/sessions/OPEN24/people"))
        .post(
            at!("/sessions/{session}/people/replacement"),
            people::replace,
            EDIT,
            sample!("/sessions/OPEN24/people/replacement"),
        )
        .post(at!("/sessions/{session}/swap"), several::swap, EDIT, sample!("/sessions/OPEN24/swap"))
        .post(at!("/shift"), several::shift, EDIT, sample!("/shift"))
        .post(at!("/confirmation"), several::confirm, EDIT, sample!("/confirmation"))
        .patch(at!("/rules"), desk::set_rules, EDIT, sample!("/rules"))
        .post(at!("/undo"), desk::undo, EDIT, sample!("/undo"))
        .post(at!("/redo"), desk::redo, EDIT, sample!("/redo"))
}

fn writing() -> Routes {
    Routes::new()
        .post(at!("/sessions"), write::create, EDIT, sample!("/sessions"))
        .patch(at!("/sessions/{session}"), write::revise, EDIT, sample!("/sessions/OPEN24"))
        .put(at!("/sessions/{session}/placement"), write::place, EDIT, sample!("/sessions/OPEN24/placement"))
        .post(at!("/sessions/{session}/confirmation"), write::confirm, EDIT, sample!("/sessions/OPEN24/confirmation"))
        .post(at!("/sessions/{session}/cancellation"), write::cancel, EDIT, sample!("/sessions/OPEN24/cancellation"))
        .post(
            at!("/sessions/{session}/reinstatement"),
            write::reinstate,
            EDIT,
            sample!("/sessions/OPEN24/reinstatement"),
        )
        .post(at!("/releases"), write::publish_draft, RELEASE, sample!("/releases"))
        .post(at!("/releases/withdrawal"), write::take_back, RELEASE, sample!("/releases/withdrawal"))
}

async fn description(cx: Cx) -> web::Result<Response> {
    web::cached(&cx, || async { Ok(([(header::CONTENT_TYPE, "application/json")], DESCRIPTION).into_response()) }).await
}

#[cfg(test)]
mod tests {
    use crate::session::{PersonRole, SessionKind, SessionState};
    use kernel::Visibility;
    use serde_json::Value;

    #[test]
    fn the_description_knows_every_word() {
        let whole: Value = serde_json::from_str(super::DESCRIPTION).unwrap();
        let words = |schema: &str| -> Vec<String> {
            let list = whole["components"]["schemas"][schema]["enum"].as_array().cloned().unwrap_or_default();
            list.iter().filter_map(|word| word.as_str().map(str::to_owned)).collect()
        };
        let all = |words: &[&'static str]| -> Vec<String> { words.iter().map(|word| (*word).to_owned()).collect() };
        let kinds: Vec<_> = SessionKind::ALL.iter().map(|one| one.as_str()).collect();
        let states: Vec<_> = SessionState::ALL.iter().map(|one| one.as_str()).collect();
        let roles: Vec<_> = PersonRole::ALL.iter().map(|one| one.as_str()).collect();
        let visibilities: Vec<_> = Visibility::ALL.iter().map(|one| one.as_str()).collect();
        assert_eq!(words("Kind"), all(&kinds));
        assert_eq!(words("State"), all(&states));
        assert_eq!(words("PersonRole"), all(&roles));
        assert_eq!(words("Visibility"), all(&visibilities));
    }
}
