#[allow(non_camel_case_types, missing_docs)]
struct a;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for a {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        static __CORS_BASE: __cors::BasePolicy = __cors::BasePolicy::of(
            &self::__CORS_POLICY_OF_scoped,
        );
        static __CORS: __cors::AnnotatedRoute = __cors::AnnotatedRoute {
            path: "/x/a",
            methods: &["PUT"],
            guarded: false,
            policy: __cors::own_overlay(
                "a",
                &__CORS_BASE,
                &[],
                __cors::PolicyLiteral {
                    route_methods: &["PUT"],
                    ..__cors::base_fields(&__CORS_BASE)
                },
            ),
        };
        const _: () = {
            use ::cors_runtime::__private::assert_method_of_route_missing as __cors_check;
            __cors_check(__CORS.policy(), "PUT")
        };
        #[allow(unused_imports)]
        use put as _;
        async fn a(body: web::Json<u8>) -> impl Responder {
            ""
        }
        __cors::register(&__CORS, __cors::resource(&__CORS).to(a), __cors_service);
    }
}
const _: () = {
    mod cors {
        #[deprecated(
            note = "\nthe handler takes JSON, and without `content-type` in `headers` browsers will not send it [cors::json_without_content_type]\nhelp: write `headers = [\"content-type\"]`\nsee: https://fetch.spec.whatwg.org/#cors-safelisted-request-header\nmore: `cargo cors explain json_without_content_type`\nnote: `allow(json_without_content_type)` in the attribute silences this warning"
        )]
        pub(super) const JSON_WITHOUT_CONTENT_TYPE: () = ();
    }
    cors::JSON_WITHOUT_CONTENT_TYPE
};

// the handler takes JSON, and without `content-type` in `headers` browsers will not send it [cors::json_without_content_type]
// help: write `headers = ["content-type"]`
// see: https://fetch.spec.whatwg.org/#cors-safelisted-request-header
// more: `cargo cors explain json_without_content_type`
// note: `allow(json_without_content_type)` in the attribute silences this warning
