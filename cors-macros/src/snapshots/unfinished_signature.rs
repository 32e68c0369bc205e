// unexpected end of input, expected one of: `for`, parentheses, `unsafe`, `fn`, `extern`, identifier, `::`, `<`, `dyn`, square brackets, `*`, `&`, `!`, `impl`, `_`, lifetime
# [get ("/u")] async fn unfinished (query :) -> impl { "" } :: core :: compile_error ! { "`#[cors]` means nothing on `unfinished` [cors::misplaced_attribute]\nhelp: write it above a route attribute such as `#[get(\"/x\")]`, or above `#[scope(\"/x\")] mod`\nsee: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html" }

// `#[cors]` means nothing on `unfinished` [cors::misplaced_attribute]
// help: write it above a route attribute such as `#[get("/x")]`, or above `#[scope("/x")] mod`
// see: https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html
