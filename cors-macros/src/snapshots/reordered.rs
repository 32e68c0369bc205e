#[utoipa::path(responses((status = 200)))]
#[::cors_runtime::__private::cors(origins = any, credentials, max_age = 1728000)]
#[instrument]
#[put("/x")]
async fn f() -> impl Responder {
    ""
}
