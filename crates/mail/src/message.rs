//! From a row to a message as it travels (RFC 5322).

use crate::{Attachment, Stream, table::letter::Model};
use anyhow::Context;
use kernel::EmailAddress;
use lettre::{
    Message,
    message::{
        Attachment as FilePart, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use std::time::{Duration, SystemTime};

/// In whose name Convoke writes.
#[derive(Clone, Debug)]
pub struct Sender {
    mailbox: Mailbox,
}

impl Sender {
    /// A sender with a name.
    ///
    /// # Errors
    /// When the address cannot stand in an envelope.
    pub fn new(address: &EmailAddress, name: &str) -> anyhow::Result<Self> {
        let name = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        anyhow::ensure!(
            name.iter().all(|name| !name.chars().any(char::is_control)),
            "the sender's name holds a control character"
        );
        Ok(Self { mailbox: mailbox(address, name)? })
    }

    /// The right-hand side of Message-IDs. Old servers refuse anything but ASCII there.
    fn domain(&self) -> &str {
        let domain = self.mailbox.email.domain();
        if domain.is_ascii() { domain } else { "convoke.invalid" }
    }
}

/// Makes the message of a letter: the same one each time, but for the
/// boundaries between its parts.
pub(crate) fn compose(letter: &Model, sender: &Sender) -> anyhow::Result<Message> {
    let micros = u64::try_from(letter.created_at.as_micros()).unwrap_or(0);
    let mut message = Message::builder()
        .message_id(Some(format!("<{}@{}>", letter.id, sender.domain())))
        .date(SystemTime::UNIX_EPOCH + Duration::from_micros(micros))
        .from(sender.mailbox.clone())
        .to(mailbox(&letter.recipient, letter.recipient_name.clone())?)
        .subject(letter.subject.clone())
        .raw_header(raw("Content-Language", letter.locale.html_lang()))
        // RFC 3834: no out-of-office answers to a machine.
        .raw_header(raw("Auto-Submitted", "auto-generated"))
        .raw_header(raw("X-Auto-Response-Suppress", "All"));
    if letter.stream == Stream::Announcement {
        message = message.raw_header(raw("Precedence", "bulk"));
    }
    let alternatives =
        letter.html.as_ref().map(|html| MultiPart::alternative_plain_html(letter.body.clone(), html.clone()));
    let plain = || SinglePart::plain(letter.body.clone());
    let message = match (alternatives, letter.attachment()) {
        (Some(both), None) => message.multipart(both),
        (None, None) => message.singlepart(plain()),
        (Some(both), Some(file)) => message.multipart(MultiPart::mixed().multipart(both).singlepart(part(file)?)),
        (None, Some(file)) => message.multipart(MultiPart::mixed().singlepart(plain()).singlepart(part(file)?)),
    };
    message.context("the letter makes no message")
}

/// A file as a part of a message.
fn part(file: Attachment) -> anyhow::Result<SinglePart> {
    let kind = ContentType::parse(file.kind.media_type()).context("a media type of ours cannot be read")?;
    Ok(FilePart::new(file.name).body(file.text, kind))
}

fn mailbox(address: &EmailAddress, name: Option<String>) -> anyhow::Result<Mailbox> {
    let parsed = address.as_str().parse().with_context(|| format!("{address} cannot stand in an envelope"))?;
    Ok(Mailbox::new(name, parsed))
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{LetterId, LetterState};
    use kernel::{Locale, Timestamp};

    fn letter() -> Model {
        Model {
            id: LetterId(uuid::Uuid::from_u128(7)),
            created_at: Timestamp::from_micros(1_727_226_000_000_000),
            recipient: EmailAddress::parse("wang.fang@example.cn").unwrap(),
            recipient_name: Some("王芳, \"Fang\" <x@y.zz>".to_owned()),
            subject: "您的验证码".to_owned(),
            body: "123456\n".to_owned(),
            html: None,
            locale: Locale::Zh,
            stream: Stream::Transactional,
            kind: "accounts.sign-in-code".to_owned(),
            state: LetterState::Queued,
            sent_at: None,
            error: None,
            file_name: None,
            file_kind: None,
            file_text: None,
        }
    }

    fn text(letter: &Model) -> String {
        let sender = Sender::new(&EmailAddress::parse("desk@convoke.example").unwrap(), "Convoke").unwrap();
        String::from_utf8(compose(letter, &sender).unwrap().formatted()).unwrap()
    }

    #[test]
    fn the_same_letter_has_the_same_headers() {
        let message = text(&letter());
        assert_eq!(message, text(&letter()));
        for header in [
            "Message-ID: <00000000-0000-0000-0000-000000000007@convoke.example>\r\n",
            "Date: Wed, 25 Sep 2024 01:00:00 +0000\r\n",
            "From: Convoke <desk@convoke.example>\r\n",
            "Content-Language: zh-Hans\r\n",
            "Auto-Submitted: auto-generated\r\n",
        ] {
            assert!(message.contains(header), "{header} is missing in\n{message}");
        }
    }

    #[test]
    fn a_calendar_goes_with_a_letter() {
        let file = Model {
            file_name: Some("session.ics".to_owned()),
            file_kind: Some(crate::FileKind::Calendar),
            file_text: Some("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_owned()),
            ..letter()
        };
        for html in [None, Some("<p>123456</p>".to_owned())] {
            let message = text(&Model { html, ..file.clone() });
            for words in [
                "multipart/mixed",
                "Content-Type: text/calendar; charset=utf-8; method=PUBLISH",
                "Content-Disposition: attachment; filename=\"session.ics\"",
                "123456",
                "BEGIN:VCALENDAR",
            ] {
                assert!(message.contains(words), "{words} is missing in\n{message}");
            }
        }
    }

    #[test]
    fn a_name_stays_a_name() {
        let headers = text(&letter());
        let headers = headers.split("\r\n\r\n").next().unwrap();
        assert_eq!(headers.matches("\r\nTo: ").count(), 1);
        assert!(!headers.contains("<x@y.zz>"), "{headers}");
        assert!(headers.contains("<wang.fang@example.cn>"));
    }
}
