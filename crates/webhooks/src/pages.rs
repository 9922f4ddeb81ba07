//! The pages of the desk.

mod list;
mod log;
mod one;

use kernel::Permission;
use ui::Text;
use web::{Routes, Who};

use crate::event::Event;

macro_rules! at {
    ($end:literal) => {
        concat!("/{edition}/desk/webhooks/{webhook}", $end)
    };
}
macro_rules! sample {
    ($end:literal) => {
        concat!("/hangzhou-2024/desk/webhooks/01920000-0000-7000-8000-00000000beef", $end)
    };
}

pub(crate) fn routes() -> Routes {
    const ORGANISERS: Who = Who::Staff(Permission::EditEdition);
    let (path, sample) = ("/{edition}/desk/webhooks", "/hangzhou-2024/desk/webhooks");
    Routes::new()
        .get(path, list::show, ORGANISERS, sample)
        .post(path, list::add, ORGANISERS, sample)
        .get(at!(""), one::show, ORGANISERS, sample!(""))
        .post(at!("/events"), one::choose, ORGANISERS, sample!("/events"))
        .post(at!("/secret"), one::rotate, ORGANISERS, sample!("/secret"))
        .post(at!("/pause"), one::pause, ORGANISERS, sample!("/pause"))
        .post(at!("/resumption"), one::resume, ORGANISERS, sample!("/resumption"))
        .post(at!("/removal"), one::remove, ORGANISERS, sample!("/removal"))
        .post(at!("/ping"), one::ping, ORGANISERS, sample!("/ping"))
        .post(
            at!("/deliveries/{delivery}/redelivery"),
            one::redeliver,
            ORGANISERS,
            sample!("/deliveries/01920000-0000-7000-8000-00000000feed/redelivery"),
        )
}

/// Word and name of each event, for a form.
fn choices(text: Text) -> Vec<(&'static str, String)> {
    Event::CHOICES.iter().map(|event| (event.as_str(), text.t(event.key()))).collect()
}
