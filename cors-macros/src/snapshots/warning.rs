#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::keys::{origins as _, max_age as _};
    }
};
#[allow(non_camel_case_types, missing_docs)]
struct w;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for w {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        #[allow(unused_imports)]
        use get as _;
        static __CORS: (
            [__cors::HeaderValue; 2],
            [__cors::OriginPattern; 0],
            (__cors::AnnotatedRoute,),
            __cors::Policy,
        ) = {
            let __cors_policy = __cors::written("w")
                .methods(&["GET"])
                .allow_methods(&__CORS.0[0])
                .max_age(1728000, &__CORS.0[1])
                .any_origin()
                .policy();
            (
                [__cors::value("GET"), __cors::value("1728000")],
                [],
                (
                    __cors::AnnotatedRoute::new(
                        &__CORS.3,
                        "/w",
                        &["GET"],
                        __cors_policy.__source(),
                    ),
                ),
                __cors_policy,
            )
        };
        #[expect(unused)]
        async fn w() -> impl Responder {
            ""
        }
        __cors::register(
            __cors::Resource::new("/w")
                .name("w")
                .guard(__CORS.2.0.guard())
                .wrap(__cors::Enforce::new(&__CORS.2.0))
                .to(w),
            &__CORS.2.0,
            __cors_service,
        );
    }
}
#[allow(unused)]
const _: () = {
    mod cors {
        #[deprecated(
            note = "\n`1728000` seconds are longer than any browser keeps a preflight [cors::max_age_capped]\nhelp: write `max_age = 86400` or less; Firefox caps there, Chromium at 7200, WebKit at 600\nsee: https://fetch.spec.whatwg.org/#http-access-control-max-age\nnote: `allow(max_age_capped)` in the attribute silences this warning"
        )]
        pub(super) const MAX_AGE_CAPPED: () = ();
    }
    cors::MAX_AGE_CAPPED
};

// `1728000` seconds are longer than any browser keeps a preflight [cors::max_age_capped]
// help: write `max_age = 86400` or less; Firefox caps there, Chromium at 7200, WebKit at 600
// see: https://fetch.spec.whatwg.org/#http-access-control-max-age
// note: `allow(max_age_capped)` in the attribute silences this warning
