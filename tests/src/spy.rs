//! A handler that counts its runs and answers what it is told to.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, HttpResponseBuilder, Route, web};

/// A handler under observation. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Spy {
    runs: Arc<AtomicUsize>,
    status: StatusCode,
    headers: Arc<Vec<(String, String)>>,
}

impl Spy {
    /// A handler that answers 200 and sets nothing.
    #[must_use]
    pub fn new() -> Self {
        Spy::default()
    }

    /// A handler that sets these field lines.
    #[must_use]
    pub fn setting(headers: &[(String, String)]) -> Self {
        Spy { headers: Arc::new(headers.to_vec()), ..Spy::default() }
    }

    /// The same with one more line.
    #[must_use]
    pub fn and(mut self, name: &str, value: &str) -> Self {
        Arc::make_mut(&mut self.headers).push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with another status.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// A route for every method.
    #[must_use]
    pub fn route(&self) -> Route {
        let spy = self.clone();
        web::to(move || {
            let spy = spy.clone();
            async move { spy.run() }
        })
    }

    /// One run.
    #[must_use]
    pub fn run(&self) -> HttpResponse {
        self.runs.fetch_add(1, Ordering::Relaxed);
        let mut response = HttpResponseBuilder::new(self.status);
        for (name, value) in self.headers.iter() {
            response.append_header((name.as_str(), value.as_str()));
        }
        response.body("spy")
    }

    /// How often it has run.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.runs.load(Ordering::Relaxed)
    }
}
