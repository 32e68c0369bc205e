#[cfg(feature = "x")]
#[allow(non_camel_case_types, missing_docs)]
struct r#type;
#[cfg(feature = "x")]
#[automatically_derived]
impl ::facade::cors::__private::HttpServiceFactory for r#type {
    fn register(self, __cors_service: &mut ::facade::cors::__private::AppService) {
        static __CORS: ::facade::cors::__private::Declared<
            ::facade::cors::__private::Texts3,
            ::facade::cors::__private::Values2,
        > = ::facade::cors::__private::written(
                "type",
                [
                    "any_origin:",
                    "route:",
                    "/r/{id}",
                    "GET",
                    "PURGE",
                    "OPTIONS",
                    "methods_of_route:",
                    "GET, PURGE, OPTIONS",
                    "any_header:",
                    "*",
                ],
            )
            .declare(&__CORS);
        #[allow(unused_imports)]
        use actix_web::route as _;
        #[cfg(feature = "x")]
        async fn r#type(id: web::Path<u32>) -> HttpResponse {
            todo()
        }
        ::facade::cors::__private::register(
            &__CORS.routes[0],
            ::facade::cors::__private::resource(&__CORS.routes[0])
                .name("r#type")
                .to(r#type),
            __cors_service,
        );
    }
}
