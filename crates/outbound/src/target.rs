//! An address as somebody typed it, checked as far as that goes without asking anybody.

use crate::address::is_public;
use std::{
    fmt,
    net::{IpAddr, SocketAddr},
};
use url::{Host, Url};

/// The longest address that is taken, in bytes.
pub const LONGEST: usize = 500;

/// How far out may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Public hosts, by https.
    Public,
    /// Those, and this very machine, also by http: the demonstration.
    WithLoopback,
}

/// Why an address is not called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is no address of the web.
    #[error("it is no address")]
    Unreadable,
    /// More than [`LONGEST`] bytes.
    #[error("it is too long")]
    TooLong,
    /// It would be called without encryption.
    #[error("it does not begin with https")]
    NotEncrypted,
    /// A name or a password stands in it: they would be kept and shown.
    #[error("it holds a name or a password")]
    Credentials,
    /// It is an address of a private, local or reserved network.
    #[error("it is not an address of the public internet")]
    NotPublic,
}

/// An address that may be called, unless its name leads somewhere private.
#[derive(Clone, PartialEq, Eq)]
pub struct Target {
    url: Url,
    policy: Policy,
}

impl Target {
    /// Reads an address. Hosts are read as browsers read them, so `0x7f.1`,
    /// `2130706433` and `0177.0.0.1` are the loopback that they are.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn parse(text: &str, policy: Policy) -> Result<Self, Refusal> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(Refusal::TooLong);
        }
        let mut url = Url::parse(text).map_err(|_| Refusal::Unreadable)?;
        url.set_fragment(None);
        if url.as_str().len() > LONGEST {
            return Err(Refusal::TooLong);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::Credentials);
        }
        let target = Self { url, policy };
        let local = match target.url.host() {
            None => return Err(Refusal::Unreadable),
            Some(Host::Domain("localhost")) => true,
            Some(Host::Domain(_)) => false,
            Some(Host::Ipv4(address)) => target.judged(IpAddr::V4(address))?,
            Some(Host::Ipv6(address)) => target.judged(IpAddr::V6(address))?,
        };
        match target.url.scheme() {
            "https" => Ok(target),
            "http" if local && policy == Policy::WithLoopback => Ok(target),
            "http" => Err(Refusal::NotEncrypted),
            _ => Err(Refusal::Unreadable),
        }
    }

    /// Whether this literal address is loopback.
    fn judged(&self, address: IpAddr) -> Result<bool, Refusal> {
        if self.may_be(address) { Ok(address.is_loopback()) } else { Err(Refusal::NotPublic) }
    }

    fn may_be(&self, address: IpAddr) -> bool {
        is_public(address) || (self.policy == Policy::WithLoopback && address.is_loopback())
    }

    /// Judges what the name resolved to: one address that is not public, and none
    /// of them is called.
    ///
    /// # Errors
    /// [`Refusal::NotPublic`].
    pub(crate) fn judge(&self, addresses: &[SocketAddr]) -> Result<(), Refusal> {
        let all = addresses.iter().all(|address| {
            // Unencrypted is for loopback alone, whatever `localhost` resolves to.
            let encrypted = self.is_encrypted() || address.ip().is_loopback();
            encrypted && self.may_be(address.ip())
        });
        if all { Ok(()) } else { Err(Refusal::NotPublic) }
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// The host without the brackets of an IPv6 address.
    pub(crate) fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default().trim_matches(['[', ']'])
    }

    /// The host as a request names it: with its port where that is not the usual one.
    pub(crate) fn authority(&self) -> String {
        let host = self.url.host_str().unwrap_or_default();
        self.url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    pub(crate) fn port(&self) -> u16 {
        self.url.port_or_known_default().unwrap_or(443)
    }

    pub(crate) fn path_and_query(&self) -> &str {
        &self.url[url::Position::BeforePath..url::Position::AfterQuery]
    }

    /// The address in its normal form.
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }
}

impl fmt::Debug for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Target({})", self.url)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::net::Ipv4Addr;

    fn public(text: &str) -> Result<String, Refusal> {
        Target::parse(text, Policy::Public).map(|target| target.as_str().to_owned())
    }

    #[test]
    fn an_address_of_the_web_is_taken() {
        assert_eq!(public(" https://hooks.example.org/a?b=c#d ").unwrap(), "https://hooks.example.org/a?b=c");
        let target = Target::parse("https://例子.中国:8443/钩", Policy::Public).unwrap();
        assert_eq!(target.authority(), "xn--fsqu00a.xn--fiqs8s:8443");
        assert_eq!((target.port(), target.path_and_query()), (8443, "/%E9%92%A9"));
    }

    #[test]
    fn what_is_private_is_refused_however_it_is_written() {
        for host in [
            "10.0.0.1",
            "169.254.169.254",
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "017700000001",
            "0177.0.0.1",
            "0",
            "192.168.257",
            "[::1]",
            "[::]",
            "[::ffff:10.0.0.1]",
            "[::ffff:a9fe:a9fe]",
            "[64:ff9b::a00:1]",
            "[fd00::1]",
            "１２７.0.0.1",
            "127。0。0。1",
            "10.0.0.1.",
        ] {
            assert_eq!(public(&format!("https://{host}/")), Err(Refusal::NotPublic), "{host}");
        }
    }

    #[test]
    fn what_is_no_address_to_call_is_refused() {
        for (text, why) in [
            ("", Refusal::Unreadable),
            ("hooks.example.org", Refusal::Unreadable),
            ("https://", Refusal::Unreadable),
            ("ftp://example.org/", Refusal::Unreadable),
            ("file:///etc/passwd", Refusal::Unreadable),
            ("gopher://example.org:11211/", Refusal::Unreadable),
            ("http://example.org/", Refusal::NotEncrypted),
            ("https://a:b@example.org/", Refusal::Credentials),
            ("http://localhost/", Refusal::NotEncrypted),
        ] {
            assert_eq!(public(text), Err(why), "{text}");
        }
        assert_eq!(public(&format!("https://example.org/{}", "a".repeat(500))), Err(Refusal::TooLong));
    }

    #[test]
    fn the_demonstration_reaches_this_machine_and_nothing_else_unencrypted() {
        let with = |text| Target::parse(text, Policy::WithLoopback);
        assert!(with("http://127.0.0.1:9000/").is_ok() && with("http://localhost:9000/").is_ok());
        assert!(with("http://[::1]:9000/").is_ok());
        assert_eq!(with("http://example.org/").unwrap_err(), Refusal::NotEncrypted);
        assert_eq!(with("http://10.0.0.1/").unwrap_err(), Refusal::NotPublic);
        let localhost = with("http://localhost:9000/").unwrap();
        assert!(localhost.judge(&["127.0.0.1:9000".parse().unwrap()]).is_ok());
        assert!(localhost.judge(&["1.1.1.1:9000".parse().unwrap()]).is_err(), "a hosts file could say that");
    }

    #[test]
    fn one_private_address_among_several_is_enough() {
        let target = Target::parse("https://hooks.example.org/", Policy::Public).unwrap();
        let (good, bad) = ("1.1.1.1:443".parse().unwrap(), "10.0.0.1:443".parse().unwrap());
        assert!(target.judge(&[good]).is_ok());
        assert_eq!(target.judge(&[good, bad]), Err(Refusal::NotPublic));
    }

    proptest! {
        #[test]
        fn every_spelling_of_an_address_is_judged_alike(bits: u32) {
            let address = Ipv4Addr::from_bits(bits);
            let [a, b, c, d] = address.octets();
            let spellings = [
                format!("{address}"),
                format!("{bits}"),
                format!("{bits:#x}"),
                format!("0{bits:o}"),
                format!("{a:#x}.{b}.0{c:o}.{d:#x}"),
                format!("{a}.{}", bits & 0xff_ffff),
                format!("[::ffff:{address}]"),
            ];
            for host in spellings {
                let taken = Target::parse(&format!("https://{host}/"), Policy::Public).is_ok();
                prop_assert_eq!(taken, is_public(IpAddr::V4(address)), "{}", host);
            }
        }

        #[test]
        fn nothing_that_is_typed_makes_it_panic(text in ".{0,80}") {
            let _ = Target::parse(&text, Policy::WithLoopback);
            let _ = Target::parse(&format!("https://{text}"), Policy::Public);
        }
    }
}
