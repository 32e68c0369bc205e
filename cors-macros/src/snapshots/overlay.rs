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
        use ::cors_runtime::__private as __cors;
        #[allow(unused_imports)]
        use patch as _;
        static __CORS: (
            [__cors::HeaderValue; 2],
            [__cors::OriginPattern; 0],
            (__cors::AnnotatedRoute,),
            __cors::Policy,
        ) = {
            static __CORS_BASE: &__cors::Policy = &crate::PARTNERS;
            let __cors_policy = __cors::written("overlaid")
                .route_methods(&["PATCH"])
                .allow_methods(&__CORS.0[0])
                .headers(&["x-name"])
                .allow_headers(&__CORS.0[1])
                .credentials(true)
                .over(__CORS_BASE);
            (
                [__cors::value("PATCH"), __cors::value("x-name")],
                [],
                (
                    __cors::AnnotatedRoute::new(
                        &__CORS.3,
                        "/o",
                        &["PATCH"],
                        __cors_policy.__source(),
                    ),
                ),
                __cors_policy,
            )
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use __cors::assert_any_origin_with_credentials as __cors_check;
                __cors_check(&__CORS.3)
            };
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use __cors::assert_any_expose_with_credentials as __cors_check;
                __cors_check(&__CORS.3)
            };
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use __cors::assert_insecure_origin_with_credentials as __cors_check;
                __cors_check(&__CORS.3)
            };
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use __cors::assert_public_suffix_with_credentials as __cors_check;
                __cors_check(&__CORS.3)
            };
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use __cors::assert_method_of_route_missing as __cors_check;
                __cors_check(&__CORS.3, "PATCH")
            };
        };
        async fn overlaid() -> impl Responder {
            ""
        }
        __cors::register(
            __cors::Resource::new("/o")
                .name("overlaid")
                .guard(__CORS.2.0.guard())
                .wrap(__cors::Enforce::new(&__CORS.2.0))
                .to(overlaid),
            &__CORS.2.0,
            __cors_service,
        );
    }
}
