#[cfg(feature = "x")]
#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::facade::cors::__private::ide::keys::{origins as _, headers as _};
    }
};
#[cfg(feature = "x")]
#[allow(non_camel_case_types, missing_docs)]
struct r#type;
#[cfg(feature = "x")]
#[automatically_derived]
impl ::facade::cors::__private::HttpServiceFactory for r#type {
    fn register(self, __cors_service: &mut ::facade::cors::__private::AppService) {
        use ::facade::cors::__private as __cors;
        #[allow(unused_imports)]
        use actix_web::route as _;
        static __CORS_POLICY: __cors::Policy = {
            static __CORS_VALUES: [__cors::HeaderValue; 2] = [
                __cors::value("GET, PURGE, OPTIONS"),
                __cors::value("*"),
            ];
            __cors::written("type")
                .any_origin()
                .methods(&["GET", "PURGE", "OPTIONS"])
                .allow_methods(&__CORS_VALUES[0])
                .any_header(false)
                .allow_headers(&__CORS_VALUES[1])
                .policy()
        };
        static __CORS_ROUTE_0: __cors::AnnotatedRoute = __cors::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/r/{id}",
            &["GET", "PURGE", "OPTIONS"],
            __CORS_POLICY.__source(),
        );
        #[cfg(feature = "x")]
        async fn r#type(id: web::Path<u32>) -> HttpResponse {
            todo()
        }
        __cors::register(
            __cors::Resource::new("/r/{id}")
                .name("r#type")
                .guard(__CORS_ROUTE_0.guard())
                .wrap(__cors::Enforce::new(&__CORS_ROUTE_0))
                .to(r#type),
            &__CORS_ROUTE_0,
            __cors_service,
        );
    }
}
