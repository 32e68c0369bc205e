#[cfg(feature = "x")]
#[allow(non_camel_case_types, missing_docs)]
struct r#type;
#[cfg(feature = "x")]
#[automatically_derived]
impl ::facade::cors::__private::HttpServiceFactory for r#type {
    fn register(self, __cors_service: &mut ::facade::cors::__private::AppService) {
        use ::facade::cors::__private as __cors;
        static __CORS: __cors::AnnotatedRoute = __cors::AnnotatedRoute {
            path: "/r/{id}",
            methods: &["GET", "PURGE", "OPTIONS"],
            guarded: false,
            policy: __cors::own_policy(
                "type",
                __cors::PolicyLiteral {
                    any_origin: true,
                    route_methods: &["GET", "PURGE", "OPTIONS"],
                    any_header: true,
                    ..__cors::PolicyLiteral::NONE
                },
            ),
        };
        #[allow(unused_imports)]
        use actix_web::route as _;
        #[cfg(feature = "x")]
        async fn r#type(id: web::Path<u32>) -> HttpResponse {
            todo()
        }
        __cors::register(
            &__CORS,
            __cors::resource(&__CORS).name("r#type").to(r#type),
            __cors_service,
        );
    }
}
