#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::{
            origins as _, max_ as _, headers as _, expo as _,
        };
        use ::cors_runtime::__private::ide::escapes::{};
        use ::cors_runtime::__private::ide::warnings::{};
    }
};
#[get("/u")]
async fn unfinished() -> impl Responder {
    ""
}
::core::compile_error! {
    "`max_` is no key [cors::unknown_key]\nhelp: the keys are `origins`, `methods`, `headers`, `expose`, `credentials`, `max_age`, `policy`, `disabled`, `reject_unlisted`, `preflight_status`, `dangerous`, `allow`, `crate`\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html"
}
::core::compile_error! {
    "the value of `headers` is missing [cors::wrong_value]\nhelp: write one of `headers = [\"content-type\", \"x-name\"]`, `any`\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html"
}
::core::compile_error! {
    "`expo` is no key [cors::unknown_key]\nhelp: did you mean `expose`?\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html"
}

// `max_` is no key [cors::unknown_key]
// help: the keys are `origins`, `methods`, `headers`, `expose`, `credentials`, `max_age`, `policy`, `disabled`, `reject_unlisted`, `preflight_status`, `dangerous`, `allow`, `crate`
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html

// the value of `headers` is missing [cors::wrong_value]
// help: write one of `headers = ["content-type", "x-name"]`, `any`
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html

// `expo` is no key [cors::unknown_key]
// help: did you mean `expose`?
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html
