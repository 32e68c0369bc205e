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
        static __CORS_POLICY: ::cors_runtime::Policy = ::cors_runtime::Policy::__literal(
            ::cors_runtime::__private::rules::Policy {
                origins: ::cors_runtime::__private::rules::Origins::Any,
                methods: ::cors_runtime::__private::rules::Methods::List(
                    ::cors_runtime::__private::rules::Names::from_sorted(&["GET"]),
                ),
                headers: ::cors_runtime::__private::rules::Headers::List(
                    ::cors_runtime::__private::rules::Names::from_sorted(&[]),
                ),
                credentials: false,
                exposes: false,
                max_age: ::core::option::Option::Some(1728000u32),
                preflight_status: 204u16,
                reject_unlisted: false,
                disabled: false,
                summary: ::cors_runtime::__private::rules::Summary {
                    any_origin: true,
                    any_expose: false,
                    insecure_origin: false,
                    public_suffix: false,
                    insecure_allowed: false,
                    public_suffix_allowed: false,
                },
            },
            ::cors_runtime::__private::Values {
                origins: ::cors_runtime::__private::Shared::Literal(&[]),
                allow_methods: ::core::option::Option::Some(
                    ::cors_runtime::__private::Shared::Literal({
                        static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                            "GET",
                        );
                        &__CORS_VALUE
                    }),
                ),
                allow_headers: ::core::option::Option::None,
                expose_headers: ::core::option::Option::None,
                max_age: ::core::option::Option::Some(
                    ::cors_runtime::__private::Shared::Literal({
                        static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                            "1728000",
                        );
                        &__CORS_VALUE
                    }),
                ),
            },
            ::cors_runtime::__private::Source {
                name: "w",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        static __CORS_ROUTE_0: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/w",
            &["GET"],
            ::cors_runtime::__private::Source {
                name: "w",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        fn __cors_admits_0(
            __cors_context: &::cors_runtime::__private::GuardContext<'_>,
        ) -> bool {
            __CORS_ROUTE_0.admits(__cors_context)
        }
        const fn __cors_enforce_0() -> ::cors_runtime::__private::Enforce {
            ::cors_runtime::__private::Enforce::new(&__CORS_ROUTE_0)
        }
        #[::cors_runtime::__private::route(
            "/w",
            method = "GET",
            method = "OPTIONS",
            guard = "__cors_admits_0",
            wrap = "__cors_enforce_0()"
        )]
        #[expect(unused)]
        async fn w() -> impl Responder {
            ""
        }
        ::cors_runtime::__private::register(w, &__CORS_ROUTE_0, __cors_service);
    }
}
const _: () = {
    #[allow(unused_imports)]
    use get as _;
};
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
