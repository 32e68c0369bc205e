#[allow(non_camel_case_types, missing_docs)]
struct overlaid;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for overlaid {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS_BASE: &::cors_runtime::__private::Policy = &crate::PARTNERS;
        static __CORS: ::cors_runtime::__private::Declared<
            ::cors_runtime::__private::Texts3,
            ::cors_runtime::__private::Values2,
        > = ::cors_runtime::__private::written(
                "overlaid",
                [
                    "route:",
                    "/o",
                    "PATCH",
                    "methods_for_route:",
                    "PATCH",
                    "headers:",
                    "x-name",
                    "credentials:",
                    "true",
                ],
            )
            .over(__CORS_BASE)
            .declare(&__CORS);
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use ::cors_runtime::__private::assert_any_origin_with_credentials as __cors_check;
                __cors_check(&__CORS.policy)
            };
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use ::cors_runtime::__private::assert_any_expose_with_credentials as __cors_check;
                __cors_check(&__CORS.policy)
            };
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use ::cors_runtime::__private::assert_insecure_origin_with_credentials as __cors_check;
                __cors_check(&__CORS.policy)
            };
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use ::cors_runtime::__private::assert_public_suffix_with_credentials as __cors_check;
                __cors_check(&__CORS.policy)
            };
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use ::cors_runtime::__private::assert_method_of_route_missing as __cors_check;
                __cors_check(&__CORS.policy, "PATCH")
            };
        };
        #[allow(unused_imports)]
        use patch as _;
        async fn overlaid() -> impl Responder {
            ""
        }
        ::cors_runtime::__private::register(
            &__CORS.routes[0],
            ::cors_runtime::__private::resource(&__CORS.routes[0]).to(overlaid),
            __cors_service,
        );
    }
}
