#[allow(non_camel_case_types, missing_docs)]
struct both;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for both {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        #[allow(unused_imports)]
        use routes as _;
        #[allow(unexpected_cfgs)]
        static __CORS_POLICY: __cors::Policy = {
            #[cfg(rust_analyzer)]
            {
                use ::cors_runtime::__private::ide::keys::origins as _;
            }
            static __CORS_VALUES: [__cors::HeaderValue; 2] = [
                __cors::value("https://a.example"),
                __cors::value("GET, PUT"),
            ];
            __cors::written("both")
                .origins(&["https://a.example"], &[], &__CORS_VALUES)
                .methods(&["GET", "PUT"])
                .allow_methods(&__CORS_VALUES[1])
                .policy()
        };
        static __CORS_ROUTE_0: __cors::AnnotatedRoute = __cors::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/a",
            &["GET"],
            __CORS_POLICY.__source(),
        );
        fn __cors_admits_0(__cors_context: &__cors::GuardContext<'_>) -> bool {
            __CORS_ROUTE_0.admits(__cors_context)
        }
        static __CORS_ROUTE_1: __cors::AnnotatedRoute = __cors::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/b",
            &["PUT"],
            __CORS_POLICY.__source(),
        );
        fn __cors_admits_1(__cors_context: &__cors::GuardContext<'_>) -> bool {
            __CORS_ROUTE_1.admits(__cors_context)
        }
        #[allow(clippy::unused_async)]
        async fn both(web::Path(id): web::Path<u32>) -> Result<String> {
            Ok(id.to_string())
        }
        #[__cors::route(
            "/a",
            method = "GET",
            method = "OPTIONS",
            name = "both",
            guard = "__cors_admits_0",
            wrap = "__cors::Enforce::new(&__CORS_ROUTE_0)"
        )]
        async fn __cors_handler_0(__cors_argument_0: web::Path<u32>) -> Result<String> {
            both(__cors_argument_0).await
        }
        #[__cors::route(
            "/b",
            name = "b",
            method = "PUT",
            method = "OPTIONS",
            guard = "__cors_admits_1",
            wrap = "__cors::Enforce::new(&__CORS_ROUTE_1)"
        )]
        async fn __cors_handler_1(__cors_argument_0: web::Path<u32>) -> Result<String> {
            both(__cors_argument_0).await
        }
        __cors::register(__cors_handler_0, &__CORS_ROUTE_0, __cors_service);
        __cors::register(__cors_handler_1, &__CORS_ROUTE_1, __cors_service);
    }
}
