//! A proxy on this machine that answers for every site: the test pages are served under the sites' real names,
//! and whatever else a browser asks for ends here.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::PrivateKeyDer};

/// As strict as the strictest of the sites: only own scripts, no inline style, Trusted Types.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    frame-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// What the editors of other sites need: markup from strings, and style sheets of their own.
const LENIENT: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    connect-src 'self'; base-uri 'none'";

/// For pages that compile WebAssembly and are nobody's test.
const OPEN: &str = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:";

/// The running server.
pub struct Server {
    pub port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves `pages/HOST/…`.
    pub fn start(pages: &Path) -> Result<Self, String> {
        Self::with_policy(pages, POLICY)
    }

    /// The same for pages that do not live by the strictest policy.
    pub fn lenient(pages: &Path) -> Result<Self, String> {
        Self::with_policy(pages, LENIENT)
    }

    /// The same for pages that may do what they like.
    pub fn open(pages: &Path) -> Result<Self, String> {
        Self::with_policy(pages, OPEN)
    }

    fn with_policy(pages: &Path, policy: &'static str) -> Result<Self, String> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(|error| error.to_string())?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let tls = Arc::new(identity()?);
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (pages, log) = (pages.to_owned(), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (tls, pages, log) = (tls.clone(), pages.clone(), log.clone());
                std::thread::spawn(move || serve(stream, tls, &Site { pages, policy, log }));
            }
        });
        Ok(Self { port, asked })
    }

    /// Every address that was asked for.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().map(|asked| asked.clone()).unwrap_or_default()
    }
}

/// What a request is answered from.
struct Site {
    pages: PathBuf,
    policy: &'static str,
    log: Arc<Mutex<Vec<String>>>,
}

fn identity() -> Result<ServerConfig, String> {
    let made = rcgen::generate_simple_self_signed(["www.linkedin.com".to_owned(), "*.example".to_owned()])
        .map_err(|error| error.to_string())?;
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).map_err(str::to_owned)?;
    ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .map_err(|error| error.to_string())
}

fn serve(mut stream: TcpStream, tls: Arc<ServerConfig>, site: &Site) {
    let Some(head) = head(&mut stream) else { return };
    let mut words = head.split_whitespace();
    match (words.next(), words.next()) {
        (Some("CONNECT"), Some(target)) => {
            let host = target.split(':').next().unwrap_or_default().to_owned();
            if stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").is_err() {
                return;
            }
            let Ok(connection) = ServerConnection::new(tls) else { return };
            let mut stream = StreamOwned::new(connection, stream);
            if let Some(head) = self::head(&mut stream) {
                answer(&mut stream, &head, &host, site);
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
        (Some(_), Some(url)) => {
            let rest = url.strip_prefix("http://").unwrap_or(url);
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            let head = format!("GET /{path} HTTP/1.1");
            answer(&mut stream, &head, host.split(':').next().unwrap_or_default(), site);
        }
        _ => {}
    }
}

fn head(stream: &mut impl Read) -> Option<String> {
    let mut bytes = Vec::new();
    let mut one = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        if bytes.len() > 65_536 || stream.read(&mut one).ok()? == 0 {
            return None;
        }
        bytes.push(one[0]);
    }
    String::from_utf8(bytes).ok()
}

fn answer(stream: &mut impl Write, head: &str, host: &str, site: &Site) {
    let path = head.split_whitespace().nth(1).unwrap_or("/");
    if let Ok(mut log) = site.log.lock() {
        log.push(format!("{host}{path}"));
    }
    let (status, kind, body) = match file(&site.pages, host, path.split(['?', '#']).next().unwrap_or("/")) {
        Some(file) => match std::fs::read(&file) {
            Ok(bytes) => ("200 OK", kind_of(&file), bytes),
            Err(_) => ("404 Not Found", "text/plain", Vec::new()),
        },
        None => ("404 Not Found", "text/plain", Vec::new()),
    };
    // A page that hunts must not be held back by its own policy.
    let policy = if path.starts_with("/hunt") { "frame-ancestors 'self'" } else { site.policy };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nContent-Security-Policy: {}\r\n\
         Cache-Control: no-cache\r\nConnection: close\r\n\r\n",
        body.len(),
        policy
    );
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).and_then(|()| stream.flush());
}

/// `/a/b/` is `a-b.html` of the host's folder; a path with an ending is that file.
fn file(pages: &Path, host: &str, path: &str) -> Option<PathBuf> {
    // Other hosts of a site serve what the one with a folder serves.
    let alike = demur::sites::by_host(host).into_iter().flat_map(demur::sites::schema::Site::hosts);
    let folder = std::iter::once(host).chain(alike).map(|host| pages.join(host)).find(|folder| folder.is_dir())?;
    let path = path.trim_matches('/');
    if path.contains("..") {
        return None;
    }
    if path.contains('.') {
        // What pages of several sites use stands in a folder of its own.
        let own = folder.join(path);
        return Some(if own.is_file() { own } else { pages.join("shared").join(path) });
    }
    // The longest beginning of the path that has a page serves it, as in a site with client-side routes.
    let mut parts: Vec<&str> = path.split('/').collect();
    while !parts.is_empty() {
        let page = folder.join(format!("{}.html", parts.join("-")));
        if page.is_file() {
            return Some(page);
        }
        parts.pop();
    }
    Some(folder.join("index.html"))
}

fn kind_of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
