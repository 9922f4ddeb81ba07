//! What the public and those who propose see.

mod call;
mod co_speakers;
mod joining;
mod list;
mod proposal;
mod speaker;
mod tabs;

use web::{Routes, Who};

pub(super) fn routes() -> Routes {
    macro_rules! at {
        ($end:literal) => {
            concat!("/{edition}/proposals/{proposal}", $end)
        };
    }
    macro_rules! sample {
        ($end:literal) => {
            concat!("/hangzhou-2024/proposals/RAVEN7", $end)
        };
    }
    let own = Who::SignedIn;
    Routes::new()
        .get("/{edition}/calls", list::show, Who::Anyone, "/hangzhou-2024/calls")
        .post("/{edition}/calls/access", list::show_code, own, "/hangzhou-2024/calls/access")
        .get("/{edition}/calls/{call}", call::show, Who::Anyone, "/hangzhou-2024/calls/sessions")
        .post("/{edition}/calls/{call}/proposals", call::start, own, "/hangzhou-2024/calls/sessions/proposals")
        .get(at!(""), proposal::show, own, sample!(""))
        .post(at!(""), proposal::save, own, sample!(""))
        .post(at!("/submission"), proposal::submit, own, sample!("/submission"))
        .post(at!("/withdrawal"), proposal::withdraw, own, sample!("/withdrawal"))
        .get(at!("/speaker"), speaker::show, own, sample!("/speaker"))
        .post(at!("/speaker"), speaker::save, own, sample!("/speaker"))
        .get(at!("/co-speakers"), co_speakers::show, own, sample!("/co-speakers"))
        .post(at!("/co-speakers"), co_speakers::make, own, sample!("/co-speakers"))
        .post(
            at!("/co-speakers/{id}/revocation"),
            co_speakers::revoke,
            own,
            sample!("/co-speakers/00000000-0000-7000-8000-000000000000/revocation"),
        )
        .get("/{edition}/co-speaker/{token}", joining::show, own, "/hangzhou-2024/co-speaker/none")
        .post("/{edition}/co-speaker/{token}", joining::join, own, "/hangzhou-2024/co-speaker/none")
}
