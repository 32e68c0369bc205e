//! What a raw server answers: a template with its names filled in. The model is given the very same lines.

use cors_tests::raw_server::RawAnswer;

use crate::case::{Server, Template};
use crate::seen::Seen;
use crate::world::{Ports, Running};

/// The answer at an address to a request.
pub(crate) fn answer(
    running: &Running,
    id: &str,
    index: usize,
    seen: &Seen,
    ports: Ports,
) -> RawAnswer {
    let Server::Raw(hops) = &running.case.server else { return RawAnswer::new(410, "") };
    let Some(hop) = hops.get(index) else { return RawAnswer::new(410, "") };
    let next = hops.get(index + 1).map(|hop| ports.raw_url(id, index + 1, hop, &running.page));
    let next = next.unwrap_or_else(|| "/nowhere".to_owned());
    let Template { status, lines } = if seen.is_preflight() { &hop.preflight } else { &hop.actual };
    let mut answer = RawAnswer::new(*status, "said").line("Cache-Control", "no-store");
    for (name, value) in lines {
        let value = value
            .replace("$PAGE", &running.page)
            .replace("$ORIGIN", seen.origin.as_deref().unwrap_or("none"))
            .replace("$METHOD", seen.asked_method.as_deref().unwrap_or("none"))
            .replace("$HEADERS", seen.asked_headers.as_deref().unwrap_or("none"))
            .replace("$HOST", &next.replacen("localhost", "l%4fcalhos\u{ef}\u{bd}\u{94}", 1))
            .replace("$USER", &next.replacen("://", "://user:word@", 1))
            .replace("$NEXT", &next);
        let bytes: Vec<u8> = value.chars().map(|one| u8::try_from(one).unwrap_or(b'?')).collect();
        answer = answer.line(name, bytes);
    }
    answer
}
