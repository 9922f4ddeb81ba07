//! Requests to addresses that somebody typed.
//!
//! Whoever may type an address could have us call our own network with it: a
//! database without a password, the metadata of a cloud. So there is one way
//! out, [`Guard::send`], and it goes to public hosts only:
//!
//! * https only, with the root certificates of the web;
//! * a name is resolved once, **every** address that it has must be public, and the
//!   connection goes to the very address that was judged, so that a name that
//!   answers differently the second time (DNS rebinding) gains nothing;
//! * no redirect is followed, no proxy of the environment is used, nothing is kept
//!   alive;
//! * resolving, connecting and answering have limits of time, the answer one of size.
//!
//! In the demonstration, loopback may be called too, also by http: a receiver on
//! the same machine is how somebody tries it.

mod address;
mod guard;
mod stream;
mod target;

pub use address::is_public;
pub use guard::{Answer, Failure, Guard, Resolve, SystemResolver};
pub use target::{LONGEST, Policy, Refusal, Target};
