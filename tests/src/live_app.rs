//! An application of actix-web on a free port, for as long as the process runs.

use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::{App, Error, HttpServer};

/// Longer than any suite.
const LONG: Duration = Duration::from_secs(3600);

/// Starts an application on both loopback addresses; returns the port.
///
/// # Panics
/// Where there is no free port.
pub fn serve_app<T, B>(factory: impl Fn() -> App<T> + Send + Clone + 'static) -> u16
where
    T: ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<B>,
            Error = Error,
            InitError = (),
        > + 'static,
    B: MessageBody + 'static,
{
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let sockets = sockets();
        let port = sockets[0].local_addr().expect("an address").port();
        actix_web::rt::System::new().block_on(async move {
            // A connection that the server closes while the browser sends is a failure that no rule explains. So none is
            // closed: not after its last request, and not because the browser opened it in advance.
            let mut server = HttpServer::new(factory)
                .workers(2)
                .disable_signals()
                .keep_alive(LONG)
                .client_request_timeout(Duration::ZERO);
            for socket in sockets {
                server = server.listen(socket).expect("a listener");
            }
            let running = server.run();
            sender.send(port).expect("somebody waits");
            running.await.expect("the server runs");
        });
    });
    receiver.recv().expect("the server starts")
}

fn sockets() -> Vec<TcpListener> {
    let first = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = first.local_addr().expect("an address").port();
    // A machine without IPv6: its browsers will not try ::1.
    let second = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).ok();
    [Some(first), second].into_iter().flatten().collect()
}
