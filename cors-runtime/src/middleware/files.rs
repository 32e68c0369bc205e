//! `Files` of `actix-files` with a policy of its own ([`crate::CorsExt`]).
//!
//! Where `Files` is mounted, and behind which guards, it tells nobody: only its own registration
//! knows. So a copy of it registers that finds no file at all, for any method, and whose handler
//! for what is not found is the policy around the original.

use actix_files::Files;
use actix_service::{ServiceFactory as _, ServiceFactoryExt as _, apply};
use actix_web::App;
use actix_web::dev::{AppConfig, AppService, HttpServiceFactory, ServiceResponse};
use actix_web::guard::fn_guard;

use crate::middleware::cors_ext::{CorsExt, WithCors};
use crate::middleware::nesting::Registered;
use crate::middleware::service_policy::ServicePolicy;
use crate::policy::reference::PolicyRef;
use crate::route::registered_services::{self, Marks};

impl CorsExt for Files {
    fn cors(self, policy: impl Into<PolicyRef>) -> WithCors<Self> {
        WithCors { service: self, policy: policy.into(), shadow: None }
    }
}

impl HttpServiceFactory for WithCors<Files> {
    fn register(self, service: &mut AppService) {
        let policy = ServicePolicy::new(&self.policy, self.shadow.as_ref(), Registered::Files);
        let own = policy.service();
        let files = self.service;
        give_default(&files, service);
        // It refuses some paths before it looks for a file; names with a dot in front, which the
        // original may refuse, are not among these here.
        let routing = files.clone().use_hidden_files();
        let enforced = apply(policy, files).map(ServiceResponse::map_into_boxed_body);
        routing
            .method_guard(fn_guard(|_| true))
            .path_filter(|_, _| false)
            .default_handler(enforced)
            .register(service);
        registered_services::add(&own, Marks::Before, service);
    }
}

/// What is not found goes to the default service of the application, unless the user has given
/// `Files` a handler for it. `Files` sees to that when it registers, for all copies of it: so one
/// registers in an application that has the same default service, and that nobody asks.
fn give_default(files: &Files, service: &AppService) {
    let same = App::new().default_service(service.default_service()).service(files.clone());
    drop(actix_service::IntoServiceFactory::into_factory(same).new_service(AppConfig::default()));
}
