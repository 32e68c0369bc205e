//! The network between a node and its database: it can be cut, so that nothing arrives and nobody
//! is told, and it can lead elsewhere.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A port that leads to another.
pub(crate) struct Proxy {
    port: u16,
    way: Arc<Way>,
}

struct Way {
    target: AtomicU16,
    is_cut: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Proxy {
    pub(crate) fn start(target: u16) -> Proxy {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (target, is_cut) = (AtomicU16::new(target), AtomicBool::new(false));
        let way = Arc::new(Way { target, is_cut, open: Mutex::default() });
        let own = Arc::clone(&way);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let way = Arc::clone(&own);
                thread::spawn(move || way.connect(client));
            }
        });
        Proxy { port, way }
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://cors@127.0.0.1:{}/postgres", self.port)
    }

    /// Nothing arrives any more, in neither direction.
    pub(crate) fn cut(&self) {
        self.way.is_cut.store(true, Ordering::SeqCst);
    }

    /// What was sent meanwhile arrives.
    pub(crate) fn mend(&self) {
        self.way.is_cut.store(false, Ordering::SeqCst);
    }

    /// New connections lead there; old ones end.
    pub(crate) fn lead_to(&self, target: u16) {
        self.way.target.store(target, Ordering::SeqCst);
        for stream in self.way.open.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Way {
    fn connect(self: Arc<Self>, client: TcpStream) {
        self.wait();
        let target = self.target.load(Ordering::SeqCst);
        let Ok(server) = TcpStream::connect(("127.0.0.1", target)) else { return };
        let _ = (client.set_nodelay(true), server.set_nodelay(true));
        let copies = [client.try_clone().unwrap(), server.try_clone().unwrap()];
        self.open.lock().unwrap().extend(copies);
        let back = (server.try_clone().unwrap(), client.try_clone().unwrap());
        let own = Arc::clone(&self);
        thread::spawn(move || own.copy(back.0, back.1));
        self.copy(client, server);
    }

    fn copy(&self, mut from: TcpStream, mut to: TcpStream) {
        let mut buffer = [0; 16 * 1024];
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            self.wait();
            if to.write_all(&buffer[..count]).is_err() {
                break;
            }
        }
        let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
    }

    fn wait(&self) {
        while self.is_cut.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(5));
        }
    }
}
