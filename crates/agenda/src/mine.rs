//! The sessions that are in somebody's agenda, and why.

use programme::{ProgrammeView, SessionView, session, sign_up, sign_up::SignUpState, stars};
use std::collections::HashMap;
use web::Cx;

/// A session in somebody's agenda. At least one of the reasons holds.
#[derive(Clone, Debug)]
pub struct Mine<'v> {
    /// The session.
    pub session: &'v SessionView,
    /// They starred it.
    pub starred: bool,
    /// They have a place in it, or wait for one: then with their place in the line.
    pub sign_up: Option<(SignUpState, Option<u64>)>,
    /// They take part in it.
    pub takes_part: bool,
}

/// What is in the agenda of the reader of this request, in time order: as far as
/// the view holds it, so that nothing is in an agenda that is on no other page.
///
/// # Errors
/// The engine's.
pub async fn mine<'v>(cx: &Cx, view: &'v ProgrammeView) -> web::Result<Vec<Mine<'v>>> {
    let starred = stars::starred(cx).await?;
    let own = sign_up::own(cx.db(), cx.ctx(), view.edition.id).await?;
    let on_list: HashMap<_, _> = own
        .into_iter()
        .filter(|(one, _)| one.state.is_on_the_list())
        .map(|(one, position)| (one.session, (one.state, position)))
        .collect();
    let parts = session::own_parts(cx.db(), cx.ctx(), view.edition.id).await?;
    let of = |session: &'v SessionView| {
        let mine = Mine {
            session,
            starred: starred.contains(&session.id),
            sign_up: on_list.get(&session.id).copied(),
            takes_part: parts.contains(&session.id),
        };
        (mine.starred || mine.sign_up.is_some() || mine.takes_part).then_some(mine)
    };
    Ok(view.sessions.iter().filter_map(of).collect())
}
