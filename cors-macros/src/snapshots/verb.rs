#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::keys::{
            origins as _, methods as _, headers as _, expose as _, credentials as _,
            max_age as _,
        };
    }
};
/// Docs.
#[allow(non_camel_case_types, missing_docs)]
pub struct put_data;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for put_data {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS_POLICY: ::cors_runtime::Policy = ::cors_runtime::Policy::__literal(
            ::cors_runtime::__private::rules::Policy {
                origins: ::cors_runtime::__private::rules::Origins::List(
                    ::cors_runtime::__private::rules::OriginList::literal(
                        &["http://localhost:3000"],
                        {
                            static __CORS_PATTERNS: [::cors_runtime::__private::rules::OriginPattern; 1usize] = [
                                ::cors_runtime::__private::rules::OriginPattern::literal(
                                    "https",
                                    "a.example",
                                    true,
                                    ::cors_runtime::__private::rules::PortPattern::Any,
                                ),
                            ];
                            &__CORS_PATTERNS
                        },
                    ),
                ),
                methods: ::cors_runtime::__private::rules::Methods::List(
                    ::cors_runtime::__private::rules::Names::from_sorted(&["PUT"]),
                ),
                headers: ::cors_runtime::__private::rules::Headers::List(
                    ::cors_runtime::__private::rules::Names::from_sorted(&["name"]),
                ),
                credentials: true,
                exposes: true,
                max_age: ::core::option::Option::Some(6u32),
                preflight_status: 204u16,
                reject_unlisted: false,
                disabled: false,
                summary: ::cors_runtime::__private::rules::Summary {
                    any_origin: false,
                    any_expose: false,
                    insecure_origin: false,
                    public_suffix: false,
                    insecure_allowed: false,
                    public_suffix_allowed: false,
                },
            },
            ::cors_runtime::__private::Values {
                origins: ::cors_runtime::__private::Shared::Literal({
                    static __CORS_ORIGINS: [::cors_runtime::__private::HeaderValue; 1usize] = [
                        ::cors_runtime::__private::HeaderValue::from_static(
                            "http://localhost:3000",
                        ),
                    ];
                    &__CORS_ORIGINS
                }),
                allow_methods: ::core::option::Option::Some(
                    ::cors_runtime::__private::Shared::Literal({
                        static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                            "PUT",
                        );
                        &__CORS_VALUE
                    }),
                ),
                allow_headers: ::core::option::Option::Some(
                    ::cors_runtime::__private::Shared::Literal({
                        static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                            "name",
                        );
                        &__CORS_VALUE
                    }),
                ),
                expose_headers: ::core::option::Option::Some(
                    ::cors_runtime::__private::Shared::Literal({
                        static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                            "name",
                        );
                        &__CORS_VALUE
                    }),
                ),
                max_age: ::core::option::Option::Some(
                    ::cors_runtime::__private::Shared::Literal({
                        static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                            "6",
                        );
                        &__CORS_VALUE
                    }),
                ),
            },
            ::cors_runtime::__private::Source {
                name: "put_data",
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        static __CORS_ROUTE_0: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute::new(
                &__CORS_POLICY,
                "/getData",
                &["PUT"],
                ::cors_runtime::__private::Source {
                    name: "put_data",
                    file: ::core::file!(),
                    line: ::core::line!(),
                },
            )
            .guarded();
        fn __cors_admits_0(
            __cors_context: &::cors_runtime::__private::GuardContext<'_>,
        ) -> bool {
            __CORS_ROUTE_0.admits(__cors_context)
        }
        const fn __cors_enforce_0() -> ::cors_runtime::__private::Enforce {
            ::cors_runtime::__private::Enforce::new(&__CORS_ROUTE_0)
        }
        #[::cors_runtime::__private::route(
            "/getData",
            name = "data",
            guard = "is_ready",
            method = "PUT",
            method = "OPTIONS",
            guard = "__cors_admits_0",
            wrap = "__cors_enforce_0()"
        )]
        #[tracing::instrument]
        async fn put_data(query: web::Query<Search>) -> impl Responder {
            HttpResponse::Ok()
        }
        ::cors_runtime::__private::register(put_data, &__CORS_ROUTE_0, __cors_service);
    }
}
const _: () = {
    #[allow(unused_imports)]
    use put as _;
};
