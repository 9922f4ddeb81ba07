//! One type per kind of record, so that a room is never passed for a venue.
//! Keys are UUID version 7 (RFC 9562): they sort by the moment of their making
//! and can be minted on any node.

/// Declares a typed id.
#[macro_export]
macro_rules! id {
    ($($(#[$meta:meta])* pub struct $name:ident;)+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $crate::reexport::uuid::Uuid);
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::reexport::uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
        impl From<$crate::reexport::uuid::Uuid> for $name {
            fn from(raw: $crate::reexport::uuid::Uuid) -> Self { Self(raw) }
        }
        impl $crate::reexport::serde::Serialize for $name {
            fn serialize<S: $crate::reexport::serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                $crate::reexport::serde::Serialize::serialize(&self.0, s)
            }
        }
        impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::reexport::serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                <$crate::reexport::uuid::Uuid as $crate::reexport::serde::Deserialize>::deserialize(d).map(Self)
            }
        }
        impl $crate::column::Column for $name {
            type Raw = $crate::reexport::uuid::Uuid;
            fn to_raw(&self) -> Self::Raw { self.0 }
            fn from_raw(raw: Self::Raw) -> Result<Self, String> { Ok(Self(raw)) }
        }
        $crate::stored!($name);
    )+};
}

id! {
    /// One holding of a congress: its dates, places and everything in them.
    pub struct EditionId;
    /// A way to sign in. A person may have one; most people have none.
    pub struct AccountId;
    /// A human being, the same through all editions.
    pub struct PersonId;
    /// A company, a ministry, a university, an association.
    pub struct OrganisationId;
    /// A group that travels together under one head.
    pub struct DelegationId;
    /// A building or a site.
    pub struct VenueId;
    /// A room, hall or stage inside a venue.
    pub struct RoomId;
    /// A thread of the programme.
    pub struct TrackId;
    /// An activity of the programme.
    pub struct SessionId;
    /// A published, immutable state of the programme.
    pub struct ReleaseId;
}
