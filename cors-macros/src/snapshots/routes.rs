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
        static __CORS: (
            [__cors::HeaderValue; 2],
            [__cors::OriginPattern; 0],
            (__cors::AnnotatedRoute, __cors::AnnotatedRoute),
            __cors::Policy,
        ) = {
            let __cors_policy = __cors::written("both")
                .methods(&["GET", "PUT"])
                .allow_methods(&__CORS.0[1])
                .origins(&["https://a.example"], &__CORS.1, &__CORS.0)
                .policy();
            (
                [__cors::value("https://a.example"), __cors::value("GET, PUT")],
                [],
                (
                    __cors::AnnotatedRoute::new(
                        &__CORS.3,
                        "/a",
                        &["GET"],
                        __cors_policy.__source(),
                    ),
                    __cors::AnnotatedRoute::new(
                        &__CORS.3,
                        "/b",
                        &["PUT"],
                        __cors_policy.__source(),
                    ),
                ),
                __cors_policy,
            )
        };
        async fn both(web::Path(id): web::Path<u32>) -> Result<String> {
            Ok(id.to_string())
        }
        __cors::register(
            __cors::Resource::new("/a")
                .name("both")
                .guard(__CORS.2.0.guard())
                .wrap(__cors::Enforce::new(&__CORS.2.0))
                .to(both),
            &__CORS.2.0,
            __cors_service,
        );
        __cors::register(
            __cors::Resource::new("/b")
                .name("b")
                .guard(__CORS.2.1.guard())
                .wrap(__cors::Enforce::new(&__CORS.2.1))
                .to(both),
            &__CORS.2.1,
            __cors_service,
        );
    }
}
