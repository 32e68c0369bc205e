//! What came back: status, field lines, body, and how often the handler ran. Read from a service or from raw bytes.

use actix_web::Error;
use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::ServiceResponse;

/// One response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The field lines: names in lower case, values with every byte that is not visible ASCII escaped.
    pub lines: Vec<(String, String)>,
    /// The body, escaped in the same way.
    pub body: String,
    /// How often the handler ran for it.
    pub runs: usize,
}

/// Tabs stay: in a header they are blanks like any other.
fn escaped(bytes: &[u8]) -> String {
    let pieces = bytes.split(|byte| *byte == b'\t').map(|piece| piece.escape_ascii().to_string());
    pieces.collect::<Vec<_>>().join("\t")
}

impl Answer {
    /// Reads what a service returned; an error becomes the response that the server would make of it.
    ///
    /// # Panics
    /// Where the body cannot be read.
    pub async fn of<B: MessageBody + 'static>(
        result: Result<ServiceResponse<B>, Error>,
        runs: usize,
    ) -> Self {
        let response = match result {
            Ok(response) => response.into_parts().1.map_into_boxed_body(),
            Err(error) => error.error_response(),
        };
        let status = response.status().as_u16();
        let mut lines: Vec<_> = response
            .headers()
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), escaped(value.as_bytes())))
            .collect();
        // Stable: the lines of one field keep their order.
        lines.sort_by(|(left, _), (right, _)| left.cmp(right));
        let body = to_bytes(response.into_body()).await;
        let body = escaped(&body.unwrap_or_else(|_| panic!("the body is readable")));
        Answer { status, lines, body, runs }
    }

    /// Reads a whole HTTP/1.1 response as it came over a socket that the server then closed.
    ///
    /// # Panics
    /// Where the bytes are no response.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], runs: usize) -> Self {
        let end =
            bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a response has a head");
        let (head, body) = bytes.split_at(end);
        let mut head = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        let status = head.next().and_then(|line| line.split(|byte| *byte == b' ').nth(1));
        let status = status.and_then(|code| str::from_utf8(code).ok()?.parse().ok());
        let mut lines: Vec<_> = head
            .map(|line| {
                let colon = line.iter().position(|byte| *byte == b':').expect("a line has a colon");
                let (name, value) = line.split_at(colon);
                (escaped(name).to_ascii_lowercase(), escaped(value[1..].trim_ascii()))
            })
            .collect();
        // Stable: the lines of one field keep their order.
        lines.sort_by(|(left, _), (right, _)| left.cmp(right));
        Answer {
            status: status.expect("a status line has a code"),
            lines,
            body: escaped(&body[4..]),
            runs,
        }
    }

    /// The values of a field, one for each line.
    #[must_use]
    pub fn lines(&self, name: &str) -> Vec<&str> {
        self.lines.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str()).collect()
    }

    /// The value of a field as Fetch [gets](https://fetch.spec.whatwg.org/#concept-header-list-get) it: lines joined.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<String> {
        let lines = self.lines(name);
        (!lines.is_empty()).then(|| lines.join(", "))
    }

    /// The elements of a list field over all lines, empty ones left out.
    #[must_use]
    pub fn elements(&self, name: &str) -> Vec<String> {
        let value = self.value(name).unwrap_or_default();
        value
            .split(',')
            .map(str::trim)
            .filter(|element| !element.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// Every `Access-Control-*` line, sorted, without the common start of their names.
    #[must_use]
    pub fn cors(&self) -> Vec<(&str, &str)> {
        self.lines
            .iter()
            .filter_map(|(name, value)| {
                Some((name.strip_prefix("access-control-")?, value.as_str()))
            })
            .collect()
    }

    /// Whether the text stands anywhere in the answer.
    #[must_use]
    pub fn mentions(&self, text: &str) -> bool {
        self.body.contains(text)
            || self.lines.iter().any(|(name, value)| name.contains(text) || value.contains(text))
    }
}
