//! The composition root: the only place that knows all domains.

pub mod backup;
pub mod config;
pub mod demo;
pub mod doctor;
pub mod files;
pub mod house;
pub mod import;
pub mod logging;
pub mod own;
pub mod restore;
pub mod routes;
pub mod serve;
