//! The draft, for those who work on it.

use crate::session::{Session, code, session_by_code, sessions};
use congress::{Edition, Room, Track};
use kernel::{Permission, RoomId, SessionId, TrackId};
use std::collections::HashMap;
use web::Cx;

/// The words that stand for records in addresses, as far as the viewer may know.
pub(super) struct Places {
    rooms: Vec<Room>,
    tracks: Vec<Track>,
    codes: HashMap<SessionId, String>,
    items: HashMap<SessionId, Vec<SessionId>>,
}

impl Places {
    pub(super) async fn load(cx: &Cx, edition: &Edition) -> web::Result<Self> {
        let all = sessions(cx.db(), cx.ctx(), edition.id).await?;
        let mut items: HashMap<SessionId, Vec<SessionId>> = HashMap::new();
        for one in &all {
            if let Some(forum) = one.parent {
                items.entry(forum).or_default().push(one.id);
            }
        }
        Ok(Self {
            rooms: congress::rooms(cx.db(), cx.ctx(), edition.id).await?,
            tracks: congress::tracks(cx.db(), cx.ctx(), edition.id).await?,
            codes: all.into_iter().map(|one| (one.id, one.code)).collect(),
            items,
        })
    }

    pub(super) fn room(&self, slug: &str) -> Option<RoomId> {
        self.rooms.iter().find(|room| room.slug.as_str() == slug).map(|room| room.id)
    }

    pub(super) fn track(&self, slug: &str) -> Option<TrackId> {
        self.tracks.iter().find(|track| track.slug.as_str() == slug).map(|track| track.id)
    }

    pub(super) fn session(&self, code: &str) -> Option<SessionId> {
        self.codes.iter().find(|(_, known)| *known == code).map(|(id, _)| *id)
    }

    pub(super) fn room_slug(&self, id: Option<RoomId>) -> Option<&str> {
        self.rooms.iter().find(|room| Some(room.id) == id).map(|room| room.slug.as_str())
    }

    pub(super) fn track_slug(&self, id: Option<TrackId>) -> Option<&str> {
        self.tracks.iter().find(|track| Some(track.id) == id).map(|track| track.slug.as_str())
    }

    pub(super) fn code(&self, id: SessionId) -> Option<&str> {
        self.codes.get(&id).map(String::as_str)
    }

    pub(super) fn items(&self, forum: SessionId) -> Vec<&str> {
        self.items.get(&forum).into_iter().flatten().filter_map(|item| self.code(*item)).collect()
    }
}

/// The edition and a session of its draft, if the viewer may.
pub(super) async fn subject(
    cx: &Cx,
    edition: &str,
    segment: &str,
    permission: Permission,
) -> web::Result<(Edition, Session)> {
    let edition = congress::desk(cx, edition, permission).await?;
    let code = code::in_segment(segment).ok_or(web::Error::NotFound)?;
    let session = session_by_code(cx.db(), cx.ctx(), edition.id, &code).await?;
    Ok((edition, session.ok_or(web::Error::NotFound)?))
}
