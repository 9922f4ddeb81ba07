//! Where reviewers read and judge. Nothing here depends on a role: staff who
//! review are reviewers on these pages, and see no name where the call is blind.

mod list;
mod sheet;

use super::call_at;
use crate::{Call, member::is_reviewer};
use congress::Edition;
use web::{Cx, Routes, Who};

pub(super) fn routes() -> Routes {
    macro_rules! at {
        ($end:literal) => {
            concat!("/{edition}/calls/{call}/review", $end)
        };
    }
    macro_rules! sample {
        ($end:literal) => {
            concat!("/hangzhou-2024/calls/sessions/review", $end)
        };
    }
    let own = Who::SignedIn;
    Routes::new()
        .get(at!(""), list::show, own, sample!(""))
        .get(at!("/{proposal}"), sheet::show, own, sample!("/TRAMS4"))
        .post(at!("/{proposal}"), sheet::save, own, sample!("/TRAMS4"))
        .post(at!("/{proposal}/submission"), sheet::submit, own, sample!("/TRAMS4/submission"))
        .post(at!("/{proposal}/recusal"), sheet::recuse, own, sample!("/TRAMS4/recusal"))
}

/// The call, for those who review it.
async fn reviewed_call(cx: &Cx, edition: &str, call: &str) -> web::Result<(Edition, Call)> {
    let (edition, call) = call_at(cx, edition, call).await?;
    if is_reviewer(cx.db(), cx.ctx(), call.id).await? { Ok((edition, call)) } else { Err(web::Error::NotFound) }
}
