#[get("/u")]
async fn unfinished() -> impl Responder {
    ""
}
::core::compile_error! {
    "`max_` is no key [cors::unknown_key]\nhelp: did you mean `max_age`?\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html\nmore: `cargo cors explain unknown_key`"
}
::core::compile_error! {
    "the value of `headers` is missing [cors::wrong_value]\nhelp: its forms are `headers = [\"content-type\", \"x-name\"]`, `headers = any`\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html\nmore: `cargo cors explain wrong_value`"
}
::core::compile_error! {
    "`expo` is no key [cors::unknown_key]\nhelp: did you mean `expose`?\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html\nmore: `cargo cors explain unknown_key`"
}

// `max_` is no key [cors::unknown_key]
// help: did you mean `max_age`?
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html
// more: `cargo cors explain unknown_key`

// the value of `headers` is missing [cors::wrong_value]
// help: its forms are `headers = ["content-type", "x-name"]`, `headers = any`
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html
// more: `cargo cors explain wrong_value`

// `expo` is no key [cors::unknown_key]
// help: did you mean `expose`?
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html
// more: `cargo cors explain unknown_key`
