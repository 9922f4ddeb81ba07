//! The yardstick of `cargo xtask bench web`: axum alone, answering bytes from memory.
//!
//! `bare-server PORT [PATH CONTENT-TYPE FILE]…` serves each file at its path, on this
//! machine only. No server of ours can be quicker; the question is how much slower it is.

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (port, files) = arguments.split_first().context("usage: bare-server PORT [PATH CONTENT-TYPE FILE]…")?;
    ensure!(files.len().is_multiple_of(3), "each file has a path, a type and a name");

    let mut router = Router::new();
    for file in files.chunks_exact(3) {
        router = with_file(router, &file[0], &file[1], &file[2])?;
    }
    let port: u16 = port.parse().context("the port is not a number")?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    // Small answers on a busy connection must not wait for an acknowledgement.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, router).await?;
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "this server has no route table and no viewers: being bare is its purpose"
)]
fn with_file(router: Router, path: &str, content_type: &str, file: &str) -> Result<Router> {
    let bytes = Bytes::from(std::fs::read(file).with_context(|| format!("cannot read {file}"))?);
    let content_type = content_type.to_owned();
    let answer = move || async move { ([(CONTENT_TYPE, content_type)], bytes) };
    Ok(router.route(path, get(answer)))
}
