//! Closures that decide about origins: what a pattern can stand for, and what it cannot.

use actix_cors::Cors;

fn known() -> Cors {
    Cors::default()
        .allowed_origin_fn(|origin, _| {
            let text = origin.to_str().unwrap_or("");
            text.ends_with(".a.example") || text.starts_with("http://localhost") || text == "https://b.example"
        })
        .allowed_methods(["GET"])
}

fn networks() -> Cors {
    Cors::default().allowed_origin_fn(|origin, _| origin.as_bytes().starts_with(b"http://192.168."))
}

fn without_a_dot() -> Cors {
    Cors::default().allowed_origin_fn(|origin, _| origin.as_bytes().ends_with(b"a.example"))
}

fn negated() -> Cors {
    Cors::default().allowed_origin_fn(|origin, _| !origin.as_bytes().ends_with(b".a.example"))
}

fn both() -> Cors {
    Cors::default().allowed_origin_fn(|origin, head| origin.as_bytes().ends_with(b".a.example") && head.method == "GET")
}

fn early() -> Cors {
    Cors::default().allowed_origin_fn(|origin, _| {
        if is_debug() {
            return true;
        }
        origin.as_bytes().ends_with(b".a.example")
    })
}

fn another_text(mode: String) -> Cors {
    Cors::default().allowed_origin_fn(move |_, _| mode == "https://b.example")
}

fn everybody() -> Cors {
    Cors::default().allowed_origin_fn(|_, _| true).supports_credentials()
}
