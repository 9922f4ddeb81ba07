//! Where log lines go: to standard error, one line each.

use tracing_subscriber::EnvFilter;

/// Starts logging. `RUST_LOG` decides what is told; the demonstration is quiet
/// so that its links stay on the screen.
pub fn start(quiet: bool) {
    let fallback = if quiet { "warn" } else { "info,sqlx=warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(fallback));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).compact().init();
}
