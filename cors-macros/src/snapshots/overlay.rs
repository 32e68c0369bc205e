#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::keys::{
            policy as _, credentials as _, headers as _,
        };
        let _ = &crate::PARTNERS;
    }
};
#[allow(non_camel_case_types, missing_docs)]
struct overlaid;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for overlaid {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS_POLICY: ::cors_runtime::Policy = {
            static __CORS_BASE: &::cors_runtime::Policy = &crate::PARTNERS;
            static __CORS_OVERLAY: ::cors_runtime::__private::Overlay = ::cors_runtime::__private::Overlay {
                origins: ::core::option::Option::None,
                methods: ::core::option::Option::None,
                route_methods: (
                    ::cors_runtime::__private::rules::Methods::List(
                        ::cors_runtime::__private::rules::Names::from_sorted(&["PATCH"]),
                    ),
                    ::core::option::Option::Some(
                        ::cors_runtime::__private::Shared::Literal({
                            static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                                "PATCH",
                            );
                            &__CORS_VALUE
                        }),
                    ),
                ),
                headers: ::core::option::Option::Some((
                    ::cors_runtime::__private::rules::Headers::List(
                        ::cors_runtime::__private::rules::Names::from_sorted(&["x-name"]),
                    ),
                    ::core::option::Option::Some(
                        ::cors_runtime::__private::Shared::Literal({
                            static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                                "x-name",
                            );
                            &__CORS_VALUE
                        }),
                    ),
                )),
                expose: ::core::option::Option::None,
                credentials: ::core::option::Option::Some(true),
                max_age: ::core::option::Option::None,
                reject_unlisted: ::core::option::Option::None,
                preflight_status: ::core::option::Option::None,
                summary: ::cors_runtime::__private::rules::Summary {
                    any_origin: false,
                    any_expose: false,
                    insecure_origin: false,
                    public_suffix: false,
                    insecure_allowed: false,
                    public_suffix_allowed: false,
                },
                replaces_dangers: false,
                source: ::cors_runtime::__private::Source {
                    name: "overlaid",
                    file: ::core::file!(),
                    line: ::core::line!(),
                },
            };
            __CORS_BASE.__overlaid(&__CORS_OVERLAY)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_any_origin_with_credentials as __cors_check;
            __cors_check(&__CORS_POLICY)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_any_expose_with_credentials as __cors_check;
            __cors_check(&__CORS_POLICY)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_insecure_origin_with_credentials as __cors_check;
            __cors_check(&__CORS_POLICY)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_public_suffix_with_credentials as __cors_check;
            __cors_check(&__CORS_POLICY)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_method_of_route_missing as __cors_check;
            __cors_check(&__CORS_POLICY, "PATCH")
        };
        static __CORS_ROUTE_0: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/o",
            &["PATCH"],
            ::cors_runtime::__private::Source {
                name: "overlaid",
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
            "/o",
            method = "PATCH",
            method = "OPTIONS",
            guard = "__cors_admits_0",
            wrap = "__cors_enforce_0()"
        )]
        async fn overlaid() -> impl Responder {
            ""
        }
        ::cors_runtime::__private::register(overlaid, &__CORS_ROUTE_0, __cors_service);
    }
}
const _: () = {
    #[allow(unused_imports)]
    use patch as _;
};
