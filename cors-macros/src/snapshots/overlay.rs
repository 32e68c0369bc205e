#[allow(non_camel_case_types, missing_docs)]
struct overlaid;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for overlaid {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute {
            path: "/o",
            methods: &["PATCH"],
            guarded: false,
            policy: &::cors_runtime::__private::policy(
                "overlaid",
                ::cors_runtime::__private::PolicyLiteral {
                    route_methods: &["PATCH"],
                    headers: ::cors_runtime::__private::Headers::List(&["x-name"]),
                    credentials: true,
                    ..::cors_runtime::__private::Base {
                        policy: &crate::PARTNERS,
                    }
                        .fields()
                },
            ),
        };
        const _: () = {
            use ::cors_runtime::__private::assert_any_origin_with_credentials as __cors_check;
            __cors_check(__CORS.policy)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_any_expose_with_credentials as __cors_check;
            __cors_check(__CORS.policy)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_insecure_origin_with_credentials as __cors_check;
            __cors_check(__CORS.policy)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_public_suffix_with_credentials as __cors_check;
            __cors_check(__CORS.policy)
        };
        const _: () = {
            use ::cors_runtime::__private::assert_method_of_route_missing as __cors_check;
            __cors_check(__CORS.policy, "PATCH")
        };
        #[allow(unused_imports)]
        use patch as _;
        async fn overlaid() -> impl Responder {
            ""
        }
        ::cors_runtime::__private::register(
            &__CORS,
            ::cors_runtime::__private::resource(&__CORS).to(overlaid),
            __cors_service,
        );
    }
}
