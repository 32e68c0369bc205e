//! HTTP/2 over TLS: `Host` is `:authority` there, header names are lower case, and every value has a buffer of its own.

use std::net::SocketAddr;
use std::sync::Arc;

use actix_web::http::{Method, StatusCode};
use actix_web::{App, HttpResponse, HttpServer, put, rt};
use cors_runtime::{Cors, cors};
use h2::client::SendRequest;
use rcgen::CertifiedKey;
use rustls::pki_types::{PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

#[cors(origins = ["https://a.example", "https://*.b.example"], headers = ["name"], credentials, reject_unlisted)]
#[put("/data")]
async fn data() -> HttpResponse {
    HttpResponse::Ok().body("777")
}

/// A server with a certificate of its own, and a client that trusts it.
fn start() -> (SocketAddr, ClientConfig) {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let server = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .expect("the key belongs to the certificate");
    let mut roots = RootCertStore::empty();
    roots.add(cert.der().clone()).expect("a root");
    let mut client = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    client.alpn_protocols = vec![b"h2".to_vec()];
    let server = HttpServer::new(|| App::new().service(data).wrap(Cors::default()))
        .workers(1)
        .disable_signals()
        .bind_rustls_0_23(("127.0.0.1", 0), server)
        .expect("a port is free");
    let address = server.addrs()[0];
    rt::spawn(server.run());
    (address, client)
}

async fn connect(address: SocketAddr, config: ClientConfig) -> SendRequest<actix_web::web::Bytes> {
    let socket = TcpStream::connect(address).await.expect("the server listens");
    let name = ServerName::try_from("localhost").expect("a name");
    let tls = TlsConnector::from(Arc::new(config)).connect(name, socket).await.expect("TLS");
    assert_eq!(tls.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (client, connection) = h2::client::handshake(tls).await.expect("HTTP/2");
    rt::spawn(async move { drop(connection.await) });
    client
}

/// Sends one request and returns the status and the named header.
async fn ask(
    client: &mut SendRequest<actix_web::web::Bytes>,
    authority: &str,
    method: Method,
    headers: &[(&str, &str)],
) -> (StatusCode, Option<String>) {
    let mut request =
        http::Request::builder().method(method).uri(format!("https://{authority}/data"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (response, _) =
        client.send_request(request.body(()).expect("a request"), true).expect("it is sent");
    let response = response.await.expect("an answer");
    let allowed = response.headers().get("access-control-allow-origin");
    (response.status(), allowed.map(|value| value.to_str().expect("text").to_owned()))
}

#[actix_web::test]
async fn policies_hold_over_http_2() {
    let (address, config) = start();
    let mut client = connect(address, config).await;
    let authority = format!("localhost:{}", address.port());
    let own = format!("https://{authority}");
    let preflight = |origin| {
        [
            ("origin", origin),
            ("access-control-request-method", "PUT"),
            ("access-control-request-headers", "name"),
        ]
    };
    for origin in ["https://a.example", "https://x.b.example"] {
        let granted = ask(&mut client, &authority, Method::OPTIONS, &preflight(origin)).await;
        assert_eq!(granted, (StatusCode::NO_CONTENT, Some(origin.to_owned())));
        let allowed = ask(&mut client, &authority, Method::PUT, &[("origin", origin)]).await;
        assert_eq!(allowed, (StatusCode::OK, Some(origin.to_owned())));
    }
    let refused =
        ask(&mut client, &authority, Method::OPTIONS, &preflight("https://evil.example")).await;
    assert_eq!(refused, (StatusCode::FORBIDDEN, None));
    let rejected =
        ask(&mut client, &authority, Method::PUT, &[("origin", "https://evil.example")]).await;
    assert_eq!(rejected, (StatusCode::FORBIDDEN, None));
    // There is no `Host` line in HTTP/2: the request's own authority says what the server is called.
    let same_origin = ask(&mut client, &authority, Method::PUT, &[("origin", &own)]).await;
    assert_eq!(same_origin, (StatusCode::OK, None));
}
