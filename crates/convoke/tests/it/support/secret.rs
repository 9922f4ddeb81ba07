//! What must not be known. Every secret has a word in two scripts that stands
//! nowhere else, so that finding the word is finding the leak.

use std::collections::BTreeSet;

use kernel::LocalizedText;

macro_rules! secrets {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// Something that somebody must not learn.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Secret { $($(#[$doc])* $name,)+ }

        impl Secret {
            pub const ALL: &[Self] = &[$(Self::$name,)+];
        }
    };
}

secrets! {
    /// A session that is thought about.
    DraftSession,
    /// A session that was called off before anybody heard of it.
    NeverAnnounced,
    /// A released session for those who are signed in.
    RegisteredSession,
    /// A released session for those who are invited.
    InviteOnlySession,
    /// An item for the invited, in a forum for everybody.
    InviteOnlyItem,
    /// A released session behind closed doors.
    ConcealedSession,
    /// Who is in it, and agreed to nothing.
    ConcealedPerson,
    /// A new title of a released session, not released.
    NewTitle,
    /// A new summary, not released.
    NewSummary,
    /// Somebody who speaks in public and never agreed to be named.
    HiddenPerson,
    /// Somebody who agreed to be known to the registered.
    RegisteredPerson,
    /// Somebody who agreed, whom the staff do not list.
    UnlistedPerson,
    /// Somebody who took the consent back after the release.
    WithdrawnPerson,
    /// The address of somebody listed.
    HiddenEmail,
    /// The telephone number of somebody listed.
    HiddenPhone,
    /// The biography of somebody listed.
    HiddenBiography,
    /// The office of somebody listed who keeps it private.
    HiddenOffice,
    /// A room that is not published, in which a released session takes place.
    HiddenRoom,
    /// A room that is not published and empty.
    EmptyHiddenRoom,
    /// A delegation that is not announced.
    Delegation,
    /// Who travels in it.
    DelegationMember,
    /// Who looks after it.
    Liaison,
    /// An organisation that is not listed.
    Organisation,
    /// An edition that is not public, held inside the one that is.
    DraftEdition,
    /// Why a speaker cannot come.
    AbsenceNote,
    /// What a speaker was told about a task.
    TaskNote,
    /// The name of a file that a speaker handed in.
    FileName,
    /// The name of somebody of the staff.
    StaffName,
    /// The address of somebody of the staff.
    StaffEmail,
    /// Why a room is closed for a while.
    ClosedRoom,
    /// Where another system listens.
    WebhookAddress,
    /// What the show-caller calls in an open session.
    Cue,
    /// A proposal that is being written.
    DraftProposal,
    /// A proposal that was submitted.
    Proposal,
    /// Who would speak in it.
    ProposalSpeaker,
    /// A call for those who are invited.
    InvitationCall,
    /// What a reviewer says.
    ReviewRemark,
    /// Who signed up for sessions.
    SignedUp,
    /// What somebody thought of a session.
    Opinion,
}

impl Secret {
    fn number(self) -> usize {
        Self::ALL.iter().position(|one| *one == self).unwrap() + 1
    }

    /// The word in Latin letters; it may stand in an address.
    pub fn latin(self) -> String {
        format!("zqxsecret{:02}", self.number())
    }

    /// The word in Chinese.
    pub fn han(self) -> String {
        format!("秘密甲{:02}", self.number())
    }

    /// A title that holds the word in both languages.
    pub fn title(self) -> LocalizedText {
        LocalizedText::both(format!("About {}", self.latin()), format!("关于{}", self.han()))
    }

    /// A telephone number that holds the word's number.
    pub fn phone(self) -> String {
        format!("+86 571 8787 {:04}", 9900 + self.number())
    }

    /// The secrets that a text gives away, as page, header or feed.
    pub fn found_in(text: &str) -> BTreeSet<Self> {
        // Calendars fold long lines, anywhere.
        let text = text.replace("\r\n ", "").replace("\\r\\n ", "").to_lowercase();
        let digits: String = text.chars().filter(|c| !" -".contains(*c)).collect();
        let given_away = |secret: &Self| {
            text.contains(&secret.latin()) || text.contains(&secret.han()) || {
                let phone: String = secret.phone().chars().filter(char::is_ascii_digit).collect();
                digits.contains(&phone)
            }
        };
        if !text.contains("zqxsecret") && !text.contains("秘密甲") && !digits.contains("8657187879") {
            return BTreeSet::new();
        }
        Self::ALL.iter().copied().filter(given_away).collect()
    }
}

#[test]
fn a_secret_is_found_wherever_it_is_written() {
    let one = Secret::HiddenPhone;
    for text in ["x ZQXSECRET15 y", "关于秘密甲15的", "SUMMARY:About zqx\r\n secret15", "tel:+8657187879915"] {
        assert_eq!(Secret::found_in(text), BTreeSet::from([one]), "{text}");
    }
    assert!(Secret::found_in("zqxsecre, 秘密, 8787").is_empty());
}
