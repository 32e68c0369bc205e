#[get("/u")]
async fn unfinished() -> impl Responder {
    ""
}
::core::compile_error! {
    "`max_` is no key [cors::unknown_key]\nhelp: did you mean `max_age`?\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html"
}
::core::compile_error! {
    "the value of `headers` is missing [cors::wrong_value]\nhelp: its forms are `headers = [\"content-type\", \"x-name\"]`, `headers = any`\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html"
}
::core::compile_error! {
    "`expo` is no key [cors::unknown_key]\nhelp: did you mean `expose`?\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html"
}

// `max_` is no key [cors::unknown_key]
// help: did you mean `max_age`?
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html

// the value of `headers` is missing [cors::wrong_value]
// help: its forms are `headers = ["content-type", "x-name"]`, `headers = any`
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html

// `expo` is no key [cors::unknown_key]
// help: did you mean `expose`?
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html
