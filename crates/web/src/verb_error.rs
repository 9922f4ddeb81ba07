//! The error of a domain crate. What every verb may fail with, and how each of that is
//! answered over HTTP, stands here once; a crate states what is its own.

/// Declares `pub enum Error`: the engine refused, fields are wrong, no such record, the
/// viewer may not; and the crate's own reasons, each with its answer as a [`web::Error`].
/// A reason that carries something is answered by a function of that.
///
/// It comes with `Error::field`, conversions from `Problems`, `DbErr` and `Denied`, with
/// `db::AsConflict`, and with the way to [`web::Error`]. The crate needs `thiserror`, of which
/// `#[error("{0}")]` stands here for `transparent`.
///
/// [`web::Error`]: crate::Error
///
/// ```
/// web::verb_error! {
///     /// Why nothing was stored.
///     pub enum Error {
///         /// Somebody else changed the record since it was read.
///         #[error("the record was changed by somebody else")]
///         Stale => web::Error::Conflict("problem-changed"),
///         /// It weighs too much.
///         #[error("{0} kg are too much")]
///         Heavy(u32) => |_| web::Error::TooLarge,
///     }
/// }
///
/// let answer: web::Error = Error::Heavy(90).into();
/// assert!(matches!(answer, web::Error::TooLarge));
/// ```
#[macro_export]
macro_rules! verb_error {
    (
        $(#[$meta:meta])*
        pub enum Error {
            $($(#[$($own:tt)*])* $name:ident $(($carried:ty))? => $answer:expr),* $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, thiserror::Error)]
        pub enum Error {
            /// The engine refused.
            #[error("the database: {0}")]
            Db(#[from] $crate::reexport::sea_orm::DbErr),
            /// Fields are wrong, each for its own reason.
            #[error("the input is not valid")]
            Invalid($crate::reexport::kernel::Problems),
            /// There is no such record for this viewer.
            #[error("no such record")]
            NotFound,
            /// The viewer may not.
            #[error(transparent)]
            Denied(#[from] $crate::reexport::kernel::Denied),
            $($(#[$($own)*])* $name $(($carried))?,)*
        }

        impl Error {
            /// A single wrong field.
            pub(crate) fn field(field: &str, key: &'static str) -> Self {
                use $crate::reexport::kernel::{FieldProblem, Problems};
                Self::Invalid(Problems::of(field, FieldProblem::new(key)))
            }
        }

        impl From<$crate::reexport::kernel::Problems> for Error {
            fn from(problems: $crate::reexport::kernel::Problems) -> Self {
                Self::Invalid(problems)
            }
        }

        impl $crate::reexport::db::AsConflict for Error {
            fn is_conflict(&self) -> bool {
                matches!(self, Self::Db(error) if $crate::reexport::db::AsConflict::is_conflict(error))
            }
        }

        impl From<Error> for $crate::Error {
            fn from(error: Error) -> Self {
                match error {
                    Error::Db(error) => Self::Database(error),
                    Error::Invalid(problems) => Self::Invalid(problems),
                    Error::NotFound => Self::NotFound,
                    Error::Denied(denied) => Self::Denied(denied),
                    $(Error::$name $((carried @ $crate::any_of!($carried)))? => $answer $(({ let own: $carried = carried; own }))?,)*
                }
            }
        }
    };
}

/// The pattern that everything of a type fits.
#[doc(hidden)]
#[macro_export]
macro_rules! any_of {
    ($of:ty) => {
        _
    };
}
