//! What stands on top of every page of an own proposal: what it is, how far, and
//! the ways between its parts.

use super::super::moment::Moment;
use crate::{Call, Proposal, access::right, call::Deadline};
use congress::Edition;
use kernel::Viewer;
use ui::{MenuItem, Page};
use web::Cx;

/// The head of a page about an own proposal.
pub(super) struct Head {
    pub(super) title: String,
    pub(super) lang: &'static str,
    pub(super) code: String,
    /// Id of the name of its state, as far as its speakers know it.
    pub(super) state: &'static str,
    pub(super) tone: &'static str,
    pub(super) call: String,
    pub(super) call_href: String,
    pub(super) closes: Moment,
    /// What is sent now is taken.
    pub(super) is_open: bool,
    pub(super) is_owner: bool,
    pub(super) tabs: Vec<MenuItem>,
}

impl Head {
    pub(super) async fn new(
        cx: &Cx,
        page: &Page,
        edition: &Edition,
        (call, proposal): (&Call, &Proposal),
        current: &str,
    ) -> web::Result<Self> {
        let base = format!("/{}/proposals/{}", edition.slug, proposal.code);
        let tab = |key: &str, end: &str| MenuItem {
            label: page.t(key),
            href: page.path(format!("{base}{end}")),
            current: end == current,
        };
        let state = proposal.apparent();
        Ok(Self {
            title: proposal.heading().to_owned(),
            lang: proposal.locale.html_lang(),
            code: proposal.code.clone(),
            state: state.speaker_key(),
            tone: super::super::desk::tone(state),
            call: call.title.get(cx.locale()).text.to_owned(),
            call_href: page.path(format!("/{}/calls/{}", edition.slug, call.slug)),
            closes: Moment::new(call.closes_at, &call.zone, cx.locale()),
            is_open: deadline(cx, call).await?.is_open(),
            is_owner: cx.viewer().account_id() == Some(proposal.owner),
            tabs: vec![
                tab("calls-tab-proposal", ""),
                tab("calls-tab-speaker", "/speaker"),
                tab("calls-tab-co-speakers", "/co-speakers"),
            ],
        })
    }
}

/// How the viewer stands to the deadline of a call now.
pub(super) async fn deadline(cx: &Cx, call: &Call) -> web::Result<Deadline> {
    let until = match cx.viewer().account_id() {
        Some(account) => {
            let everything = cx.ctx().seen_by(Viewer::system());
            right(cx.db().read(), &everything, call, account).await?.until
        }
        None => None,
    };
    Ok(call.deadline(cx.now(), until))
}
