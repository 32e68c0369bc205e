//! Probes: what marks the place of something in the map of an application.
//!
//! actix-web does not tell a service that registers where in the application it is. So whatever has
//! a policy of its own registers a probe beside itself, or inside: a service that no request can
//! reach, with a resource map of our own, which actix-web links into the application's. From then
//! on that map has the prefixes of the scopes around it, and the probe's name marks the place in
//! the application's map ([`crate::route::app_map`]).

use std::rc::Rc;

use actix_web::HttpResponse;
use actix_web::dev::{AppService, ResourceDef, ResourceMap, ServiceRequest, fn_service};
use actix_web::guard::{Guard, fn_guard};

/// The pattern of every probe. What is left of a path inside an application or a scope is empty or
/// starts with a slash, so that no request matches it.
pub(crate) const PROBE: &str = "cors-probe";

/// Places a probe. `held` lives for as long as the application does.
pub(crate) fn place<T: 'static>(name: &str, held: T, service: &mut AppService) -> Rc<ResourceMap> {
    let mut mark = ResourceDef::new("");
    mark.set_name(name);
    let mut map = ResourceMap::new(ResourceDef::new(PROBE));
    map.add(&mut mark, None);
    let map = Rc::new(map);
    let never = fn_guard(move |_| {
        let _ = &held;
        false
    });
    let never: Vec<Box<dyn Guard>> = vec![Box::new(never)];
    let unreachable = fn_service(|request: ServiceRequest| async {
        Ok(request.into_response(HttpResponse::NotFound().finish()))
    });
    service.register_service(
        ResourceDef::new(PROBE),
        Some(never),
        unreachable,
        Some(Rc::clone(&map)),
    );
    map
}

/// The prefixes of the scopes around a probe, once the application's map is complete.
pub(crate) fn prefix(probe: &ResourceMap) -> Option<String> {
    let mut pattern = probe.match_pattern(PROBE)?;
    pattern.truncate(pattern.strip_suffix(PROBE)?.len());
    Some(pattern)
}
