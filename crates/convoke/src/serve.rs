//! `convoke serve`: a house, until it is told to stop.

use crate::{config::Config, house::House};
use anyhow::Context;
use axum::ServiceExt;
use axum::serve::Listener;
use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};
use tokio::net::{TcpListener, TcpStream};

/// Opens the house and serves it until SIGTERM or Ctrl-C.
///
/// # Errors
/// When the database, the port or the mail server's address cannot be used.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let doors = listen(&config).await?;
    let house = House::open(&config, false).await?;
    tracing::info!(origin = %config.origin(), "Convoke serves {}", config.origin());
    until_stopped(doors, house).await
}

/// The sockets of a house. `localhost` is two addresses, and browsers try the one
/// of IPv6 first: whoever listens there on the same port would be taken for us.
pub struct Doors {
    first: TcpListener,
    second: Option<TcpListener>,
}

impl Listener for Doors {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        match &mut self.second {
            None => Listener::accept(&mut self.first).await,
            Some(second) => tokio::select! {
                visitor = Listener::accept(&mut self.first) => visitor,
                visitor = Listener::accept(second) => visitor,
            },
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.first.local_addr()
    }
}

/// Takes the port first: a port that is taken is the commonest mistake. A house on
/// `127.0.0.1` listens on `::1` too, where the machine has it.
///
/// # Errors
/// When the port cannot be taken.
pub async fn listen(config: &Config) -> anyhow::Result<Doors> {
    let first = door(SocketAddr::new(config.bind, config.port)).await?;
    let second = if config.bind == IpAddr::V4(Ipv4Addr::LOCALHOST) {
        let port = first.local_addr()?.port();
        match door(SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), port)).await {
            Err(error) if taken(&error) => return Err(error),
            // Without IPv6 nobody is reached there, neither we nor another.
            other => other.ok(),
        }
    } else {
        None
    };
    Ok(Doors { first, second })
}

async fn door(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("listening on {address}; `--port` chooses another"))
}

fn taken(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::AddrInUse)
}

/// Serves, and stops in order: no new requests, running ones finish, jobs end.
///
/// # Errors
/// When the socket fails.
pub async fn until_stopped(doors: Doors, house: House) -> anyhow::Result<()> {
    use axum::serve::ListenerExt;
    let House { db, app, router, background } = house;
    // Small answers must not wait for the next packet.
    let doors = doors.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY");
        }
    });
    let service = ServiceExt::<axum::extract::Request>::into_make_service_with_connect_info::<SocketAddr>(router);
    let stop = async move {
        stopped().await;
        app.close();
    };
    axum::serve(doors, service).with_graceful_shutdown(stop).await?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_house_is_found_under_both_addresses_of_localhost() {
        let config = Config { port: 0, ..Config::default() };
        let mut doors = listen(&config).await.unwrap();
        let port = doors.local_addr().unwrap().port();
        let mut addresses = vec![SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port)];
        addresses.extend(doors.second.as_ref().map(|second| second.local_addr().unwrap()));
        for address in addresses {
            let (visitor, (_, seen)) = tokio::join!(TcpStream::connect(address), doors.accept());
            assert_eq!(visitor.unwrap().local_addr().unwrap(), seen);
        }
    }

    #[tokio::test]
    async fn a_port_that_is_taken_is_named() {
        let doors = listen(&Config { port: 0, ..Config::default() }).await.unwrap();
        let port = doors.local_addr().unwrap().port();
        let error = listen(&Config { port, ..Config::default() }).await.err().unwrap();
        assert!(error.to_string().contains("--port"), "{error}");
    }
}
