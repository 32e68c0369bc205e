//! Chains whose values come from elsewhere.

use actix_cors::Cors as Builder;

struct Settings {
    origins: Vec<String>,
    any: bool,
    age: usize,
}

fn looped(settings: &Settings) -> Builder {
    let mut cors = Builder::default().allowed_methods(["GET", "PUT"]).max_age(settings.age);
    if settings.any {
        cors = cors.allow_any_origin();
    } else {
        for origin in &settings.origins {
            cors = cors.allowed_origin(origin);
        }
        cors = cors.supports_credentials();
    }
    cors
}

fn folded(settings: &Settings) -> Builder {
    settings.origins.iter().fold(Builder::default().allow_any_method(), |cors, origin| cors.allowed_origin(origin))
}

fn matched(mode: Mode, cors: Builder) -> Builder {
    match mode {
        Mode::Open => cors.allow_any_origin(),
        Mode::Closed => cors,
    }
}

fn other() -> cors_runtime::Cors {
    cors_runtime::Cors::default()
}
