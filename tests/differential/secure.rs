//! The raw server over HTTP/2 and TLS, where browsers stream the bodies of requests. It answers as the one of exact bytes does,
//! as far as HTTP/2 has the words: names are lower case.

use std::sync::{Arc, mpsc};
use std::thread;

use actix_web::web::Bytes;
use cors_tests::raw_server::{Answering, RawAnswer, RawRequest};
use h2::RecvStream;
use h2::server::{SendResponse, handshake};
use rcgen::CertifiedKey;
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// Listens on a free port for as long as the process runs; returns the port.
pub(crate) fn serve(answering: &Answering) -> u16 {
    let (tell, told) = mpsc::channel();
    let (acceptor, answering) = (acceptor(), answering.clone());
    thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let socket = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
            let port = socket.local_addr().expect("an address").port();
            tell.send(port).expect("somebody waits");
            while let Ok((connection, _)) = socket.accept().await {
                let (acceptor, answering) = (acceptor.clone(), answering.clone());
                actix_web::rt::spawn(converse(acceptor, connection, port, answering));
            }
        });
    });
    told.recv().expect("the server starts")
}

fn acceptor() -> TlsAcceptor {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let mut config =
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![cert.der().clone()], key)
            .expect("the key belongs to the certificate");
    config.alpn_protocols = vec![b"h2".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}

/// A browser that hangs up is no failure.
async fn converse(acceptor: TlsAcceptor, connection: TcpStream, port: u16, answering: Answering) {
    let Ok(connection) = acceptor.accept(connection).await else { return };
    let Ok(mut connection) = handshake(connection).await else { return };
    while let Some(Ok((request, respond))) = connection.accept().await {
        actix_web::rt::spawn(respond_to(request, respond, port, answering.clone()));
    }
}

async fn respond_to(
    request: http::Request<RecvStream>,
    mut respond: SendResponse<Bytes>,
    port: u16,
    answering: Answering,
) {
    let (head, mut body) = request.into_parts();
    while let Some(Ok(bytes)) = body.data().await {
        if body.flow_control().release_capacity(bytes.len()).is_err() {
            return;
        }
    }
    let text =
        |value: &http::HeaderValue| value.as_bytes().iter().copied().map(char::from).collect();
    let headers =
        head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned();
    let request = RawRequest { method: head.method.to_string(), target, headers, port };
    let answer = answering(&request);
    let is_empty = request.method == "HEAD" || matches!(answer.status, 204 | 304);
    let Ok(mut stream) = respond.send_response(written(&answer), is_empty) else { return };
    if !is_empty {
        // The other end may be gone by now.
        let _ = stream.send_data(Bytes::from(answer.body), true);
    }
}

fn written(answer: &RawAnswer) -> http::Response<()> {
    let mut response = http::Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name.as_str(), value.as_slice());
    }
    response.body(()).expect("the lines of a case are sound")
}
