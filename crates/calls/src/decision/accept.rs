//! How a proposal becomes a session of the draft: by the programme's own verb,
//! with its speakers as people of the directory, each human being once.

use crate::{Call, Error, Proposal, proposal::Speaker, tables::speaker_row};
use db::{Tx, select};
use directory::{
    PersonDetails, PersonName,
    person::{Admission, admit},
};
use kernel::{Ctx, LocalizedText, SessionId, Viewer, Visibility};
use programme::session::{Languages, PersonInSession, PersonRole, SessionDetails, adopt};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

/// The length of a session whose kind the call does not take any more, in minutes.
const USUAL_MINUTES: i32 = 45;

/// Makes the session, in the transaction that accepts the proposal.
pub(super) async fn become_session(tx: &Tx, ctx: &Ctx, call: &Call, proposal: &Proposal) -> Result<SessionId, Error> {
    let mut people = Vec::new();
    for speaker in speakers(tx, ctx, proposal).await? {
        let person = as_person(tx, ctx, proposal, &speaker).await?;
        let entry = PersonInSession { person, role: PersonRole::Speaker };
        // Two accounts of one human being make one speaker.
        if !people.contains(&entry) {
            people.push(entry);
        }
    }
    let details = SessionDetails {
        kind: proposal.kind,
        parent: None,
        title: LocalizedText::of(proposal.locale, proposal.heading()),
        summary: LocalizedText::of(proposal.locale, proposal.summary.clone()),
        track: proposal.track,
        languages: proposal.languages.clone(),
        interpretation: Languages::default(),
        visibility: Visibility::Public,
        city: None,
        capacity: None,
    };
    let minutes = call.kinds.minutes(proposal.kind).unwrap_or(USUAL_MINUTES);
    Ok(adopt(tx, ctx, proposal.edition, &details, minutes, &people).await?.id)
}

async fn speakers(tx: &Tx, ctx: &Ctx, proposal: &Proposal) -> Result<Vec<Speaker>, Error> {
    let rows = select::<speaker_row::Entity>(&ctx.seen_by(Viewer::system()))
        .filter(speaker_row::Column::Proposal.eq(proposal.id))
        .order_by_asc(speaker_row::Column::Position)
        .order_by_asc(speaker_row::Column::JoinedAt)
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(Speaker::from).collect())
}

/// The person of the directory that a speaker is. Signing in has proved the
/// address; a record that is there already keeps what it says and shows.
async fn as_person(tx: &Tx, ctx: &Ctx, proposal: &Proposal, speaker: &Speaker) -> Result<kernel::PersonId, Error> {
    let everything = &ctx.seen_by(Viewer::system());
    let account = accounts::accounts_in(tx, everything, &[speaker.account]).await?.pop();
    let name = if speaker.latin.is_empty() {
        PersonName::of(&speaker.name)
    } else {
        PersonName::in_two_scripts(&speaker.name, &speaker.latin)
    };
    let words = [speaker.affiliation.as_str(), speaker.biography.as_str()];
    let biography: Vec<&str> = words.into_iter().filter(|part| !part.is_empty()).collect();
    let who = Admission {
        person: account.as_ref().and_then(|account| account.person),
        details: PersonDetails {
            name,
            biography: LocalizedText::of(proposal.locale, biography.join("\n\n")),
            email: account.and_then(|account| account.email),
            listed: speaker.shows,
            ..PersonDetails::default()
        },
        shows: speaker.shows,
        basis: format!("proposal {}", proposal.code),
    };
    let person = admit(tx, ctx, proposal.edition, &who).await?;
    accounts::link_person(tx, ctx, speaker.account, person).await?;
    Ok(person)
}
