//! The one way out.

use crate::{
    stream::Stream,
    target::{Policy, Refusal, Target},
};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request, Response, StatusCode,
    body::Incoming,
    client::conn::http1,
    header::{HOST, HeaderMap, HeaderValue},
};
use hyper_util::rt::TokioIo;
use rustls::{ClientConfig, RootCertStore, crypto::aws_lc_rs, pki_types::ServerName};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{net::TcpStream, time::timeout};
use tokio_rustls::TlsConnector;

/// For a name to be resolved.
const RESOLVING: Duration = Duration::from_secs(5);
/// For one address to be connected to, encryption included.
const CONNECTING: Duration = Duration::from_secs(5);
/// For everything together.
const WHOLE: Duration = Duration::from_secs(15);
/// Addresses of one name that are tried.
const MOST_ADDRESSES: usize = 3;

/// Finds the addresses of a name. Tests bring their own.
#[async_trait::async_trait]
pub trait Resolve: Send + Sync + 'static {
    /// All of them.
    ///
    /// # Errors
    /// When the name is not known or nobody answers.
    async fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The resolver of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

#[async_trait::async_trait]
impl Resolve for SystemResolver {
    async fn resolve(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(tokio::net::lookup_host((host, port)).await?.collect())
    }
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It must not be called.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// Its name has no address.
    #[error("the name has no address")]
    Unresolved,
    /// Nobody takes the connection.
    #[error("no connection")]
    Unreachable,
    /// Its certificate does not prove that it is who it says.
    #[error("no encrypted connection")]
    Untrusted,
    /// It took too long.
    #[error("no answer in time")]
    Late,
    /// What came back is no answer.
    #[error("not an answer by HTTP")]
    Garbled,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status; a redirect is an answer like any other.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// The body, or as much of it as was asked for.
    pub body: Bytes,
}

/// The one way out. A clone is the same.
#[derive(Clone)]
pub struct Guard {
    policy: Policy,
    resolver: Arc<dyn Resolve>,
    tls: Arc<ClientConfig>,
}

impl Guard {
    /// A guard with the resolver of the machine.
    pub fn new(policy: Policy) -> Self {
        Self::with_resolver(policy, Arc::new(SystemResolver))
    }

    /// A guard with another resolver.
    ///
    /// # Panics
    /// When this build of rustls lacks TLS 1.2 and 1.3, which no request can cause.
    pub fn with_resolver(policy: Policy, resolver: Arc<dyn Resolve>) -> Self {
        let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        let provider = Arc::new(aws_lc_rs::default_provider());
        let mut tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the provider knows the versions that it is built with")
            .with_root_certificates(roots)
            .with_no_client_auth();
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
        Self { policy, resolver, tls: Arc::new(tls) }
    }

    /// Reads an address as this guard would call it.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn target(&self, text: &str) -> Result<Target, Refusal> {
        Target::parse(text, self.policy)
    }

    /// Sends one request and reads at most `limit` bytes of what is answered.
    ///
    /// # Errors
    /// See [`Failure`]. A status of 400 or 500 is an answer, not a failure.
    pub async fn send(
        &self,
        target: &Target,
        method: Method,
        headers: HeaderMap,
        body: Bytes,
        limit: usize,
    ) -> Result<Answer, Failure> {
        timeout(WHOLE, self.exchange(target, method, headers, body, limit)).await.map_err(|_| Failure::Late)?
    }

    async fn exchange(
        &self,
        target: &Target,
        method: Method,
        mut headers: HeaderMap,
        body: Bytes,
        limit: usize,
    ) -> Result<Answer, Failure> {
        // It was read under this policy or a wider one; what is read from a row may be older.
        let target = &Target::parse(target.as_str(), self.policy)?;
        let stream = self.connect(target).await?;
        headers.insert(HOST, HeaderValue::from_str(&target.authority()).map_err(|_| Failure::Garbled)?);
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = method;
        *request.uri_mut() = target.path_and_query().parse().map_err(|_| Failure::Garbled)?;
        *request.headers_mut() = headers;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| Failure::Garbled)?;
        let driver = tokio::spawn(connection);
        let answer = async {
            let response = sender.send_request(request).await.map_err(|_| Failure::Garbled)?;
            Ok(read(response, limit).await)
        }
        .await;
        // Whatever else it has to say is not read.
        driver.abort();
        answer
    }

    async fn connect(&self, target: &Target) -> Result<Stream, Failure> {
        let found = timeout(RESOLVING, self.resolver.resolve(target.host(), target.port())).await;
        let addresses = found.map_err(|_| Failure::Unresolved)?.map_err(|_| Failure::Unresolved)?;
        if addresses.is_empty() {
            return Err(Failure::Unresolved);
        }
        target.judge(&addresses)?;
        let mut failure = Failure::Unreachable;
        for address in addresses.iter().take(MOST_ADDRESSES) {
            match timeout(CONNECTING, self.connect_to(target, *address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) => failure = error,
                Err(_) => failure = Failure::Late,
            }
        }
        Err(failure)
    }

    /// To the address that was judged, and no other.
    async fn connect_to(&self, target: &Target, address: SocketAddr) -> Result<Stream, Failure> {
        let tcp = TcpStream::connect(address).await.map_err(|_| Failure::Unreachable)?;
        if !target.is_encrypted() {
            return Ok(Stream::Plain(tcp));
        }
        let name = ServerName::try_from(target.host().to_owned()).map_err(|_| Failure::Untrusted)?;
        let tls = TlsConnector::from(self.tls.clone()).connect(name, tcp).await.map_err(|_| Failure::Untrusted)?;
        Ok(Stream::Tls(Box::new(tls)))
    }
}

/// The answer, cut off at `limit` bytes. A body that breaks off is what came of it.
async fn read(response: Response<Incoming>, limit: usize) -> Answer {
    let (parts, mut incoming) = response.into_parts();
    let mut body: Vec<u8> = Vec::new();
    while body.len() < limit {
        let Some(Ok(frame)) = incoming.frame().await else { break };
        let Some(data) = frame.data_ref() else { continue };
        let rest = limit - body.len();
        body.extend_from_slice(&data[..data.len().min(rest)]);
    }
    Answer { status: parts.status, headers: parts.headers, body: body.into() }
}
