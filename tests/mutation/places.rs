//! Where pages and server are: fixed ports in memory, free ones for browsers.

use std::sync::Arc;

use cors_tests::live_app::serve_app;
use cors_tests::raw_server::{Answering, RawAnswer, serve};

use crate::server::application;

/// A page's place, by what it is to the policies of the server.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// Listed everywhere.
    Home,
    /// Another port; listed by the public policy only.
    OtherPort,
    /// A subdomain of home; not listed.
    Subdomain,
    /// Not listed, and not similar to anything.
    Stranger,
}

/// The ports.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places {
    pub(crate) home: u16,
    pub(crate) other: u16,
    pub(crate) api: u16,
}

impl Places {
    /// Nobody listens there.
    pub(crate) const fn fixed() -> Self {
        Places { home: 3000, other: 3001, api: 4000 }
    }

    /// Starts the servers of the pages, and the application.
    pub(crate) fn start() -> Self {
        let page: Answering = Arc::new(|request| match request.target.as_str() {
            "/page" => RawAnswer::new(200, "<!doctype html><title>page</title>")
                .line("Content-Type", "text/html"),
            _ => RawAnswer::new(404, ""),
        });
        let (home, other) = (serve(&page), serve(&page));
        // The policies name the pages only, so the application's own port may come last.
        let api = serve_app(move || application(Places { home, other, api: 0 }));
        Places { home, other, api }
    }

    pub(crate) fn origin(self, place: Place) -> String {
        match place {
            Place::Home => format!("http://localhost:{}", self.home),
            Place::OtherPort => format!("http://localhost:{}", self.other),
            Place::Subdomain => format!("http://a.localhost:{}", self.home),
            Place::Stranger => format!("http://127.0.0.1:{}", self.home),
        }
    }

    pub(crate) fn url(self, path: &str, mutant: usize, run: usize) -> String {
        format!("http://localhost:{}{path}?mutant={mutant}&run={run}", self.api)
    }
}
