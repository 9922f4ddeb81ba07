//! `convoke serve`: a house, until it is told to stop.

use crate::{config::Config, house::House};
use anyhow::Context;
use axum::ServiceExt;
use std::net::SocketAddr;
use tokio::net::TcpListener;

/// Opens the house and serves it until SIGTERM or Ctrl-C.
///
/// # Errors
/// When the database, the port or the mail server's address cannot be used.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let listener = listen(&config).await?;
    let house = House::open(&config, false).await?;
    tracing::info!(origin = %config.origin(), "Convoke serves {}", config.origin());
    until_stopped(listener, house).await
}

/// Takes the port first: a port that is taken is the commonest mistake.
///
/// # Errors
/// When the port cannot be taken.
pub async fn listen(config: &Config) -> anyhow::Result<TcpListener> {
    let address = SocketAddr::new(config.bind, config.port);
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}; `--port` chooses another"))
}

/// Serves, and stops in order: no new requests, running ones finish, jobs end.
///
/// # Errors
/// When the socket fails.
pub async fn until_stopped(listener: TcpListener, house: House) -> anyhow::Result<()> {
    use axum::serve::ListenerExt;
    let House { db, router, background } = house;
    // Small answers must not wait for the next packet.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY");
        }
    });
    let service = ServiceExt::<axum::extract::Request>::into_make_service_with_connect_info::<SocketAddr>(router);
    axum::serve(listener, service).with_graceful_shutdown(stopped()).await?;
    background.stop().await;
    db.close().await?;
    Ok(())
}

async fn stopped() {
    let ctrl_c = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "Ctrl-C cannot be heard");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "SIGTERM cannot be heard");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! { () = ctrl_c => {}, () = terminated => {} }
}
