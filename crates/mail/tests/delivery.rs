//! From a transaction to a mail server, on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use async_trait::async_trait;
use db::{Db, Migration, testing::TestDb};
use jobs::Runner;
use kernel::{EmailAddress, Locale};
use lettre::Message;
use mail::{
    BadLetter, Letter, LetterState, Nowhere, Outbox, Post, PostError, Posted, SendLetter, Sender, Smtp, Stream,
};
use sea_orm::DbErr;
use std::sync::{
    Arc, Mutex,
    atomic::{AtomicU32, Ordering},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

fn migrations() -> Vec<Migration> {
    db::MIGRATIONS.iter().chain(jobs::MIGRATIONS).chain(mail::MIGRATIONS).copied().collect()
}

fn sender() -> Sender {
    Sender::new(&EmailAddress::parse("desk@convoke.example").unwrap(), "Convoke").unwrap()
}

fn code() -> Letter {
    Letter {
        to: EmailAddress::parse("wang.fang@example.cn").unwrap(),
        to_name: Some("王芳".to_owned()),
        subject: "Your code".to_owned(),
        text: "Your code is 271828.\n.\nA line with a single dot stands above.\n".to_owned(),
        html: Some("<p>Your code is 271828.</p>".to_owned()),
        locale: Locale::En,
        stream: Stream::Transactional,
        kind: "accounts.sign-in-code",
    }
}

async fn send(db: &Db, letter: Letter) -> Result<mail::LetterId, DbErr> {
    let (ctx, letter) = (&db.system(), &letter);
    db.write("send", |tx| async move { tx.send_letter(ctx, letter.clone()).await }).await
}

async fn only_letter(db: &Db) -> mail::KeptLetter {
    let mut all = mail::letters(db, &db.system(), 10).await.unwrap();
    assert_eq!(all.len(), 1, "a retry makes no second row");
    all.remove(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn headers_cannot_be_injected() {
    let test = TestDb::sqlite().await;
    test.db.migrate(&migrations()).await.unwrap();
    let evil = "Fang\r\nBcc: everybody@example.org";
    let bad = [
        Letter { to_name: Some(evil.to_owned()), ..code() },
        Letter { subject: evil.to_owned(), ..code() },
        Letter { subject: "a\u{2028}b".to_owned(), ..code() },
        Letter { to_name: Some("\u{202e}gnaF".to_owned()), ..code() },
        Letter { subject: " ".to_owned(), ..code() },
        Letter { text: "\n".to_owned(), ..code() },
    ];
    assert_eq!(bad[0].check(), Err(BadLetter::ControlCharacter("name")));
    for letter in bad {
        assert!(send(&test.db, letter.clone()).await.is_err(), "{letter:?}");
    }
    assert!(mail::letters(&test.db, &test.db.system(), 10).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_outbox_keeps_what_the_demonstration_shows() {
    for test in TestDb::each_with(&migrations()).await {
        send(&test.db, code()).await.unwrap();
        let runner = Runner::new(test.db.clone(), mail::handlers(Arc::new(Outbox), sender()));
        assert_eq!(only_letter(&test.db).await.state, LetterState::Queued);
        assert_eq!(runner.run_until_idle().await.unwrap(), 1);
        let letter = only_letter(&test.db).await;
        assert_eq!((letter.state, letter.text.as_str()), (LetterState::Sent, code().text.as_str()));
        let stranger = test.db.system().seen_by(kernel::Viewer::stranger());
        assert!(mail::letters(&test.db, &stranger, 10).await.unwrap().is_empty());
        assert!(mail::letter(&test.db, &stranger, letter.id).await.unwrap().is_none());
        // After a month it is forgotten.
        test.clock.advance_seconds(31 * 86_400);
        runner.tick().await.unwrap();
        assert_eq!(runner.run_until_idle().await.unwrap(), 1);
        assert!(mail::letters(&test.db, &test.db.system(), 10).await.unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_a_letter_waits_until_there_is_one() {
    for test in TestDb::each_with(&migrations()).await {
        send(&test.db, code()).await.unwrap();
        let without = Runner::new(test.db.clone(), mail::handlers(Arc::new(Nowhere), sender()));
        without.run_until_idle().await.unwrap();
        let letter = only_letter(&test.db).await;
        assert_eq!((letter.state, letter.text.as_str()), (LetterState::Queued, code().text.as_str()));
        // A server is named, and the house started again.
        test.clock.advance_seconds(86_400);
        let server = Arc::new(Closed { times: AtomicU32::new(1), refuse: false, ids: Mutex::default() });
        let with = Runner::new(test.db.clone(), mail::handlers(server.clone(), sender()));
        with.run_until_idle().await.unwrap();
        with.run_until_idle().await.unwrap();
        assert_eq!(only_letter(&test.db).await.state, LetterState::Sent);
        assert_eq!(server.ids.lock().unwrap().len(), 1, "it goes out once");
    }
}

/// Away for a while, or for good.
struct Closed {
    times: AtomicU32,
    refuse: bool,
    ids: Mutex<Vec<String>>,
}

#[async_trait]
impl Post for Closed {
    async fn post(&self, message: &Message) -> Result<Posted, PostError> {
        self.ids.lock().unwrap().push(message.headers().get_raw("Message-ID").unwrap().to_owned());
        if self.refuse {
            return Err(PostError::Refused("550 no such mailbox".into()));
        }
        if self.times.fetch_sub(1, Ordering::SeqCst) > 1 {
            return Err(PostError::Later("421 busy".into()));
        }
        Ok(Posted::Away)
    }
}

fn closed(times: u32, refuse: bool) -> Arc<Closed> {
    Arc::new(Closed { times: AtomicU32::new(times), refuse, ids: Mutex::default() })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_retry_is_the_same_letter() {
    for test in TestDb::each_with(&migrations()).await {
        let id = send(&test.db, code()).await.unwrap();
        let post = closed(3, false);
        let runner = Runner::new(test.db.clone(), mail::handlers(post.clone(), sender()));
        for _ in 0..3 {
            assert_eq!(only_letter(&test.db).await.state, LetterState::Queued);
            assert_eq!(runner.run_until_idle().await.unwrap(), 1);
            test.clock.advance_seconds(3600 * 2);
        }
        assert_eq!(runner.run_until_idle().await.unwrap(), 0);
        assert_eq!(*post.ids.lock().unwrap(), vec![format!("<{id}@convoke.example>"); 3]);
        let letter = only_letter(&test.db).await;
        assert_eq!(letter.state, LetterState::Sent);
        assert_eq!((letter.subject, letter.text, letter.html), (String::new(), String::new(), None), "no code is kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_letter_is_not_tried_again() {
    for test in TestDb::each_with(&migrations()).await {
        send(&test.db, code()).await.unwrap();
        let runner = Runner::new(test.db.clone(), mail::handlers(closed(0, true), sender()));
        assert_eq!(runner.run_until_idle().await.unwrap(), 1);
        test.clock.advance_seconds(3600 * 2);
        assert_eq!(runner.run_until_idle().await.unwrap(), 0);
        let letter = only_letter(&test.db).await;
        assert_eq!(letter.state, LetterState::Failed);
        assert_eq!(letter.error.as_deref(), Some("550 no such mailbox"));
        assert_eq!(mail::failed(&test.db, &test.db.system()).await.unwrap(), 1);
    }
}

/// A mail server that speaks as much SMTP as it must, and keeps what it got. It
/// is busy at first, as greylisting servers are.
async fn smtp_server(busy: u32) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let received = Arc::new(Mutex::new(Vec::new()));
    let (inbox, busy) = (received.clone(), Arc::new(AtomicU32::new(busy)));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(converse(stream, inbox.clone(), busy.clone()));
        }
    });
    (port, received)
}

async fn converse(stream: TcpStream, inbox: Arc<Mutex<Vec<String>>>, busy: Arc<AtomicU32>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    writer.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer: &[u8] = match verb.as_str() {
            "EHLO" => b"250-test\r\n250 8BITMIME\r\n",
            "RCPT" if busy.load(Ordering::SeqCst) > 0 => {
                busy.fetch_sub(1, Ordering::SeqCst);
                b"451 come back later\r\n"
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                let mut message = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    message.push_str(line.strip_prefix('.').unwrap_or(&line));
                    message.push('\n');
                }
                inbox.lock().unwrap().push(message);
                b"250 taken\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 fine\r\n",
        };
        writer.write_all(answer).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_receives_one_message() {
    for test in TestDb::each_with(&migrations()).await {
        let (port, received) = smtp_server(2).await;
        let smtp = Smtp::new(&format!("smtp://127.0.0.1:{port}")).unwrap();
        smtp.greet().await.unwrap();
        let id = send(&test.db, code()).await.unwrap();
        let runner = Runner::new(test.db.clone(), mail::handlers(Arc::new(smtp), sender()));
        for _ in 0..4 {
            runner.run_until_idle().await.unwrap();
            test.clock.advance_seconds(3600 * 2);
        }
        let received = received.lock().unwrap().clone();
        assert_eq!(received.len(), 1);
        assert!(received[0].contains(&format!("Message-ID: <{id}@convoke.example>")), "{}", received[0]);
        assert!(received[0].contains("271828"));
        assert!(received[0].contains("\n.\nA line"), "a single dot does not end the letter: {}", received[0]);
        assert_eq!(only_letter(&test.db).await.state, LetterState::Sent);
    }
}

#[test]
fn a_wrong_address_says_so_without_the_password() {
    let error = Smtp::new("http://user:secret@host").err().unwrap();
    assert!(!format!("{error:#}").contains("secret"), "{error:#}");
}
