#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::keys::disabled as _;
    }
};
#[allow(non_camel_case_types, missing_docs)]
struct off;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for off {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        #[allow(unused_imports)]
        use get as _;
        static __CORS: (
            [__cors::HeaderValue; 1],
            [__cors::OriginPattern; 0],
            (__cors::AnnotatedRoute,),
            __cors::Policy,
        ) = {
            let __cors_policy = __cors::written("off")
                .methods(&["GET"])
                .allow_methods(&__CORS.0[0])
                .disabled()
                .policy();
            (
                [__cors::value("GET")],
                [],
                (
                    __cors::AnnotatedRoute::new(
                        &__CORS.3,
                        "/off",
                        &["GET"],
                        __cors_policy.__source(),
                    ),
                ),
                __cors_policy,
            )
        };
        async fn off() -> impl Responder {
            ""
        }
        __cors::register(
            __cors::Resource::new("/off")
                .name("off")
                .guard(__CORS.2.0.guard())
                .wrap(__cors::Enforce::new(&__CORS.2.0))
                .to(off),
            &__CORS.2.0,
            __cors_service,
        );
    }
}
