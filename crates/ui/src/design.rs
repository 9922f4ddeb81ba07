//! Samples of all components.
