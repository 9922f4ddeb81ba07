//! The pages: what visitors see of their own, and what the desk sees of all.

mod agenda;
mod desk_feedback;
mod desk_list;
mod desk_sign_ups;
mod feedback;
mod names;
mod sign_up;
mod terms;

use kernel::{Locale, Permission};
use programme::{ProgrammeView, SessionView, Views};
use std::sync::Arc;
use web::{Cx, Routes, Who};

const READ: Who = Who::Staff(Permission::ReadDesk);
const EDIT: Who = Who::Staff(Permission::EditProgramme);

/// All of them, with addresses that answer in the demonstration.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/{edition}/agenda", agenda::show, Who::Anyone, "/hangzhou-2024/agenda")
        .and(session_routes())
        .and(desk_routes())
}

fn session_routes() -> Routes {
    let all = Who::Anyone;
    let sign_up = "/hangzhou-2024/sessions/OPEN24/sign-up";
    let feedback = "/hangzhou-2024/sessions/OPEN24/feedback";
    Routes::new()
        .get("/{edition}/sessions/{session}/sign-up", sign_up::show, Who::SignedIn, sign_up)
        .post("/{edition}/sessions/{session}/sign-up", sign_up::enter, Who::SignedIn, sign_up)
        .post(
            "/{edition}/sessions/{session}/sign-up/cancellation",
            sign_up::leave,
            Who::SignedIn,
            "/hangzhou-2024/sessions/OPEN24/sign-up/cancellation",
        )
        .get("/{edition}/sessions/{session}/feedback", feedback::show, all, feedback)
        .post("/{edition}/sessions/{session}/feedback", feedback::give, all, feedback)
}

fn desk_routes() -> Routes {
    macro_rules! at {
        ($end:literal) => {
            concat!("/{edition}/desk/sessions/{session}/sign-up", $end)
        };
    }
    macro_rules! sample {
        ($end:literal) => {
            concat!("/hangzhou-2024/desk/sessions/OPEN24/sign-up", $end)
        };
    }
    Routes::new()
        .get("/{edition}/desk/sign-ups", desk_sign_ups::show, READ, "/hangzhou-2024/desk/sign-ups")
        .post("/{edition}/desk/sign-ups", desk_sign_ups::choose, EDIT, "/hangzhou-2024/desk/sign-ups")
        .get(at!(""), desk_list::show, READ, sample!(""))
        .post(at!(""), desk_list::decide, EDIT, sample!(""))
        .get(at!("/list.csv"), desk_list::csv, READ, sample!("/list.csv"))
        .post(at!("/additions"), desk_list::add, EDIT, sample!("/additions"))
        .post(at!("/removals"), desk_list::remove, EDIT, sample!("/removals"))
        .get("/{edition}/desk/feedback", desk_feedback::show, READ, "/hangzhou-2024/desk/feedback")
        .post("/{edition}/desk/feedback", desk_feedback::choose, EDIT, "/hangzhou-2024/desk/feedback")
        .get(
            "/{edition}/desk/sessions/{session}/feedback",
            desk_feedback::of_session,
            READ,
            "/hangzhou-2024/desk/sessions/OPEN24/feedback",
        )
        .post(
            "/{edition}/desk/sessions/{session}/feedback",
            desk_feedback::ask,
            EDIT,
            "/hangzhou-2024/desk/sessions/OPEN24/feedback",
        )
}

/// The view of an edition, and the place of a session in it, as this reader was
/// shown it.
async fn released(
    cx: &Cx,
    views: &Views,
    edition: &str,
    segment: &str,
) -> web::Result<(Arc<ProgrammeView>, SessionView)> {
    let view = views.view(cx, edition).await?;
    let session = view.session_at(segment).cloned().ok_or(web::Error::NotFound)?;
    Ok((view, session))
}

/// Day, start and end, by the clock of the edition.
fn when(session: &SessionView, locale: Locale) -> String {
    let comma = match locale {
        Locale::En => ", ",
        Locale::Zh => " ",
    };
    format!("{}{comma}{}–{}", ui::long_date(session.day, locale), session.start_clock, session.end_clock)
}
