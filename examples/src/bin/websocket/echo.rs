//! The handler: sends back what it gets.

use actix_web::{Error, HttpRequest, HttpResponse, get, rt, web::Payload};
use actix_ws::{Message, MessageStream, Session};
use cors_runtime::cors;

/// The handshake is a GET, so it needs no preflight; an unlisted page gets 403 before this function runs.
#[cors(origins = ["http://localhost:3300"], reject_unlisted)]
#[get("/echo")]
pub(crate) async fn echo(request: HttpRequest, body: Payload) -> Result<HttpResponse, Error> {
    let (response, session, messages) = actix_ws::handle(&request, body)?;
    rt::spawn(answer(session, messages));
    Ok(response)
}

/// Until one side closes, or the connection is gone.
async fn answer(mut session: Session, mut messages: MessageStream) {
    while let Some(Ok(message)) = messages.recv().await {
        let sent = match message {
            Message::Text(text) => session.text(text).await,
            Message::Binary(bytes) => session.binary(bytes).await,
            Message::Ping(bytes) => session.pong(&bytes).await,
            Message::Close(reason) => {
                // The other side may not wait for it.
                let _ = session.close(reason).await;
                return;
            }
            _ => Ok(()),
        };
        if sent.is_err() {
            return;
        }
    }
}
