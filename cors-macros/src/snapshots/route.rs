#[cfg(feature = "x")]
#[allow(non_camel_case_types, missing_docs)]
struct r#type;
#[cfg(feature = "x")]
#[automatically_derived]
impl ::facade::cors::__private::HttpServiceFactory for r#type {
    fn register(self, __cors_service: &mut ::facade::cors::__private::AppService) {
        static __CORS: ::facade::cors::__private::AnnotatedRoute = ::facade::cors::__private::AnnotatedRoute {
            path: "/r/{id}",
            methods: &["GET", "PURGE", "OPTIONS"],
            guarded: false,
            policy: &::facade::cors::__private::policy(
                "type",
                ::facade::cors::__private::PolicyLiteral {
                    origins: ::facade::cors::__private::Origins::Any,
                    route_methods: &["GET", "PURGE", "OPTIONS"],
                    headers: ::facade::cors::__private::Headers::Any {
                        authorization: false,
                    },
                    ..::facade::cors::__private::PolicyLiteral::NONE
                },
            ),
        };
        #[allow(unused_imports)]
        use actix_web::route as _;
        #[cfg(feature = "x")]
        async fn r#type(id: web::Path<u32>) -> HttpResponse {
            todo()
        }
        ::facade::cors::__private::register(
            &__CORS,
            ::facade::cors::__private::resource(&__CORS).name("r#type").to(r#type),
            __cors_service,
        );
    }
}
