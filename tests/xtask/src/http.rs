//! As much of HTTP/1.1 as talking to our own servers on this machine takes.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

/// A connection that is kept open between requests.
pub struct Connection<S = TcpStream> {
    stream: BufReader<S>,
    line: Vec<u8>,
}

/// What came before the body.
#[derive(Debug, Default, PartialEq)]
pub struct Head {
    /// Such as 200.
    pub status: u16,
    /// Empty when the server did not say.
    pub content_type: String,
    /// `name=value` of every cookie that the server sets.
    pub cookies: Vec<String>,
    /// Where a redirect leads; empty otherwise.
    pub location: String,
    length: Option<usize>,
    chunked: bool,
}

/// The bytes of a GET request. Identity encoding, so that servers are compared by what they
/// do and not by how well they compress.
pub fn request(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n\r\n").into_bytes()
}

/// The bytes of a request by somebody who holds `cookies`; with fields, a form that is sent.
pub fn request_as(cookies: &str, path: &str, fields: Option<&[(&str, &str)]>) -> Vec<u8> {
    let verb = if fields.is_some() { "POST" } else { "GET" };
    let head =
        format!("{verb} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\nCookie: {cookies}\r\n");
    let Some(fields) = fields else { return format!("{head}\r\n").into_bytes() };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    let body = pairs.collect::<Vec<_>>().join("&");
    let kind = "Content-Type: application/x-www-form-urlencoded";
    format!("{head}{kind}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Percent-encoded, as forms do it.
fn escaped(text: &str) -> String {
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(one).collect()
}

/// One GET request on a connection of its own.
pub fn get(port: u16, path: &str) -> io::Result<(Head, Vec<u8>)> {
    let mut body = Vec::new();
    let head = Connection::open(port)?.exchange(&request(path), &mut body)?;
    Ok((head, body))
}

/// Whether a server answers this path with success.
pub fn answers(port: u16, path: &str) -> bool {
    get(port, path).is_ok_and(|(head, _)| head.status == 200)
}

impl Connection {
    /// Connects to this machine.
    pub fn open(port: u16) -> io::Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(Self::over(stream))
    }
}

impl<S: Read + Write> Connection<S> {
    fn over(stream: S) -> Self {
        Self { stream: BufReader::with_capacity(64 * 1024, stream), line: Vec::new() }
    }

    /// Sends a request and reads the whole answer into `body`, whose memory is used again.
    pub fn exchange(&mut self, request: &[u8], body: &mut Vec<u8>) -> io::Result<Head> {
        self.stream.get_mut().write_all(request)?;
        let head = self.head()?;
        body.clear();
        match head.length {
            _ if head.chunked => self.chunks(body)?,
            Some(length) => self.append(length, body)?,
            None => {
                self.stream.read_to_end(body)?;
            }
        }
        Ok(head)
    }

    fn head(&mut self) -> io::Result<Head> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|word| word.parse().ok());
        let mut head = Head { status: status.ok_or_else(|| broken("no status line"))?, ..Head::default() };
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(head);
            }
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.trim();
            if name.eq_ignore_ascii_case("content-length") {
                head.length = value.parse().ok();
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                head.chunked = value.eq_ignore_ascii_case("chunked");
            } else if name.eq_ignore_ascii_case("content-type") {
                value.clone_into(&mut head.content_type);
            } else if name.eq_ignore_ascii_case("location") {
                value.clone_into(&mut head.location);
            } else if name.eq_ignore_ascii_case("set-cookie") {
                head.cookies.extend(value.split(';').next().map(str::to_owned));
            }
        }
    }

    fn chunks(&mut self, body: &mut Vec<u8>) -> io::Result<()> {
        loop {
            let size = self.line()?.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16).map_err(|_| broken("no chunk size"))?;
            self.append(size, body)?;
            self.line()?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    fn append(&mut self, length: usize, body: &mut Vec<u8>) -> io::Result<()> {
        let read = self.stream.by_ref().take(length as u64).read_to_end(body)?;
        if read < length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }

    fn line(&mut self) -> io::Result<&str> {
        self.line.clear();
        if self.stream.read_until(b'\n', &mut self.line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        std::str::from_utf8(self.line.trim_ascii_end()).map_err(|_| broken("not text"))
    }
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("not HTTP: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers from a script and swallows what is sent.
    struct Script(&'static [u8]);

    impl Read for Script {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(buffer)
        }
    }

    impl Write for Script {
        fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
            Ok(buffer.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn two_answers_on_one_connection() {
        let mut connection = Connection::over(Script(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-length: 5\r\n\r\nhello\
              HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
        ));
        let mut body = Vec::new();
        let head = connection.exchange(&request("/"), &mut body).unwrap();
        assert_eq!((head.status, head.content_type.as_str()), (200, "text/plain"));
        assert_eq!(body, b"hello");
        let head = connection.exchange(&request("/"), &mut body).unwrap();
        assert_eq!(head.status, 404);
        assert_eq!(body, b"abcde");
    }

    #[test]
    fn a_form_is_sent_with_its_length_and_cookies_come_back() {
        let sent = String::from_utf8(request_as("a=b", "/x", Some(&[("at", "09:30"), ("w", "ä")]))).unwrap();
        assert!(sent.starts_with("POST /x HTTP/1.1\r\n") && sent.contains("Cookie: a=b\r\n"), "{sent}");
        assert!(sent.ends_with("Content-Length: 19\r\n\r\nat=09%3A30&w=%C3%A4"), "{sent}");
        let mut connection = Connection::over(Script(
            b"HTTP/1.1 303 See Other\r\nSet-Cookie: s=1; Path=/\r\nset-cookie: t=2\r\ncontent-length: 0\r\n\r\n",
        ));
        let head = connection.exchange(&sent.into_bytes(), &mut Vec::new()).unwrap();
        assert_eq!((head.status, head.cookies), (303, vec!["s=1".to_owned(), "t=2".to_owned()]));
    }

    #[test]
    fn a_cut_answer_is_an_error() {
        let mut connection = Connection::over(Script(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello"));
        assert!(connection.exchange(&request("/"), &mut Vec::new()).is_err());
    }
}
