//! A resolver for tests, and an application that asks it.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::rt::time::sleep;
use actix_web::{HttpResponse, web};
use cors_runtime::{OriginResolver, ResolvedOrigins, ResolverError, ResolverLimits};

/// Knows `https://good….example`; what other hosts do to it is in their names. What is true when it
/// is asked is what it answers after its delay.
#[derive(Clone, Default)]
pub(crate) struct Backend {
    delay: Duration,
    asked: Arc<Mutex<Vec<String>>>,
    revoked: Arc<Mutex<HashSet<String>>>,
    is_down: Arc<AtomicBool>,
    running: Arc<AtomicUsize>,
    pub(crate) most: Arc<AtomicUsize>,
    answered: Arc<AtomicUsize>,
}

struct Running(Arc<AtomicUsize>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl OriginResolver for Backend {
    async fn resolve(&self, origin: &str, _: Option<&str>) -> Result<bool, ResolverError> {
        self.asked.lock().unwrap().push(origin.to_owned());
        let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
        let _running = Running(self.running.clone());
        self.most.fetch_max(running, Ordering::SeqCst);
        let is_revoked = self.revoked.lock().unwrap().contains(origin);
        let is_down = self.is_down.load(Ordering::SeqCst);
        tokio::time::sleep(self.delay).await;
        let answer = match origin.split_once("//").unwrap().1 {
            host if is_down || host.starts_with("error") => Err("no\nconnection".into()),
            host if host.starts_with("panic") => panic!("the resolver has a bug"),
            host if host.starts_with("hang") => std::future::pending().await,
            host if host.starts_with("block") => {
                std::thread::sleep(Duration::from_millis(600));
                Ok(true)
            }
            host => Ok(host.starts_with("good") && !is_revoked),
        };
        self.answered.fetch_add(1, Ordering::SeqCst);
        answer
    }
}

impl Backend {
    pub(crate) fn slow(milliseconds: u64) -> Backend {
        Backend { delay: Duration::from_millis(milliseconds), ..Backend::default() }
    }

    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// How often it was asked.
    pub(crate) fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    /// How many questions it has answered.
    pub(crate) fn answered(&self) -> usize {
        self.answered.load(Ordering::SeqCst)
    }

    /// How many questions it is busy with.
    pub(crate) fn running(&self) -> usize {
        self.running.load(Ordering::SeqCst)
    }

    /// From now on the answer is no.
    pub(crate) fn revoke(&self, origin: &str) {
        self.revoked.lock().unwrap().insert(origin.to_owned());
    }

    pub(crate) fn set_down(&self, is_down: bool) {
        self.is_down.store(is_down, Ordering::SeqCst);
    }

    pub(crate) fn start(&self, limits: ResolverLimits) -> Arc<ResolvedOrigins> {
        let origins = Arc::new(ResolvedOrigins::new());
        assert!(origins.start(self.clone(), limits));
        assert!(!origins.start(Backend::default(), limits), "there is one resolver");
        origins
    }
}

/// Holds requests to `/held` open until it is opened.
#[derive(Clone, Default)]
pub(crate) struct Gate(Arc<AtomicBool>);

impl Gate {
    pub(crate) fn open(&self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

pub(crate) async fn held(gate: web::Data<Gate>) -> HttpResponse {
    while !gate.0.load(Ordering::SeqCst) {
        sleep(Duration::from_millis(5)).await;
    }
    HttpResponse::Ok().finish()
}

/// A service of the policy that a builder makes; `/` answers at once, `/held` when the gate is
/// open.
macro_rules! service {
    ($builder:expr, $gate:expr) => {{
        let policy = $builder.methods(["PUT"]).build().unwrap();
        let app = actix_web::App::new()
            .app_data(actix_web::web::Data::new($gate.clone()))
            .route("/", actix_web::web::to(actix_web::HttpResponse::Ok))
            .route("/held", actix_web::web::to($crate::backend::held))
            .wrap(cors_runtime::Cors::new(policy));
        std::rc::Rc::new(actix_web::test::init_service(app).await)
    }};
    ($origins:expr) => {{
        let builder = cors_runtime::Policy::builder().origin_set($origins.clone());
        service!(builder.reject_unlisted(true), $crate::backend::Gate::default())
    }};
}

/// Whether the response to a request says that its origin may read it.
macro_rules! allowed {
    ($service:expr, $ask:expr) => {{
        let request = $ask.request().to_request();
        let response = actix_web::test::call_service(&*$service, request).await;
        response.headers().contains_key("access-control-allow-origin")
    }};
}

pub(crate) const LIMITS: ResolverLimits = ResolverLimits {
    answers: 1_000,
    allowed_for: Duration::from_secs(60),
    refused_for: Duration::from_secs(60),
    time_out: Duration::from_millis(200),
    questions: 4,
};
