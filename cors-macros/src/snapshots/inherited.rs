#[allow(non_camel_case_types, missing_docs)]
struct a;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for a {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        #[allow(unused_imports)]
        use put as _;
        static __CORS: (
            [__cors::HeaderValue; 1],
            [__cors::OriginPattern; 0],
            (__cors::AnnotatedRoute,),
            __cors::Policy,
        ) = {
            static __CORS_BASE: &__cors::Policy = &self::__CORS_POLICY_OF_scoped;
            let __cors_policy = __cors::written("a")
                .route_methods(&["PUT"])
                .allow_methods(&__CORS.0[0])
                .over(__CORS_BASE);
            (
                [__cors::value("PUT")],
                [],
                (
                    __cors::AnnotatedRoute::new(
                        &__CORS.3,
                        "/x/a",
                        &["PUT"],
                        __cors_policy.__source(),
                    ),
                ),
                __cors_policy,
            )
        };
        const _: () = {
            #[allow(dead_code)]
            static POLICY: () = {
                use __cors::assert_method_of_route_missing as __cors_check;
                __cors_check(&__CORS.3, "PUT")
            };
        };
        async fn a(body: web::Json<u8>) -> impl Responder {
            ""
        }
        __cors::register(
            __cors::Resource::new("/x/a")
                .name("a")
                .guard(__CORS.2.0.guard())
                .wrap(__cors::Enforce::new(&__CORS.2.0))
                .to(a),
            &__CORS.2.0,
            __cors_service,
        );
    }
}
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
