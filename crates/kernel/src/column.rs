//! How our own types become database columns. A type says how it reads and
//! writes its raw form; [`stored!`](crate::stored) derives the rest.

/// A type kept in one column, as `Raw`.
pub trait Column: Sized {
    /// What the driver stores: `String`, `i64`, `Uuid` or `serde_json::Value`.
    type Raw;
    /// The stored form.
    fn to_raw(&self) -> Self::Raw;
    /// Reads the stored form back; the error names what was wrong with it.
    fn from_raw(raw: Self::Raw) -> Result<Self, String>;
}

/// The stored form of what is kept as JSON.
///
/// # Panics
/// For what JSON cannot hold (a map whose keys are not words). Our types are words,
/// numbers, and lists and maps of them; one that is not is a mistake to be heard, where
/// an empty value in its place would lose what somebody stored.
pub fn to_json(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("a stored type is made of words, numbers, lists and maps by words")
}

/// Implements SeaORM's value traits for a type that is a [`Column`].
#[macro_export]
macro_rules! stored {
    ($ty:ty) => {
        impl From<$ty> for $crate::reexport::sea_orm::Value {
            fn from(value: $ty) -> Self {
                $crate::column::Column::to_raw(&value).into()
            }
        }
        impl $crate::reexport::sea_orm::TryGetable for $ty {
            fn try_get_by<I: $crate::reexport::sea_orm::ColIdx>(
                row: &$crate::reexport::sea_orm::QueryResult,
                index: I,
            ) -> Result<Self, $crate::reexport::sea_orm::TryGetError> {
                let raw = <<$ty as $crate::column::Column>::Raw as $crate::reexport::sea_orm::TryGetable>::try_get_by(row, index)?;
                <$ty as $crate::column::Column>::from_raw(raw).map_err(|reason| {
                    $crate::reexport::sea_orm::TryGetError::DbErr($crate::reexport::sea_orm::DbErr::Type(reason))
                })
            }
        }
        impl $crate::reexport::sea_orm::sea_query::ValueType for $ty {
            fn try_from(
                value: $crate::reexport::sea_orm::Value,
            ) -> Result<Self, $crate::reexport::sea_orm::sea_query::ValueTypeErr> {
                let raw = <<$ty as $crate::column::Column>::Raw as $crate::reexport::sea_orm::sea_query::ValueType>::try_from(value)?;
                <$ty as $crate::column::Column>::from_raw(raw)
                    .map_err(|_| $crate::reexport::sea_orm::sea_query::ValueTypeErr)
            }
            fn type_name() -> String {
                stringify!($ty).to_owned()
            }
            fn array_type() -> $crate::reexport::sea_orm::sea_query::ArrayType {
                <<$ty as $crate::column::Column>::Raw as $crate::reexport::sea_orm::sea_query::ValueType>::array_type()
            }
            fn column_type() -> $crate::reexport::sea_orm::sea_query::ColumnType {
                <<$ty as $crate::column::Column>::Raw as $crate::reexport::sea_orm::sea_query::ValueType>::column_type()
            }
        }
        impl $crate::reexport::sea_orm::sea_query::Nullable for $ty {
            fn null() -> $crate::reexport::sea_orm::Value {
                <<$ty as $crate::column::Column>::Raw as $crate::reexport::sea_orm::sea_query::Nullable>::null()
            }
        }
        impl $crate::reexport::sea_orm::TryFromU64 for $ty {
            fn try_from_u64(_: u64) -> Result<Self, $crate::reexport::sea_orm::DbErr> {
                // No table has a counter for a key: ids are minted, never drawn.
                Err($crate::reexport::sea_orm::DbErr::ConvertFromU64(stringify!($ty)))
            }
        }
        impl $crate::reexport::sea_orm::IntoActiveValue<$ty> for $ty {
            fn into_active_value(self) -> $crate::reexport::sea_orm::ActiveValue<$ty> {
                $crate::reexport::sea_orm::ActiveValue::Set(self)
            }
        }
    };
}

/// A closed set of states or kinds, written as short words: in the database
/// (where a CHECK constraint holds the same words), in URLs and in JSON.
///
/// ```
/// kernel::text_enum! {
///     /// How far a thing is.
///     pub enum Progress { #[doc = "Not begun"] Open = "open", #[doc = "Over"] Done = "done" }
/// }
/// assert_eq!("done".parse(), Ok(Progress::Done));
/// assert_eq!(Progress::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_meta])* $variant),+ }
        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The word that stands for it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(word: &str) -> Result<Self, String> {
                match word {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(format!("no {} is called {word:?}", stringify!($name))),
                }
            }
        }
        impl $crate::reexport::serde::Serialize for $name {
            fn serialize<S: $crate::reexport::serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.serialize_str(self.as_str())
            }
        }
        impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::reexport::serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str> as $crate::reexport::serde::Deserialize>::deserialize(d)?;
                word.parse().map_err($crate::reexport::serde::de::Error::custom)
            }
        }
        impl $crate::column::Column for $name {
            type Raw = String;
            fn to_raw(&self) -> String { self.as_str().to_owned() }
            fn from_raw(raw: String) -> Result<Self, String> { raw.parse() }
        }
        $crate::stored!($name);
    };
}
