#[allow(non_camel_case_types, missing_docs)]
struct a;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for a {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS_POLICY: ::cors_runtime::Policy = {
            static __CORS_BASE: &::cors_runtime::Policy = &self::__CORS_POLICY_OF_scoped;
            static __CORS_OVERLAY: ::cors_runtime::__private::Overlay = ::cors_runtime::__private::Overlay {
                origins: ::core::option::Option::None,
                methods: ::core::option::Option::None,
                route_methods: (
                    ::cors_runtime::__private::rules::Methods::List(
                        ::cors_runtime::__private::rules::Names::from_sorted(&["PUT"]),
                    ),
                    ::core::option::Option::Some(
                        ::cors_runtime::__private::Shared::Literal({
                            static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                                "PUT",
                            );
                            &__CORS_VALUE
                        }),
                    ),
                ),
                headers: ::core::option::Option::None,
                expose: ::core::option::Option::None,
                credentials: ::core::option::Option::None,
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
                    name: "a",
                    file: ::core::file!(),
                    line: ::core::line!(),
                },
            };
            __CORS_BASE.__overlaid(&__CORS_OVERLAY)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_method_of_route_missing as __cors_check;
            __cors_check(&__CORS_POLICY, "PUT")
        };
        static __CORS_ROUTE_0: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/x/a",
            &["PUT"],
            ::cors_runtime::__private::Source {
                name: "a",
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
            "/x/a",
            method = "PUT",
            method = "OPTIONS",
            guard = "__cors_admits_0",
            wrap = "__cors_enforce_0()"
        )]
        async fn a(body: web::Json<u8>) -> impl Responder {
            ""
        }
        ::cors_runtime::__private::register(a, &__CORS_ROUTE_0, __cors_service);
    }
}
const _: () = {
    #[allow(unused_imports)]
    use put as _;
};
const _: () = {
    mod cors {
        #[deprecated(
            note = "\nthe handler takes JSON, and without `content-type` in `headers` browsers will not send it [cors::json_without_content_type]\nhelp: write `headers = [\"content-type\"]`\nsee: https://fetch.spec.whatwg.org/#cors-safelisted-request-header\nnote: `allow(json_without_content_type)` in the attribute silences this warning"
        )]
        pub(super) const JSON_WITHOUT_CONTENT_TYPE: () = ();
    }
    cors::JSON_WITHOUT_CONTENT_TYPE
};

// the handler takes JSON, and without `content-type` in `headers` browsers will not send it [cors::json_without_content_type]
// help: write `headers = ["content-type"]`
// see: https://fetch.spec.whatwg.org/#cors-safelisted-request-header
// note: `allow(json_without_content_type)` in the attribute silences this warning
