//! What goes out, and what does not, with receivers on this machine.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use bytes::Bytes;
use outbound::{Failure, Guard, Policy, Refusal, Resolve};
use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// Answers every connection with the same bytes, and counts them.
async fn receiver(answer: &'static [u8]) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            let mut some = [0; 4096];
            let _ = stream.read(&mut some).await;
            let _ = stream.write_all(answer).await;
        }
    });
    (address, calls)
}

/// A name server that says what it is told, differently every time it is asked.
struct Says(Vec<Vec<SocketAddr>>, AtomicUsize);

impl Says {
    fn guard(policy: Policy, answers: &[&[&str]]) -> Guard {
        let read = |all: &&[&str]| all.iter().map(|one| one.parse().unwrap()).collect();
        Guard::with_resolver(policy, Arc::new(Self(answers.iter().map(read).collect(), AtomicUsize::new(0))))
    }
}

#[async_trait::async_trait]
impl Resolve for Says {
    async fn resolve(&self, _: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
        let at = self.1.fetch_add(1, Ordering::SeqCst);
        Ok(self.0[at.min(self.0.len() - 1)].clone())
    }
}

async fn post(guard: &Guard, address: &str) -> Result<outbound::Answer, Failure> {
    let target = guard.target(address)?;
    guard.send(&target, hyper::Method::POST, hyper::HeaderMap::new(), Bytes::from_static(b"{}"), 64).await
}

#[tokio::test]
async fn an_answer_is_read_as_far_as_was_asked_for() {
    let (at, _) = receiver(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789").await;
    let answer = post(&Guard::new(Policy::WithLoopback), &format!("http://{at}/hook?a=b")).await.unwrap();
    assert_eq!((answer.status.as_u16(), answer.body.len()), (200, 64));
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_is_not_followed() {
    let (inside, calls) = receiver(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await;
    let moved = format!("HTTP/1.1 302 Found\r\nlocation: http://{inside}/\r\ncontent-length: 0\r\n\r\n");
    let (at, _) = receiver(Box::leak(moved.into_boxed_str()).as_bytes()).await;
    let answer = post(&Guard::new(Policy::WithLoopback), &format!("http://{at}/")).await.unwrap();
    assert_eq!((answer.status.as_u16(), calls.load(Ordering::SeqCst)), (302, 0));
}

#[tokio::test]
async fn a_name_that_leads_inside_is_not_called() {
    for inside in [
        "10.0.0.1:443",
        "127.0.0.1:443",
        "169.254.169.254:443",
        "[::1]:443",
        "[::ffff:10.0.0.1]:443",
        "[64:ff9b::7f00:1]:443",
        "[fe80::1]:443",
    ] {
        let guard = Says::guard(Policy::Public, &[&[inside]]);
        let failure = post(&guard, "https://hooks.example.org/").await.unwrap_err();
        assert!(matches!(failure, Failure::Refused(Refusal::NotPublic)), "{inside}: {failure}");
        let guard = Says::guard(Policy::Public, &[&["1.1.1.1:443", inside]]);
        let failure = post(&guard, "https://hooks.example.org/").await.unwrap_err();
        assert!(matches!(failure, Failure::Refused(Refusal::NotPublic)), "one of two, {inside}: {failure}");
    }
}

#[tokio::test]
async fn a_name_is_asked_once_and_called_where_it_was_judged() {
    let (at, calls) = receiver(b"HTTP/1.1 204 No Content\r\n\r\n").await;
    let (other, others) = receiver(b"HTTP/1.1 204 No Content\r\n\r\n").await;
    let (at, other) = (at.to_string(), other.to_string());
    let guard = Says::guard(Policy::WithLoopback, &[&[&at], &[&other]]);
    let answer = post(&guard, "http://localhost:9/").await.unwrap();
    assert_eq!(answer.status.as_u16(), 204);
    assert_eq!((calls.load(Ordering::SeqCst), others.load(Ordering::SeqCst)), (1, 0));
}

#[tokio::test]
async fn a_target_that_was_read_more_freely_is_judged_again() {
    let (at, calls) = receiver(b"HTTP/1.1 204 No Content\r\n\r\n").await;
    let free = Guard::new(Policy::WithLoopback).target(&format!("http://{at}/")).unwrap();
    let strict = Guard::new(Policy::Public);
    let answer = strict.send(&free, hyper::Method::POST, hyper::HeaderMap::new(), Bytes::new(), 64).await;
    assert!(matches!(answer, Err(Failure::Refused(_))) && calls.load(Ordering::SeqCst) == 0);
}

#[tokio::test]
async fn who_does_not_speak_the_language_is_a_failure() {
    let (at, _) = receiver(b"220 mail.example.org ESMTP\r\n").await;
    let guard = Guard::new(Policy::WithLoopback);
    assert!(matches!(post(&guard, &format!("http://{at}/")).await, Err(Failure::Garbled)));
    assert!(matches!(post(&guard, &format!("https://{at}/")).await, Err(Failure::Untrusted)));
    assert!(matches!(post(&guard, "http://127.0.0.1:1/").await, Err(Failure::Unreachable)));
}
