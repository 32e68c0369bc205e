//! Opens a fixed port, and says what to do when it is taken. Every example's `main` calls it before it serves anything.

use std::{
    io::{Error, ErrorKind, Result},
    net::{IpAddr, Ipv4Addr, Ipv6Addr, TcpListener},
};

/// A port of this machine, and what it is for.
#[derive(Clone, Copy, Debug)]
pub struct Port {
    /// Its number, which the origins in annotations name.
    pub number: u16,
    /// Who needs it, as the subject of a sentence.
    pub role: &'static str,
}

impl Port {
    /// Listens on both loopback addresses: browsers try `::1` first for `localhost`, and some pages need `127.0.0.1`.
    ///
    /// # Errors
    /// Where an address is taken or cannot be listened on; the error's text names the remedy.
    pub fn open(&self) -> Result<Vec<TcpListener>> {
        let mut sockets = vec![self.listen(Ipv4Addr::LOCALHOST.into())?];
        match self.listen(Ipv6Addr::LOCALHOST.into()) {
            Ok(socket) => sockets.push(socket),
            Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
            // A machine without IPv6: its browser will not try ::1 either.
            Err(_) => {}
        }
        Ok(sockets)
    }

    fn listen(&self, address: IpAddr) -> Result<TcpListener> {
        TcpListener::bind((address, self.number)).map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => Error::new(ErrorKind::AddrInUse, self.taken(address)),
            kind => Error::new(
                kind,
                format!("cannot listen on {address} port {}: {error}", self.number),
            ),
        })
    }

    fn taken(&self, address: IpAddr) -> String {
        let Self { number, role } = self;
        format!(
            "port {number} is taken: another program listens on {address}, and {role} needs it.\n\
             help: stop that program (`ss -ltnp 'sport = :{number}'` or `lsof -i :{number}` names it), then start again\n\
             note: it cannot move to another port, because the origins in annotations name this one"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_its_remedy() {
        let squatter = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let number = squatter.local_addr().unwrap().port();
        let message = Port { number, role: "the test" }.open().unwrap_err().to_string();
        assert!(message.starts_with(&format!("port {number} is taken")), "{message}");
        assert!(message.contains("help: stop that program"), "{message}");
    }
}
