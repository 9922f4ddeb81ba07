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

/// How far somebody acts through a token: in one edition or in all, and only by
/// some acts. It takes from what the account may, and gives nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reach {
    /// The only edition; `None` is every one in which the account has a role.
    pub edition: Option<EditionId>,
    /// The only acts.
    pub permissions: &'static [Permission],
}

impl Reach {
    fn allows(&self, permission: Permission, edition: Option<EditionId>) -> bool {
        self.permissions.contains(&permission) && (self.edition.is_none() || self.edition == edition)
    }
}

#[derive(Clone, Debug)]
enum Kind {
    Stranger,
    Account {
        account: AccountId,
        person: Option<PersonId>,
        strength: Strength,
        grants: Vec<Grant>,
        reach: Option<Reach>,
    },
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
        Self(Kind::Account { account, person, strength, grants, reach: None })
    }

    /// The same account through a token: no further than `reach`, and not as the
    /// person behind it, so that no token opens a closed door.
    #[must_use]
    pub fn within(self, reach: Reach) -> Self {
        match self.0 {
            Kind::Account { account, strength, grants, .. } => {
                Self(Kind::Account { account, person: None, strength, grants, reach: Some(reach) })
            }
            other => Self(other),
        }
    }

    /// How far the token reaches, if it is through one that the account acts.
    pub const fn reach(&self) -> Option<&Reach> {
        match &self.0 {
            Kind::Account { reach, .. } => reach.as_ref(),
            _ => None,
        }
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
            Kind::Account { strength, grants, reach, .. } => {
                *strength == Strength::TwoFactors
                    && reach.as_ref().is_none_or(|reach| reach.allows(permission, edition))
                    && grants.iter().any(|g| g.allows(permission, edition, now))
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
            Kind::Account { grants, strength: Strength::TwoFactors, reach, .. } => {
                let only = match reach {
                    Some(reach) if !reach.permissions.contains(&permission) => return Some(Vec::new()),
                    Some(reach) => reach.edition,
                    None => None,
                };
                let mut editions = Vec::new();
                for grant in grants.iter().filter(|grant| grant.allows(permission, grant.edition, now)) {
                    match (grant.edition, only) {
                        (None, None) => return None,
                        (Some(here), Some(only)) if here != only => {}
                        (Some(here), _) | (None, Some(here)) => editions.push(here),
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

    #[test]
    fn a_token_reaches_no_further_than_its_account() {
        let [here, there] = [1, 2].map(|n| EditionId(uuid::Uuid::from_u128(n)));
        let now = Timestamp::from_micros(0);
        let owner = |edition: Option<EditionId>| {
            let grants = vec![Grant { edition, role: Role::Owner, until: None }];
            let person = Some(PersonId(uuid::Uuid::from_u128(4)));
            Viewer::account(AccountId(uuid::Uuid::from_u128(3)), person, Strength::TwoFactors, grants)
        };
        let read = Reach { edition: Some(here), permissions: &[Permission::ReadDesk] };
        let token = owner(None).within(read.clone());
        assert!(token.can(Permission::ReadDesk, here, now) && !token.can(Permission::ReadDesk, there, now));
        assert!(!token.can(Permission::EditProgramme, here, now) && !token.can_in_house(Permission::ReadDesk, now));
        assert_eq!(token.editions_with(Permission::ReadDesk, now), Some(vec![here]));
        assert_eq!(token.editions_with(Permission::EditProgramme, now), Some(vec![]));
        assert_eq!(token.person_id(), None);
        // What the account lacks, no token has.
        let elsewhere = owner(Some(there)).within(read);
        assert!(!elsewhere.can(Permission::ReadDesk, here, now));
        assert_eq!(elsewhere.editions_with(Permission::ReadDesk, now), Some(vec![]));
        let all = owner(Some(there)).within(Reach { edition: None, permissions: &[Permission::ReadDesk] });
        assert_eq!(all.editions_with(Permission::ReadDesk, now), Some(vec![there]));
        let everywhere = owner(None).within(Reach { edition: None, permissions: &[Permission::ReadDesk] });
        assert_eq!(everywhere.editions_with(Permission::ReadDesk, now), None);
    }
}
