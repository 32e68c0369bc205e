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
        static __CORS: (
            [__cors::HeaderValue; 2],
            [__cors::OriginPattern; 0],
            (__cors::AnnotatedRoute,),
            __cors::Policy,
        ) = {
            let __cors_policy = __cors::written("type")
                .methods(&["GET", "PURGE", "OPTIONS"])
                .allow_methods(&__CORS.0[0])
                .any_header(false)
                .allow_headers(&__CORS.0[1])
                .any_origin()
                .policy();
            (
                [__cors::value("GET, PURGE, OPTIONS"), __cors::value("*")],
                [],
                (
                    __cors::AnnotatedRoute::new(
                        &__CORS.3,
                        "/r/{id}",
                        &["GET", "PURGE", "OPTIONS"],
                        __cors_policy.__source(),
                    ),
                ),
                __cors_policy,
            )
        };
        #[cfg(feature = "x")]
        async fn r#type(id: web::Path<u32>) -> HttpResponse {
            todo()
        }
        __cors::register(
            __cors::Resource::new("/r/{id}")
                .name("r#type")
                .guard(__CORS.2.0.guard())
                .wrap(__cors::Enforce::new(&__CORS.2.0))
                .to(r#type),
            &__CORS.2.0,
            __cors_service,
        );
    }
}
