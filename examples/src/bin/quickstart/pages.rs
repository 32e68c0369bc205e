//! The page server: the lab page, the probe that lives in its frame, and the source that the cards quote.
//!
//! Everything is compiled in, so that the binary runs from any directory. `main` mounts it on the page's port.

use actix_web::{
    HttpResponse,
    web::{self, ServiceConfig},
};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
const TEXT: &str = "text/plain; charset=utf-8";

/// Path, type, content.
const FILES: [(&str, &str, &str); 8] = [
    ("/", HTML, include_str!("page/index.html")),
    ("/lab.css", CSS, include_str!("page/lab.css")),
    ("/lab.js", SCRIPT, include_str!("page/lab.js")),
    ("/exchange.js", SCRIPT, include_str!("page/exchange.js")),
    ("/probe.html", HTML, include_str!("page/probe.html")),
    ("/probe.js", SCRIPT, include_str!("page/probe.js")),
    ("/icon.svg", SVG, include_str!("page/icon.svg")),
    // The annotations on the cards are cut out of this very file, so they cannot drift from what runs.
    ("/api.rs", TEXT, include_str!("api.rs")),
];

/// Lists the files, once for each server worker.
pub(crate) fn routes(config: &mut ServiceConfig) {
    for (path, kind, content) in FILES {
        let answer = move || async move { HttpResponse::Ok().content_type(kind).body(content) };
        config.route(path, web::get().to(answer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(path: &str) -> &'static str {
        FILES.iter().find(|file| file.0 == path).expect("a file of the lab").2
    }

    /// What follows each `marker` in `text`, up to the next quote.
    fn quoted<'text>(text: &'text str, marker: &str) -> Vec<&'text str> {
        text.split(marker).skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn every_card_quotes_a_handler_that_exists() {
        let handlers = quoted(content("/"), "data-handler=\"");
        assert_eq!(handlers.len(), 9);
        for handler in handlers {
            assert!(content("/api.rs").contains(&format!("async fn {handler}(")), "{handler}");
        }
    }

    #[test]
    fn every_file_that_the_page_loads_is_served() {
        for page in ["/", "/probe.html"] {
            for marker in ["href=\"", "src=\""] {
                for path in quoted(content(page), marker) {
                    assert!(FILES.iter().any(|file| file.0 == path), "{page} loads {path}");
                }
            }
        }
        for script in ["/lab.js", "/probe.js"] {
            assert_eq!(quoted(content(script), "from \"."), ["/exchange.js"], "{script}");
        }
    }
}
