//! The desk: everybody who speaks with what they owe, and what is asked.

mod board;
mod item;
mod people;
mod person;
mod replacement;
mod tasks;

use super::{EDIT, READ};
use web::Routes;

pub(super) fn routes() -> Routes {
    macro_rules! at {
        ($end:literal) => {
            concat!("/{edition}/desk/speakers/{person}", $end)
        };
    }
    macro_rules! sample {
        ($end:literal) => {
            concat!("/hangzhou-2024/desk/speakers/zhu-yifan", $end)
        };
    }
    Routes::new()
        .get("/{edition}/desk/speakers", board::show, READ, "/hangzhou-2024/desk/speakers")
        .post("/{edition}/desk/speaker-reminders", board::remind, EDIT, "/hangzhou-2024/desk/speaker-reminders")
        .post("/{edition}/desk/speaker-links", board::send_links, EDIT, "/hangzhou-2024/desk/speaker-links")
        .get(at!(""), person::show, READ, sample!(""))
        .post(at!("/links"), person::send_link, EDIT, sample!("/links"))
        .post(at!("/links/revocation"), person::revoke_link, EDIT, sample!("/links/revocation"))
        .post(at!("/absences"), person::add_absence, EDIT, sample!("/absences"))
        .post(at!("/absences/{id}/removal"), person::remove_absence, EDIT, sample!("/absences/none/removal"))
        .post(at!("/consents"), person::record_consent, EDIT, sample!("/consents"))
        .post(at!("/replacements"), replacement::store, EDIT, sample!("/replacements"))
        .get(at!("/tasks/{item}"), item::show, READ, sample!("/tasks/biography"))
        .post(at!("/tasks/{item}"), item::judge, EDIT, sample!("/tasks/biography"))
        .get("/{edition}/desk/speaker-tasks", tasks::show, READ, "/hangzhou-2024/desk/speaker-tasks")
        .post("/{edition}/desk/speaker-tasks", tasks::add, EDIT, "/hangzhou-2024/desk/speaker-tasks")
        .get("/{edition}/desk/speaker-tasks/{task}", tasks::edit, READ, "/hangzhou-2024/desk/speaker-tasks/slides")
        .post("/{edition}/desk/speaker-tasks/{task}", tasks::revise, EDIT, "/hangzhou-2024/desk/speaker-tasks/slides")
        .post(
            "/{edition}/desk/speaker-tasks/{task}/removal",
            tasks::remove,
            EDIT,
            "/hangzhou-2024/desk/speaker-tasks/slides/removal",
        )
}
