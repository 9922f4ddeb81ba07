//! What the staff have in their desks and nobody has been told: added after the
//! release, so that a test can compare the public pages before and after.

use super::{
    congress::{Congress, OTHER, SLUG, at, details, edition_details, organisation, room, secret_person, session},
    secret::Secret,
};
use db::Db;
use directory::{
    delegation::{DelegationDetails, DelegationKind},
    seed::{NewDelegation, seed_delegations, seed_organisations, seed_people},
};
use kernel::{AccountId, Ctx, EmailAddress, LocalizedText, Role, Visibility};
use onsite::{
    cue::{CueDetails, add_cue},
    press::{Press, Verb, press},
};
use programme::{
    closures::{Reason, close_room},
    seed::seed_sessions,
    session::{Placement, SessionKind, SessionState, cancel, place, revise_session},
};

/// Drafts, unreleased changes, hidden records, an edition that is being planned.
pub async fn plant(db: &Db, ctx: &Ctx, made: &Congress) {
    let id = made.edition.id;
    the_day(db, ctx, made).await;
    sessions(db, ctx, made).await;
    super::calling::plant(db, ctx, made).await;
    unreleased_changes(db, ctx, made).await;
    let note = Secret::ClosedRoom.latin();
    close_room(db, ctx, id, made.annex, (at(19), at(20)), (Reason::Repair, &note)).await.unwrap();
    let empty = Secret::EmptyHiddenRoom;
    room(db, ctx, (id, made.venue), (&empty.latin(), empty.title()), false).await;
    seed_organisations(db, ctx, &[id], &[organisation(Secret::Organisation.title(), false)]).await.unwrap();
    let travellers = [secret_person(id, Secret::DelegationMember, &[]), secret_person(id, Secret::Liaison, &[])];
    let travellers = seed_people(db, ctx, &travellers, "invitation letter").await.unwrap();
    let delegation = NewDelegation {
        details: DelegationDetails {
            name: Secret::Delegation.title(),
            kind: DelegationKind::Company,
            city: None,
            organisation: Some(made.unlisted),
            country: None,
            liaison: Some(travellers[1]),
            announced: false,
        },
        head: (travellers[0], Some(3)),
        others: vec![(made.people.open, None)],
    };
    seed_delegations(db, ctx, id, &[delegation]).await.unwrap();
    let hook = format!("https://{}.example.org/hook", Secret::WebhookAddress.latin());
    let told = webhooks::seed::Told {
        event: webhooks::Event::Ping,
        body: format!("{{\"of\":\"{}\"}}", Secret::WebhookAddress.latin()),
        attempts: vec![(Some(200), 40, "ok")],
    };
    webhooks::seed::seed_webhook(db, ctx, (id, ctx.new_id()), (&hook, None), &[told]).await.unwrap();
    speaker(db, ctx, made).await;
    let secret = Secret::DraftEdition;
    let planned = edition_details(&secret.latin(), secret.title(), Some(id));
    congress::create_edition(db, ctx, &planned).await.unwrap();
}

async fn sessions(db: &Db, ctx: &Ctx, made: &Congress) {
    let of = |secret: Secret| details(secret.title(), SessionKind::Keynote, Visibility::Public, made.track);
    // At the time, in the room and with the person of the concealed one: what
    // the desk says about the clash must not name it.
    let mut draft = session("DRFAAA", of(Secret::DraftSession), made.hall, 14, &[made.people.concealed]);
    draft.state = SessionState::Draft;
    let mut never = session("NVRAAA", of(Secret::NeverAnnounced), made.annex, 12, &[]);
    never.state = SessionState::Cancelled;
    seed_sessions(db, ctx, made.edition.id, &[draft, never]).await.unwrap();
}

/// Rooms are full in which something hidden takes place, and a cue is written.
async fn the_day(db: &Db, ctx: &Ctx, made: &Congress) {
    let views = programme::Views::with_live(std::sync::Arc::new(onsite::Days));
    let cue = CueDetails { minute: -5, who: Secret::Cue.latin(), what: Secret::Cue.han() };
    add_cue(db, ctx, made.edition.id, made.sessions[0], &cue).await.unwrap();
    for code in ["REGAAA", "NVTAAA", "CNCAAA"] {
        let day = onsite::RoomDay::load_for(db, ctx, &views, SLUG, "hall", None).await.unwrap();
        let session = day.view.session_at(code).unwrap().id;
        press(db, ctx, &day, session, 0, Press::of(Verb::Full)).await.unwrap();
    }
}

async fn unreleased_changes(db: &Db, ctx: &Ctx, made: &Congress) {
    let (edition, moved, called_off) = (&made.edition, made.sessions[2], made.sessions[3]);
    let mut next = details(Secret::NewTitle.title(), SessionKind::Keynote, Visibility::Public, made.track);
    next.summary = Secret::NewSummary.title();
    let revised = revise_session(db, ctx, edition, moved, 1, &next).await.unwrap();
    let elsewhere = Placement { room: Some(made.annex), starts_at: Some(at(17)), minutes: 45 };
    place(db, ctx, edition, moved, revised.revision, elsewhere).await.unwrap();
    cancel(db, ctx, edition, called_off, 1).await.unwrap();
}

/// Somebody who speaks: what they owe, what they handed in, when they cannot come.
async fn speaker(db: &Db, ctx: &Ctx, made: &Congress) {
    use speakers::{
        Scope, Step, TaskDetails, TaskKind,
        seed::{Done, seed_answer, seed_tasks},
    };
    let ask = |kind| TaskDetails {
        kind,
        title: LocalizedText::new(),
        note: LocalizedText::new(),
        scope: Scope::All,
        due_at: at(-24),
        reminds: false,
    };
    let kinds = [TaskKind::Biography, TaskKind::Portrait, TaskKind::Abstract, TaskKind::Slides, TaskKind::Consent];
    let tasks = seed_tasks(db, ctx, made.edition.id, &kinds.map(ask)).await.unwrap();
    // The private one speaks in two sessions of the programme; nobody who looks is this person.
    let email = EmailAddress::parse("speaker@example.org").unwrap();
    let person = made.people.private;
    let account = accounts::seed_account(db, ctx, &email, "A speaker", Some(person), &[]).await.unwrap();
    let blobs = &*super::house::FILES;
    let name = format!("{}.pdf", Secret::FileName.latin());
    let slides = Done::File(name, b"%PDF-1.7 of nobody\n".to_vec());
    let note = Secret::TaskNote.title().text(kernel::Locale::En).to_owned();
    let (slides_task, words_task) = ((&tasks[3], person, account), (&tasks[0], person, account));
    seed_answer(db, ctx, blobs, &made.edition, slides_task, &slides, Some((Step::Accept, ""))).await.unwrap();
    let words = Done::Words("A life.".to_owned());
    seed_answer(db, ctx, blobs, &made.edition, words_task, &words, Some((Step::Return, &note))).await.unwrap();
    let absence = programme::absence::AbsenceDetails {
        starts_at: at(40),
        ends_at: at(44),
        note: Secret::AbsenceNote.title().text(kernel::Locale::En).to_owned(),
    };
    programme::absence::add_absence(db, ctx, &made.edition, person, &absence).await.unwrap();
}

/// Those who look.
pub struct Accounts {
    /// Owns the house, and is somebody in the directory.
    pub owner: AccountId,
    /// Sits in the concealed session, and works nowhere.
    pub participant: AccountId,
    /// Owns the other edition.
    pub foreigner: AccountId,
}

pub const VISITOR: &str = "visitor@example.org";
pub const WEAK: &str = "weak@example.org";

pub async fn accounts(db: &Db, ctx: &Ctx, made: &Congress) -> Accounts {
    let email = |text: &str| EmailAddress::parse(text).unwrap();
    let seed = |address: String, name: String, person, grants: Vec<_>| async move {
        accounts::seed_account(db, ctx, &email(&address), &name, person, &grants).await.unwrap()
    };
    let here = Some(made.edition.id);
    seed(VISITOR.to_owned(), "A visitor".to_owned(), None, vec![]).await;
    seed(WEAK.to_owned(), "An organiser".to_owned(), None, vec![(here, Role::Organiser)]).await;
    let staff = format!("{}@example.org", Secret::StaffEmail.latin());
    seed(staff, Secret::StaffName.latin(), None, vec![(here, Role::Reader)]).await;
    let (open, concealed) = (Some(made.people.open), Some(made.people.concealed));
    Accounts {
        owner: seed("owner@example.org".to_owned(), "An owner".to_owned(), open, vec![(None, Role::Owner)]).await,
        participant: seed("guest@example.org".to_owned(), "A guest".to_owned(), concealed, vec![]).await,
        foreigner: seed(
            format!("owner@{OTHER}.example.org"),
            "Somebody else".to_owned(),
            None,
            vec![(Some(made.other.id), Role::Owner)],
        )
        .await,
    }
}
