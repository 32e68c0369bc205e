//! Asking a service in memory, as [`actix_web::test::init_service`] makes it.

use actix_http::Request;
use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::Uri;
use actix_web::test::TestRequest;
use url::{Position, Url};

use super::reached::Reached;
use super::wire::{Received, Sent};
use crate::reason::notes::listen;

/// Runs the service, and collects what policies note meanwhile.
pub(super) async fn ask<S, B>(app: &S, request: &Sent) -> Result<Received, String>
where
    S: Service<Request, Response = ServiceResponse<B>>,
    S::Error: Into<actix_web::Error>,
    B: MessageBody,
{
    let message = message(request)?;
    let (answered, notes) = listen(async {
        match app.call(message).await {
            Ok(response) => {
                let reached = Reached::of(&response);
                let received = read(response.into_parts().1).await?;
                Ok(Received { reached, ..received })
            }
            Err(error) => read(error.into().error_response()).await,
        }
    })
    .await;
    answered.map(|received| Received { notes, ..received })
}

async fn read<B: MessageBody>(response: actix_web::HttpResponse<B>) -> Result<Received, String> {
    let (head, body) = response.into_parts();
    let body = to_bytes(body).await.map_err(|error| error.into().to_string())?;
    Ok(Received::new(head.status(), head.headers(), body))
}

fn message(request: &Sent) -> Result<Request, String> {
    let mut message = TestRequest::default()
        .method(request.http_method()?)
        .uri(target(&request.url)?)
        .set_payload(request.body.clone());
    for line in request.lines()? {
        message = message.append_header(line);
    }
    Ok(message.to_request())
}

/// What stands in the first line of the request: path and query. Over TLS browsers speak HTTP/2,
/// where a request has its scheme too; so middleware sees that the connection is secure.
fn target(url: &Url) -> Result<&str, String> {
    let start = if url.scheme() == "https" { Position::BeforeScheme } else { Position::BeforePath };
    let target = &url[start..Position::AfterQuery];
    Uri::try_from(target).map_err(|error| format!("`{target}`: {error}"))?;
    Ok(target)
}
