#[allow(non_camel_case_types, missing_docs)]
struct overlaid;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for overlaid {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        static __CORS_BASE: __cors::BasePolicy = {
            #[allow(unused_imports)]
            use __cors::NamedByPath as _;
            (&&__cors::NamedPolicy(const { &crate::PARTNERS })).base()
        };
        static __CORS: __cors::AnnotatedRoute = __cors::AnnotatedRoute {
            path: "/o",
            methods: &["PATCH"],
            guarded: false,
            policy: __cors::own_overlay(
                "overlaid",
                &__CORS_BASE,
                &[__cors::WrittenKey::Credentials, __cors::WrittenKey::Headers],
                __cors::PolicyLiteral {
                    route_methods: &["PATCH"],
                    headers: &["x-name"],
                    any_header: false,
                    credentials: true,
                    ..__cors::base_fields(&__CORS_BASE)
                },
            ),
        };
        const _: () = {
            use ::cors_runtime::__private::assert_any_origin_with_credentials as __cors_check;
            __cors_check(__CORS.policy())
        };
        const _: () = {
            use ::cors_runtime::__private::assert_any_expose_with_credentials as __cors_check;
            __cors_check(__CORS.policy())
        };
        const _: () = {
            use ::cors_runtime::__private::assert_insecure_origin_with_credentials as __cors_check;
            __cors_check(__CORS.policy())
        };
        const _: () = {
            use ::cors_runtime::__private::assert_public_suffix_with_credentials as __cors_check;
            __cors_check(__CORS.policy())
        };
        const _: () = {
            use ::cors_runtime::__private::assert_any_extension_with_credentials as __cors_check;
            __cors_check(__CORS.policy())
        };
        const _: () = {
            use ::cors_runtime::__private::assert_method_of_route_missing as __cors_check;
            __cors_check(__CORS.policy(), "PATCH")
        };
        #[allow(unused_imports)]
        use patch as _;
        async fn overlaid() -> impl Responder {
            ""
        }
        __cors::register(
            &__CORS,
            __cors::resource(&__CORS).to(overlaid),
            __cors_service,
        );
    }
}
