#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::keys::origins as _;
    }
};
#[allow(non_camel_case_types, missing_docs)]
struct both;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for both {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        #[allow(unused_imports)]
        use routes as _;
        static __CORS_POLICY: __cors::Policy = {
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
        static __CORS_ROUTE_1: __cors::AnnotatedRoute = __cors::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/b",
            &["PUT"],
            __CORS_POLICY.__source(),
        );
        async fn both(web::Path(id): web::Path<u32>) -> Result<String> {
            Ok(id.to_string())
        }
        __cors::register(
            __cors::Resource::new("/a")
                .name("both")
                .guard(__CORS_ROUTE_0.guard())
                .wrap(__cors::Enforce::new(&__CORS_ROUTE_0))
                .to(both),
            &__CORS_ROUTE_0,
            __cors_service,
        );
        __cors::register(
            __cors::Resource::new("/b")
                .name("b")
                .guard(__CORS_ROUTE_1.guard())
                .wrap(__cors::Enforce::new(&__CORS_ROUTE_1))
                .to(both),
            &__CORS_ROUTE_1,
            __cors_service,
        );
    }
}
