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
        static __CORS_POLICY: __cors::Policy = {
            static __CORS_VALUES: [__cors::HeaderValue; 2] = [
                __cors::value("PATCH"),
                __cors::value("x-name"),
            ];
            static __CORS_BASE: &__cors::Policy = &crate::PARTNERS;
            __cors::written("overlaid")
                .route_methods(&["PATCH"])
                .allow_methods(&__CORS_VALUES[0])
                .headers(&["x-name"])
                .allow_headers(&__CORS_VALUES[1])
                .credentials(true)
                .over(__CORS_BASE)
        };
        const _: () = {
            use __cors::assert_any_origin_with_credentials as __cors_check;
            __cors_check(&__CORS_POLICY)
        };
        const _: () = {
            use __cors::assert_any_expose_with_credentials as __cors_check;
            __cors_check(&__CORS_POLICY)
        };
        const _: () = {
            use __cors::assert_insecure_origin_with_credentials as __cors_check;
            __cors_check(&__CORS_POLICY)
        };
        const _: () = {
            use __cors::assert_public_suffix_with_credentials as __cors_check;
            __cors_check(&__CORS_POLICY)
        };
        const _: () = {
            use __cors::assert_method_of_route_missing as __cors_check;
            __cors_check(&__CORS_POLICY, "PATCH")
        };
        static __CORS_ROUTE_0: __cors::AnnotatedRoute = __cors::AnnotatedRoute::new(
            &__CORS_POLICY,
            "/o",
            &["PATCH"],
            __CORS_POLICY.__source(),
        );
        async fn overlaid() -> impl Responder {
            ""
        }
        __cors::register(
            __cors::Resource::new("/o")
                .name("overlaid")
                .guard(__CORS_ROUTE_0.guard())
                .wrap(__cors::Enforce::new(&__CORS_ROUTE_0))
                .to(overlaid),
            &__CORS_ROUTE_0,
            __cors_service,
        );
    }
}
