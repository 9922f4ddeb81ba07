//! Who is looking. Every query takes one; a stranger is a viewer too.

use crate::{AccountId, EditionId, Grant, Permission, PersonId, Timestamp};

/// How surely we know the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// By one factor: a code sent by mail.
    OneFactor,
    /// By two: a passkey, or a code and a one-time password.
    TwoFactors,
}

/// How much of an edition a viewer may know, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Anybody.
    Public,
    /// Somebody who is signed in.
    Registered,
    /// Somebody who works for the edition.
    Staff,
}

#[derive(Clone, Debug)]
enum Kind {
    Stranger,
    Account { account: AccountId, person: Option<PersonId>, strength: Strength, grants: Vec<Grant> },
    System,
}

/// The one for whom rows are read.
#[derive(Clone, Debug)]
pub struct Viewer(Kind);

impl Viewer {
    /// Somebody of whom nothing is known.
    pub const fn stranger() -> Self {
        Self(Kind::Stranger)
    }

    /// Convoke itself: jobs, backups, seeding. Sees everything; never made from a request.
    pub const fn system() -> Self {
        Self(Kind::System)
    }

    /// Somebody signed in.
    pub const fn account(account: AccountId, person: Option<PersonId>, strength: Strength, grants: Vec<Grant>) -> Self {
        Self(Kind::Account { account, person, strength, grants })
    }

    /// The account, unless a stranger or the system.
    pub const fn account_id(&self) -> Option<AccountId> {
        match &self.0 {
            Kind::Account { account, .. } => Some(*account),
            _ => None,
        }
    }

    /// The person behind the account, if it is linked to one.
    pub const fn person_id(&self) -> Option<PersonId> {
        match &self.0 {
            Kind::Account { person, .. } => *person,
            _ => None,
        }
    }

    /// How surely the account is known; `None` for strangers and the system.
    pub const fn strength(&self) -> Option<Strength> {
        match &self.0 {
            Kind::Account { strength, .. } => Some(*strength),
            _ => None,
        }
    }

    /// Convoke itself is looking.
    pub const fn is_system(&self) -> bool {
        matches!(self.0, Kind::System)
    }

    /// Nobody is signed in.
    pub const fn is_stranger(&self) -> bool {
        matches!(self.0, Kind::Stranger)
    }

    /// Whether an act in `edition` is allowed now. Roles sleep until the second
    /// factor is given.
    pub fn can(&self, permission: Permission, edition: EditionId, now: Timestamp) -> bool {
        self.allowed(permission, Some(edition), now)
    }

    /// Whether an act on the whole house is allowed now.
    pub fn can_in_house(&self, permission: Permission, now: Timestamp) -> bool {
        self.allowed(permission, None, now)
    }

    fn allowed(&self, permission: Permission, edition: Option<EditionId>, now: Timestamp) -> bool {
        match &self.0 {
            Kind::Stranger => false,
            Kind::System => true,
            Kind::Account { strength, grants, .. } => {
                *strength == Strength::TwoFactors && grants.iter().any(|g| g.allows(permission, edition, now))
            }
        }
    }

    /// A second factor would open more than is open now.
    pub fn has_sleeping_roles(&self, now: Timestamp) -> bool {
        match &self.0 {
            Kind::Account { strength: Strength::OneFactor, grants, .. } => {
                grants.iter().any(|g| g.until.is_none_or(|until| now < until))
            }
            _ => false,
        }
    }

    /// The editions in which this viewer may do `permission` now; `None` means all.
    pub fn editions_with(&self, permission: Permission, now: Timestamp) -> Option<Vec<EditionId>> {
        match &self.0 {
            Kind::System => None,
            Kind::Account { grants, strength: Strength::TwoFactors, .. } => {
                let mut editions = Vec::new();
                for grant in grants {
                    if grant.allows(permission, grant.edition, now) {
                        editions.push(grant.edition?);
                    }
                }
                Some(editions)
            }
            _ => Some(Vec::new()),
        }
    }

    /// The audience this viewer belongs to in `edition`.
    pub fn audience(&self, edition: EditionId, now: Timestamp) -> Audience {
        if self.can(Permission::ReadDesk, edition, now) {
            Audience::Staff
        } else if self.is_stranger() {
            Audience::Public
        } else {
            Audience::Registered
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;

    #[test]
    fn roles_sleep_without_a_second_factor() {
        let edition = EditionId(uuid::Uuid::from_u128(1));
        let account = AccountId(uuid::Uuid::from_u128(2));
        let grants = vec![Grant { edition: Some(edition), role: Role::Organiser, until: None }];
        let now = Timestamp::from_micros(0);
        let weak = Viewer::account(account, None, Strength::OneFactor, grants.clone());
        let strong = Viewer::account(account, None, Strength::TwoFactors, grants);
        assert!(!weak.can(Permission::EditProgramme, edition, now));
        assert!(weak.has_sleeping_roles(now));
        assert_eq!(weak.audience(edition, now), Audience::Registered);
        assert!(strong.can(Permission::EditProgramme, edition, now));
        assert_eq!(strong.audience(edition, now), Audience::Staff);
        assert_eq!(strong.editions_with(Permission::ReadDesk, now), Some(vec![edition]));
    }
}
