//! Brings the activities onto the stage: who speaks where, and the first release.

use super::{
    abstracts,
    activities::{ACTIVITIES, Activity, FOYER, ITEMS, Kind, NO_TRACK},
    cast::{Cast, Profile},
    people::Company,
    stage::Stage,
};
use db::Db;
use kernel::{Ctx, Locale, LocalizedText, PersonId, RoomId, TextState, Timestamp, Visibility};
use programme::{
    seed::{NewSession, seed_sessions},
    session::{Languages, PersonInSession, PersonRole, SessionDetails, SessionKind, SessionState},
};

/// Sessions in each further room of the larger profiles, on each of five days.
const SLOTS_A_DAY: i64 = 5;
/// People on the busiest podium, by a round-robin that skips who is elsewhere.
const PODIUM: [usize; 4] = [1, 2, 2, 3];

/// Writes all sessions as a draft; says how many.
///
/// # Errors
/// Those of the store.
pub async fn write(
    db: &Db,
    ctx: &Ctx,
    stage: &Stage,
    cast: &Cast,
    company: &Company,
    profile: Profile,
) -> anyhow::Result<usize> {
    let mut plan = Plan::new(stage, cast, company)?;
    let mut activities: Vec<&Activity> = ACTIVITIES.iter().collect();
    activities.sort_by_key(|activity| (activity.day, activity.start, activity.room));
    for activity in activities {
        plan.activity(activity)?;
    }
    plan.lunches()?;
    plan.behind_doors()?;
    if profile != Profile::R1 {
        plan.further_rooms()?;
    }
    let count = plan.sessions.len();
    seed_sessions(db, ctx, stage.edition.id, &plan.sessions).await?;
    Ok(count)
}

/// Releases the draft, as its organisers did.
///
/// # Errors
/// Those of the store, or that the draft breaks a blocking rule.
pub async fn release(db: &Db, ctx: &Ctx, stage: &Stage) -> anyhow::Result<()> {
    super::hearing::promise(db, ctx, stage).await?;
    programme::release::publish(db, ctx, &stage.edition, 0, ("First programme", "")).await?;
    // The route table needs a calendar of stars that answers; its address is no secret here.
    let starred = programme::session::sessions(db, ctx, stage.edition.id).await?;
    let starred: Vec<_> = starred.iter().take(3).map(|session| session.id).collect();
    programme::stars::seed_feed(db, ctx, "demonstration", stage.edition.id, &starred).await?;
    Ok(())
}

struct Plan<'a> {
    stage: &'a Stage,
    cast: &'a Cast,
    company: &'a Company,
    english: Languages,
    chinese: Languages,
    both: Languages,
    sessions: Vec<NewSession>,
    next_speaker: usize,
    busy_until: Vec<Timestamp>,
    items: usize,
}

impl<'a> Plan<'a> {
    fn new(stage: &'a Stage, cast: &'a Cast, company: &'a Company) -> anyhow::Result<Self> {
        let languages = |codes: &[&str]| Languages::parse(codes).map_err(|problem| anyhow::anyhow!(problem.key));
        let (english, chinese, both) = (languages(&["en"])?, languages(&["zh"])?, languages(&["en", "zh"])?);
        let busy_until = vec![Timestamp::from_micros(0); company.speakers.len()];
        let (sessions, next_speaker, items) = (Vec::new(), 0, 0);
        Ok(Self { stage, cast, company, english, chinese, both, sessions, next_speaker, busy_until, items })
    }

    fn instant(&self, day: i64, minute: i64) -> anyhow::Result<Timestamp> {
        let date = self.stage.edition.first_day.checked_add(jiff::Span::new().days(day - 1))?;
        let midnight = date.to_zoned_datetime(self.stage.edition.zone.rules().clone())?;
        Ok(Timestamp::from(midnight.timestamp()).plus_minutes(minute))
    }

    /// The next speaker who is free from `start` until `end`.
    fn speaker(&mut self, start: Timestamp, end: Timestamp) -> Option<PersonId> {
        for _ in 0..self.company.speakers.len() {
            let at = self.next_speaker % self.company.speakers.len();
            self.next_speaker += 1;
            if self.busy_until[at] <= start {
                // Nobody changes rooms in no time.
                self.busy_until[at] = end.plus_minutes(15);
                return Some(self.company.people[self.company.speakers[at]]);
            }
        }
        None
    }

    fn people(&mut self, roles: &[PersonRole], start: Timestamp, minutes: i64) -> Vec<PersonInSession> {
        let end = start.plus_minutes(minutes);
        let mut people = Vec::new();
        for role in roles {
            people.extend(self.speaker(start, end).map(|person| PersonInSession { person, role: *role }));
        }
        people
    }

    fn details(
        &self,
        kind: SessionKind,
        title: LocalizedText,
        track: usize,
        about: (String, String),
    ) -> SessionDetails {
        let n = self.sessions.len();
        let mut summary = LocalizedText::both(about.0, about.1.clone());
        // Some translations are a machine's, and say so.
        if n % 9 == 4 {
            summary.set(Locale::Zh, about.1, TextState::MachineDraft);
        }
        SessionDetails {
            kind,
            parent: None,
            title,
            summary,
            track: self.stage.tracks.get(track).copied(),
            languages: Languages::default(),
            interpretation: Languages::default(),
            visibility: Visibility::Public,
            city: None,
            capacity: None,
        }
    }

    /// What is spoken and into what it is interpreted: nobody interprets into
    /// the language that is spoken already.
    fn voices(&self, kind: Kind) -> (Languages, Languages) {
        let none = Languages::default;
        match (kind, self.sessions.len() % 3) {
            (Kind::Opening | Kind::Ceremony, _) => (self.both.clone(), self.both.clone()),
            (Kind::FieldVisit, _) => (self.both.clone(), none()),
            (Kind::CityShowcase, _) | (_, 0) => (self.english.clone(), self.chinese.clone()),
            (_, 1) => (self.chinese.clone(), self.english.clone()),
            (..) => (self.both.clone(), self.both.clone()),
        }
    }

    fn push(
        &mut self,
        details: SessionDetails,
        place: (Timestamp, i64, RoomId),
        people: Vec<PersonInSession>,
    ) -> anyhow::Result<usize> {
        let (start, minutes, room) = place;
        self.sessions.push(NewSession {
            code: String::new(),
            details,
            forum: None,
            state: SessionState::Confirmed,
            starts_at: Some(start),
            minutes: i32::try_from(minutes)?,
            room: Some(room),
            people,
        });
        Ok(self.sessions.len() - 1)
    }

    fn activity(&mut self, activity: &Activity) -> anyhow::Result<()> {
        use PersonRole as R;
        let (kind, roles): (_, &[R]) = match activity.kind {
            Kind::Opening => (SessionKind::Opening, &[R::Host, R::Speaker, R::Speaker, R::Speaker]),
            Kind::Keynote => (SessionKind::Keynote, &[R::Speaker, R::Moderator]),
            Kind::Forum => (SessionKind::Forum, &[R::Moderator]),
            Kind::CityShowcase => (SessionKind::CityShowcase, &[R::Host, R::Speaker]),
            Kind::Ceremony => (SessionKind::Ceremony, &[R::Host, R::Speaker]),
            Kind::FieldVisit => (SessionKind::FieldVisit, &[R::Host]),
        };
        let start = self.instant(activity.day, activity.start)?;
        let people = self.people(roles, start, activity.minutes);
        let about = abstracts::of(activity.kind, self.sessions.len());
        let mut details = self.details(kind, words(activity.en, activity.zh), activity.track, about);
        (details.languages, details.interpretation) = self.voices(activity.kind);
        if let Some(city) = activity.en.strip_prefix("City show: ") {
            details.city = directory::city::catalogue().search(city, 1).first().map(|hit| hit.city.id());
        }
        let room = self.stage.rooms[activity.room];
        let at = self.push(details, (start, activity.minutes, room), people)?;
        if activity.kind == Kind::Opening {
            self.sessions[at].code = "OPEN24".to_owned();
        }
        if activity.kind == Kind::Forum {
            self.items_of(at, activity, start, room)?;
        }
        Ok(())
    }

    fn items_of(&mut self, forum: usize, activity: &Activity, start: Timestamp, room: RoomId) -> anyhow::Result<()> {
        let count = if activity.minutes >= 120 { 4 } else { 3 };
        let minutes = activity.minutes / count / 5 * 5;
        for n in 0..count {
            let (en, zh) = ITEMS[self.items % ITEMS.len()];
            self.items += 1;
            let start = start.plus_minutes(n * minutes);
            let roles = [PersonRole::Speaker, PersonRole::Panellist];
            let people = self.people(&roles[..PODIUM[self.items % PODIUM.len()].min(2)], start, minutes);
            let about = abstracts::of(Kind::Forum, self.sessions.len());
            let mut details = self.details(SessionKind::Item, words(en, zh), activity.track, about);
            // The booths stay staffed for the whole forum.
            details.languages = self.sessions[forum].details.languages.clone();
            details.interpretation = self.sessions[forum].details.interpretation.clone();
            let item = self.push(details, (start, minutes, room), people)?;
            self.sessions[item].forum = Some(forum);
        }
        Ok(())
    }

    fn lunches(&mut self) -> anyhow::Result<()> {
        for day in 1..=4 {
            let start = self.instant(day, 12 * 60 + 30)?;
            let mut details = self.details(SessionKind::Break, words("Lunch", "午餐"), NO_TRACK, Default::default());
            details.summary = LocalizedText::new();
            self.push(details, (start, 60, self.stage.rooms[FOYER]), Vec::new())?;
        }
        Ok(())
    }

    /// What the public does not see, so that the levels can be tried.
    fn behind_doors(&mut self) -> anyhow::Result<()> {
        let doors = [
            (
                3,
                18 * 60,
                "Evening for registered guests",
                "注册嘉宾晚间交流",
                Visibility::Registered,
                SessionState::Confirmed,
            ),
            (
                3,
                8 * 60,
                "Breakfast of the city network",
                "城市网络早餐会",
                Visibility::InviteOnly,
                SessionState::Confirmed,
            ),
            (
                4,
                18 * 60 + 30,
                "A session that is still being thought about",
                "仍在酝酿中的场次",
                Visibility::Public,
                SessionState::Draft,
            ),
        ];
        for (day, minute, en, zh, visibility, state) in doors {
            let start = self.instant(day, minute)?;
            let people = self.people(&[PersonRole::Host], start, 60);
            let about = (abstracts::RECEPTION.0.to_owned(), abstracts::RECEPTION.1.to_owned());
            let mut details = self.details(SessionKind::Reception, words(en, zh), NO_TRACK, about);
            details.languages = self.both.clone();
            details.visibility = visibility;
            let at = self.push(details, (start, 60, self.stage.rooms[FOYER]), people)?;
            self.sessions[at].state = state;
        }
        Ok(())
    }

    fn further_rooms(&mut self) -> anyhow::Result<()> {
        let missing = 300_usize.saturating_sub(self.sessions.len());
        let rooms = &self.stage.further_rooms;
        for n in 0..missing {
            let (slot, room) = (i64::try_from(n / rooms.len())?, rooms[n % rooms.len()]);
            let start = self.instant(slot / SLOTS_A_DAY + 1, 9 * 60 + slot % SLOTS_A_DAY * 100)?;
            let (en, zh) = ITEMS[n % ITEMS.len()];
            let people = self.people(&[PersonRole::Speaker; 3][..PODIUM[n % PODIUM.len()]], start, 60);
            let about = abstracts::of(Kind::Keynote, self.sessions.len());
            let mut details = self.details(SessionKind::Talk, words(en, zh), n % self.stage.tracks.len(), about);
            (details.languages, details.interpretation) = self.voices(Kind::Keynote);
            self.push(details, (start, 60, room), people)?;
        }
        anyhow::ensure!(self.cast.people.len() == self.company.people.len(), "everybody of the cast has a record");
        Ok(())
    }
}

fn words(en: &str, zh: &str) -> LocalizedText {
    LocalizedText::both(en, zh)
}
