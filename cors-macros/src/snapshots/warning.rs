#[allow(non_camel_case_types, missing_docs)]
struct w;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for w {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        static __CORS: __cors::AnnotatedRoute = __cors::AnnotatedRoute {
            path: "/w",
            methods: &["GET"],
            guarded: false,
            policy: __cors::own_policy(
                "w",
                __cors::PolicyLiteral {
                    any_origin: true,
                    route_methods: &["GET"],
                    max_age: __cors::Some(1728000),
                    ..__cors::PolicyLiteral::NONE
                },
            ),
        };
        #[allow(unused_imports)]
        use get as _;
        #[expect(unused)]
        async fn w() -> impl Responder {
            ""
        }
        __cors::register(&__CORS, __cors::resource(&__CORS).to(w), __cors_service);
    }
}
#[allow(unused)]
const _: () = {
    mod cors {
        #[deprecated(
            note = "\n`1728000` seconds are longer than any browser keeps a preflight [cors::max_age_capped]\nhelp: write `max_age = 86400` or less; Firefox caps there, Chromium at 7200, WebKit at 600\nsee: https://fetch.spec.whatwg.org/#http-access-control-max-age\nmore: `cargo cors explain max_age_capped`\nnote: `allow(max_age_capped)` in the attribute silences this warning"
        )]
        pub(super) const MAX_AGE_CAPPED: () = ();
    }
    cors::MAX_AGE_CAPPED
};

// `1728000` seconds are longer than any browser keeps a preflight [cors::max_age_capped]
// help: write `max_age = 86400` or less; Firefox caps there, Chromium at 7200, WebKit at 600
// see: https://fetch.spec.whatwg.org/#http-access-control-max-age
// more: `cargo cors explain max_age_capped`
// note: `allow(max_age_capped)` in the attribute silences this warning
