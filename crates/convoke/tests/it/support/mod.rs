//! A house of all domains, a congress with secrets in it, and people who look.

pub mod calling;
pub mod congress;
pub mod fillings;
pub mod forms;
pub mod house;
pub mod look;
pub mod plans;
pub mod planting;
pub mod secret;
