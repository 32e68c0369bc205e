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
        static __CORS_POLICY: __cors::Policy = {
            static __CORS_VALUES: [__cors::HeaderValue; 1] = [__cors::value("GET")];
            __cors::written("off")
                .methods(&["GET"])
                .allow_methods(&__CORS_VALUES[0])
                .disabled()
                .policy()
        };
        static __CORS_ROUTE_0: __cors::AnnotatedRoute = __cors::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/off",
            &["GET"],
            __CORS_POLICY.__source(),
        );
        async fn off() -> impl Responder {
            ""
        }
        __cors::register(
            __cors::Resource::new("/off")
                .name("off")
                .guard(__CORS_ROUTE_0.guard())
                .wrap(__cors::Enforce::new(&__CORS_ROUTE_0))
                .to(off),
            &__CORS_ROUTE_0,
            __cors_service,
        );
    }
}
