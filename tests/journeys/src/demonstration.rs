//! The demonstration, running.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// A demonstration congress of its own for one journey.
pub struct Demonstration {
    process: Child,
    /// `http://localhost:PORT`.
    pub origin: String,
    links: BTreeMap<String, String>,
    _data: tempfile::TempDir,
}

impl Demonstration {
    /// Starts one in an empty folder and waits until it serves.
    ///
    /// # Errors
    /// When the binary is missing or does not begin to serve.
    pub async fn start() -> anyhow::Result<Self> {
        let data = tempfile::tempdir()?;
        // Taking a port and letting it go leaves it free for the moment it takes to start.
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut process = Command::new(binary()?)
            .args(["demo", "--port", &port.to_string(), "--data"])
            .arg(data.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()?;
        let stdout = process.stdout.take().ok_or_else(|| anyhow::anyhow!("the demonstration has no output"))?;
        let links = tokio::task::spawn_blocking(move || read_links(BufReader::new(stdout)));
        let links = tokio::time::timeout(Duration::from_secs(100), links).await???;
        Ok(Self { process, origin: format!("http://localhost:{port}"), links, _data: data })
    }

    /// The sign-in link of a role, as printed: `organiser`.
    ///
    /// # Panics
    /// When the demonstration printed none.
    pub fn link(&self, role: &str) -> &str {
        self.links.get(role).unwrap_or_else(|| panic!("no link for {role:?} in {:?}", self.links.keys()))
    }
}

impl Drop for Demonstration {
    fn drop(&mut self) {
        // A process that has ended already is what we want.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads `role … http://…` lines until the line that says it serves; then keeps
/// reading, so that the process never waits for us.
fn read_links(mut lines: impl BufRead + Send + 'static) -> anyhow::Result<BTreeMap<String, String>> {
    let mut links = BTreeMap::new();
    let mut line = String::new();
    loop {
        line.clear();
        anyhow::ensure!(lines.read_line(&mut line)? > 0, "the demonstration ended before it served");
        let role = line.split_whitespace().next().filter(|_| line.contains("/sign-in/local/"));
        if let (Some(role), Some(at)) = (role, line.find("http://")) {
            links.insert(role.to_lowercase(), line[at..].trim().to_owned());
        }
        if line.contains("Ctrl-C") {
            break;
        }
    }
    std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
    Ok(links)
}

fn binary() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os("CONVOKE_TEST_BINARY") {
        return Ok(named.into());
    }
    // Beside this test: target/debug/deps/… → target/debug/convoke.
    let own = std::env::current_exe()?;
    let folder = own.ancestors().nth(2).ok_or_else(|| anyhow::anyhow!("this test stands nowhere"))?;
    let binary = folder.join("convoke");
    anyhow::ensure!(binary.exists(), "build it first: cargo build -p convoke ({})", binary.display());
    Ok(binary)
}
