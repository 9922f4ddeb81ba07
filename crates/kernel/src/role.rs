//! What staff may do. A role is given for one edition, or for the whole house,
//! and may end by itself.

use crate::{EditionId, Timestamp};

crate::text_enum! {
    /// A job in an edition.
    pub enum Role {
        /// Answers for the edition; gives and takes roles.
        Owner = "owner",
        /// Runs everything except roles.
        Organiser = "organiser",
        /// Writes and releases the programme.
        ProgrammeEditor = "programme_editor",
        /// Keeps people, organisations and delegations.
        DirectoryEditor = "directory_editor",
        /// Works in the rooms on the day.
        RoomCrew = "room_crew",
        /// Looks, and changes nothing.
        Reader = "reader",
    }
}

crate::text_enum! {
    /// One kind of act that a role allows.
    pub enum Permission {
        /// See the desk of an edition, with drafts.
        ReadDesk = "read_desk",
        /// Change dates, names, venues, rooms, tracks; clone.
        EditEdition = "edit_edition",
        /// Change people, organisations, delegations.
        EditDirectory = "edit_directory",
        /// See contact details and hidden people.
        ReadContacts = "read_contacts",
        /// Change sessions of the draft.
        EditProgramme = "edit_programme",
        /// Publish the draft.
        ReleaseProgramme = "release_programme",
        /// Say what happens in the rooms on the day: running late, full, over.
        RunRooms = "run_rooms",
        /// Read the audit log.
        ReadAudit = "read_audit",
        /// Give and take roles.
        ManageRoles = "manage_roles",
        /// Make editions; end all sessions after a breach. Only for the whole house.
        RunHouse = "run_house",
    }
}

impl Role {
    /// The permission matrix, kept in one place and printed in
    /// `docs/permissions.md`. `RunHouse` needs a grant for the whole house.
    pub const fn permits(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Owner => true,
            Self::Organiser => !matches!(permission, P::ManageRoles | P::RunHouse),
            Self::ProgrammeEditor => {
                matches!(
                    permission,
                    P::ReadDesk | P::ReadContacts | P::EditProgramme | P::ReleaseProgramme | P::RunRooms
                )
            }
            Self::DirectoryEditor => matches!(permission, P::ReadDesk | P::ReadContacts | P::EditDirectory),
            Self::RoomCrew => matches!(permission, P::ReadDesk | P::RunRooms),
            Self::Reader => matches!(permission, P::ReadDesk),
        }
    }
}

/// A role given to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The edition it is for; `None` is the whole house.
    pub edition: Option<EditionId>,
    /// The job.
    pub role: Role,
    /// The instant from which it no longer holds.
    pub until: Option<Timestamp>,
}

impl Grant {
    /// Whether this grant allows an act in `edition` at `now`. `None` asks for
    /// an act on the house itself.
    pub fn allows(&self, permission: Permission, edition: Option<EditionId>, now: Timestamp) -> bool {
        let holds = self.until.is_none_or(|until| now < until);
        let covers = self.edition.is_none() || (edition.is_some() && self.edition == edition);
        let in_reach = self.edition.is_none() || permission != Permission::RunHouse;
        holds && covers && in_reach && self.role.permits(permission)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_ends_by_itself_and_stays_in_its_edition() {
        let here = EditionId(uuid::Uuid::from_u128(1));
        let there = EditionId(uuid::Uuid::from_u128(2));
        let end = Timestamp::from_micros(1000);
        let grant = Grant { edition: Some(here), role: Role::Owner, until: Some(end) };
        let before = Timestamp::from_micros(999);
        assert!(grant.allows(Permission::EditProgramme, Some(here), before));
        assert!(!grant.allows(Permission::EditProgramme, Some(here), end));
        assert!(!grant.allows(Permission::EditProgramme, Some(there), before));
        assert!(!grant.allows(Permission::RunHouse, None, before));
        assert!(!grant.allows(Permission::RunHouse, Some(here), before));
    }
}
