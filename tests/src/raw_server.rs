//! A server of exact bytes: whatever an answer says, goes over the wire as it stands, malformed or not. It reads requests no
//! stricter than browsers write them, keeps connections open, and judges nothing.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream},
    sync::Arc,
    thread,
};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct RawRequest {
    /// The method, in the case that it came in.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// The field lines in order.
    pub headers: Vec<(String, String)>,
    /// The port that it came to.
    pub port: u16,
}

impl RawRequest {
    /// The first line of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.headers.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        lines.next().map(|(_, value)| value.as_str())
    }
}

/// An answer; `Content-Length` is added to it.
#[derive(Clone, Debug, Default)]
pub struct RawAnswer {
    /// The status code.
    pub status: u16,
    /// The field lines, byte for byte.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body.
    pub body: String,
}

impl RawAnswer {
    /// An answer without field lines.
    #[must_use]
    pub fn new(status: u16, body: &str) -> Self {
        RawAnswer { status, headers: Vec::new(), body: body.to_owned() }
    }

    /// One more field line.
    #[must_use]
    pub fn line(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name.to_owned(), value.as_ref().to_vec()));
        self
    }

    const fn has_body(&self) -> bool {
        !matches!(self.status, 204 | 304)
    }

    /// All field lines as they are sent.
    #[must_use]
    pub fn lines(&self) -> Vec<(String, Vec<u8>)> {
        let mut lines = self.headers.clone();
        if self.has_body() {
            let length = self.body.len().to_string();
            lines.push(("Content-Length".to_owned(), length.into_bytes()));
        }
        lines
    }

    fn bytes(&self, is_head: bool) -> Vec<u8> {
        let mut bytes = format!("HTTP/1.1 {} Said\r\n", self.status).into_bytes();
        for (name, value) in self.lines() {
            bytes.extend_from_slice(name.as_bytes());
            // Nothing follows the colon of an empty value, not even a blank.
            bytes.extend_from_slice(if value.is_empty() { b":" } else { b": " });
            bytes.extend_from_slice(&value);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"\r\n");
        if self.has_body() && !is_head {
            bytes.extend_from_slice(self.body.as_bytes());
        }
        bytes
    }
}

/// What a server does with a request.
pub type Answering = Arc<dyn Fn(&RawRequest) -> RawAnswer + Send + Sync>;

/// Listens on both loopback addresses of a free port, for as long as the process runs; returns the port.
///
/// # Panics
/// Where there is no free port.
pub fn serve(answering: &Answering) -> u16 {
    let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = socket.local_addr().expect("an address").port();
    accept(socket, port, answering.clone());
    // A machine without IPv6: its browsers will not try ::1.
    if let Ok(socket) = TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        accept(socket, port, answering.clone());
    }
    port
}

fn accept(socket: TcpListener, port: u16, answering: Answering) {
    thread::spawn(move || {
        for connection in socket.incoming().flatten() {
            let answering = answering.clone();
            thread::spawn(move || {
                // A browser that hangs up is no failure.
                let _ = converse(&connection, port, &answering);
            });
        }
    });
}

fn converse(connection: &TcpStream, port: u16, answering: &Answering) -> io::Result<()> {
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    while let Some(request) = read(&mut reader, port)? {
        let answer = answering(&request).bytes(request.method == "HEAD");
        (&mut &*connection).write_all(&answer)?;
    }
    Ok(())
}

fn read(reader: &mut impl BufRead, port: u16) -> io::Result<Option<RawRequest>> {
    let first = line(reader)?;
    let mut words = first.split(' ');
    let (Some(method), Some(target)) = (words.next(), words.next()) else { return Ok(None) };
    let (method, target) = (method.to_owned(), target.to_owned());
    let mut request = RawRequest { method, target, headers: Vec::new(), port };
    loop {
        let text = line(reader)?;
        let Some((name, value)) = text.split_once(':') else { break };
        request.headers.push((name.to_owned(), value.trim_matches([' ', '\t']).to_owned()));
    }
    let length = request.header("content-length").and_then(|length| length.parse().ok());
    io::copy(&mut reader.take(length.unwrap_or(0)), &mut io::sink())?;
    Ok(Some(request))
}

/// A line without its end, one character for each byte.
fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut bytes = Vec::new();
    reader.read_until(b'\n', &mut bytes)?;
    let end =
        bytes.iter().rposition(|byte| !matches!(byte, b'\r' | b'\n')).map_or(0, |last| last + 1);
    Ok(bytes[..end].iter().copied().map(char::from).collect())
}
