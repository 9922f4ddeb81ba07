//! The forms that star a session and make a calendar of the stars.

use super::{feed, star};
use crate::view::Views;
use axum::{Extension, extract::Path, http::header::SET_COOKIE, response::Response};
use web::{Cx, Routes, Submission, Who, cookies::Cookie};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .post("/{edition}/sessions/{session}/star", post_star, Who::Anyone, "/hangzhou-2024/sessions/OPEN24/star")
        .post("/{edition}/starred/feed", post_feed, Who::Anyone, "/hangzhou-2024/starred/feed")
        .post("/{edition}/starred/feed/removal", post_removal, Who::Anyone, "/hangzhou-2024/starred/feed/removal")
}

async fn post_star(
    cx: Cx,
    Extension(views): Extension<Views>,
    Path((edition, segment)): Path<(String, String)>,
    sent: Submission,
) -> web::Result<Response> {
    let view = views.view(&cx, &edition).await?;
    let session = view.session_at(&segment).ok_or(web::Error::NotFound)?;
    let cookie = star(&cx, view.edition.id, session.id, sent.value("starred") != "no").await?;
    let back = match sent.value("back") {
        back if is_own_path(back) => back.to_owned(),
        _ => format!("/{edition}{}", session.path()),
    };
    Ok(with_cookies(web::see_other(&cx, &back), cookie))
}

/// A path of this house, not an address of another one.
fn is_own_path(back: &str) -> bool {
    back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') && back.len() < 500
}

async fn post_feed(cx: Cx, Path(edition): Path<String>, _: Submission) -> web::Result<Response> {
    let edition = congress::edition(&cx, &edition).await?;
    let cookies = feed::renew(&cx).await?;
    Ok(with_cookies(web::see_other(&cx, &format!("/{}/agenda", edition.slug)), cookies))
}

async fn post_removal(cx: Cx, Path(edition): Path<String>, _: Submission) -> web::Result<Response> {
    let edition = congress::edition(&cx, &edition).await?;
    let cookie = feed::revoke(&cx).await?;
    Ok(with_cookies(web::see_other(&cx, &format!("/{}/agenda", edition.slug)), [cookie]))
}

fn with_cookies(mut response: Response, cookies: impl IntoIterator<Item = Cookie>) -> Response {
    for value in cookies.into_iter().filter_map(|cookie| cookie.header()) {
        response.headers_mut().append(SET_COOKIE, value);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn nobody_is_sent_to_another_house() {
        assert!(is_own_path("/hangzhou-2024/timetable?day=2024-09-25"));
        for other in ["", "timetable", "//evil.example", "/\\evil.example", "https://evil.example"] {
            assert!(!is_own_path(other), "{other}");
        }
    }
}
