//! What the tests begin with: an edition, an open call, and people with accounts.

use calls::{
    Access, Answers, Call, CallDetails, CallState, Kinds, Part, Proposal, Question, Reviewing, Tracks,
    call::{KindMinutes, call_by_slug},
    proposal::{NewProposal, ProposalDetails, SpeakerDetails, save, save_speaker, speakers, start},
    question::{QuestionDetails, Strictness, questions},
    seed::{NewCall, seed_call},
};
use congress::{Edition, EditionDetails, Neighbours};
use directory::RelatedSources;
pub use hangzhou::slug;
use hangzhou::{opened, tables, three_days, water};
use jiff::civil::date;
use kernel::{
    AccountId, Ctx, EmailAddress, Grant, Locale, LocalizedText, Role, Strength, Timestamp, TrackId, Viewer, Zone,
};
use programme::{
    Views,
    session::{Languages, SessionKind},
};
use testkit::{Actor, Engine, House};

/// The congress, its call, and those who have to do with it.
pub struct Congress {
    pub house: House,
    pub edition: Edition,
    pub track: TrackId,
    pub wei: AccountId,
    pub ada: AccountId,
    pub rita: AccountId,
    pub ravi: AccountId,
    pub editor: AccountId,
}

/// An instant, in UTC: `2024-09-29T15:59:59.999`.
pub fn utc(text: &str) -> Timestamp {
    format!("{text}Z").parse::<jiff::Timestamp>().unwrap().into()
}

/// The deadline of every call here: midnight in Hangzhou.
pub const DEADLINE: &str = "2024-09-29T16:00:00";

pub async fn congress(engine: Engine) -> Congress {
    let views = Views::new();
    let modules = vec![
        tables("mail", mail::MIGRATIONS),
        tables("accounts", accounts::MIGRATIONS),
        congress::module(Neighbours::default()),
        directory::module(RelatedSources(Vec::new())),
        programme::module(&views),
        calls::module(),
    ];
    let house = House::open(engine, modules).await;
    let (db, ctx) = (house.db(), house.system());
    let details = EditionDetails { first_day: date(2024, 10, 25), last_day: date(2024, 10, 27), ..three_days() };
    let edition = hangzhou::edition(&house, &details).await;
    let track = water(&house, &edition).await;
    let edition = opened(&house, &edition).await;
    let account = async |name: &str| {
        let email = EmailAddress::parse(&format!("{}@example.org", name.to_lowercase())).unwrap();
        accounts::seed_account(db, &ctx, &email, name, None, &[]).await.unwrap()
    };
    let [wei, ada, rita, ravi, editor] = [
        account("Wei").await,
        account("Ada").await,
        account("Rita").await,
        account("Ravi").await,
        account("Edith").await,
    ];
    Congress { edition, track, wei, ada, rita, ravi, editor, house }
}

/// The usual call: open since August, until midnight of 29 September in Hangzhou.
pub fn call_details(slug_text: &str, access: Access, blind: bool, track: TrackId) -> CallDetails {
    CallDetails {
        slug: slug(slug_text),
        title: LocalizedText::both(format!("Call {slug_text}"), format!("征集 {slug_text}")),
        body: LocalizedText::both("Show results.\n\nNot plans.", "请展示成果。"),
        opens_at: utc("2024-08-01T00:00:00"),
        closes_at: utc(DEADLINE),
        zone: Zone::parse("Asia/Shanghai").unwrap(),
        grace_minutes: 0,
        access,
        blind,
        reviewing: Reviewing::All,
        kinds: Kinds(vec![
            KindMinutes { kind: SessionKind::Keynote, minutes: 30 },
            KindMinutes { kind: SessionKind::CityShowcase, minutes: 20 },
        ]),
        tracks: Tracks(vec![track]),
    }
}

pub fn new_call(details: CallDetails) -> NewCall {
    NewCall {
        details,
        state: CallState::Open,
        questions: Vec::<(calls::QuestionId, QuestionDetails)>::new(),
        members: Vec::new(),
        codes: Vec::new(),
        proposals: Vec::new(),
    }
}

impl Congress {
    /// Somebody signed in, without a role.
    pub fn viewer(&self, account: AccountId) -> Viewer {
        Viewer::account(account, None, Strength::OneFactor, Vec::new())
    }

    pub fn seen_by(&self, account: AccountId) -> Ctx {
        self.house.seen_by(self.viewer(account))
    }

    pub fn actor(&self, account: AccountId) -> Actor {
        self.house.actor(self.viewer(account))
    }

    fn staff_viewer(&self) -> Viewer {
        let grant = Grant { edition: Some(self.edition.id), role: Role::ProgrammeEditor, until: None };
        Viewer::account(self.editor, None, Strength::TwoFactors, vec![grant])
    }

    /// The editor of the programme.
    pub fn staff(&self) -> Ctx {
        self.house.seen_by(self.staff_viewer())
    }

    pub fn staff_actor(&self) -> Actor {
        self.house.actor(self.staff_viewer())
    }

    pub async fn make(&self, new: &NewCall) -> Call {
        seed_call(self.house.db(), &self.house.system(), self.edition.id, new).await.unwrap();
        self.call(new.details.slug.as_str()).await
    }

    pub async fn call(&self, slug: &str) -> Call {
        call_by_slug(self.house.db(), &self.house.system(), self.edition.id, slug).await.unwrap().unwrap()
    }

    /// A call for everybody that Rita and Ravi review.
    pub async fn open_call(&self, blind: bool) -> Call {
        let mut new = new_call(call_details("sessions", Access::Public, blind, self.track));
        for (account, name) in [(self.rita, "rita"), (self.ravi, "ravi")] {
            let email = EmailAddress::parse(&format!("{name}@example.org")).unwrap();
            new.members.push((Part::Reviewer, account, email));
        }
        self.make(&new).await
    }

    pub async fn begin(&self, account: AccountId, call: &Call, title: &str) -> Proposal {
        let new = NewProposal { kind: SessionKind::Keynote, title: title.to_owned(), locale: Locale::Zh };
        start(self.house.db(), &self.seen_by(account), call, &new).await.unwrap()
    }

    /// A proposal that only needs to be submitted.
    pub async fn finished_draft(&self, account: AccountId, call: &Call, title: &str, name: &str) -> Proposal {
        let proposal = self.begin(account, call, title).await;
        self.introduce(account, call, &proposal, name).await;
        proposal
    }

    /// A speaker writes their part.
    pub async fn introduce(&self, account: AccountId, call: &Call, proposal: &Proposal, name: &str) {
        let (db, ctx) = (self.house.db(), self.seen_by(account));
        let own = speakers(db, &ctx, proposal.id).await.unwrap();
        let own = own.into_iter().find(|one| one.account == account).unwrap();
        save_speaker(db, &ctx, call, proposal, own.revision, &speaker(name)).await.unwrap();
    }

    pub async fn questions(&self, call: &Call) -> Vec<Question> {
        questions(self.house.db(), &self.house.system(), call.id).await.unwrap()
    }

    pub async fn submit(&self, account: AccountId, call: &Call, proposal: &Proposal) -> Result<Proposal, calls::Error> {
        let asked = self.questions(call).await;
        let ctx = self.seen_by(account);
        let details = details(proposal, self.track);
        let seen = (proposal.id, proposal.revision);
        save(self.house.db(), &ctx, (call, &asked), seen, &details, Strictness::Submission, "http://convoke.test").await
    }

    /// A submitted proposal.
    pub async fn submitted(&self, account: AccountId, call: &Call, title: &str, name: &str) -> Proposal {
        let draft = self.finished_draft(account, call, title, name).await;
        self.submit(account, call, &draft).await.unwrap()
    }

    /// Letters of a kind, by their address.
    pub async fn letters(&self, kind: &str) -> Vec<(String, String)> {
        let all = mail::letters(self.house.db(), &self.house.system(), 500).await.unwrap();
        let of_kind = all.into_iter().filter(|letter| letter.kind == kind);
        of_kind.map(|letter| (letter.to.to_string(), letter.text)).collect()
    }
}

pub fn speaker(name: &str) -> SpeakerDetails {
    SpeakerDetails {
        name: name.to_owned(),
        latin: String::new(),
        affiliation: format!("Institute of {name}"),
        biography: format!("{name} measures rain."),
        answers: Answers::default(),
        shows: true,
    }
}

pub fn details(proposal: &Proposal, track: TrackId) -> ProposalDetails {
    ProposalDetails {
        kind: proposal.kind,
        track: Some(track),
        locale: Locale::Zh,
        title: proposal.title.clone(),
        summary: "雨水如何成为资源。".to_owned(),
        languages: Languages::parse(&["zh"]).unwrap(),
        answers: Answers::default(),
    }
}
