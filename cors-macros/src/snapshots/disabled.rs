#[allow(non_camel_case_types, missing_docs)]
struct off;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for off {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        static __CORS: __cors::AnnotatedRoute = __cors::AnnotatedRoute {
            path: "/off",
            methods: &["GET"],
            guarded: false,
            policy: __cors::own_policy(
                "off",
                __cors::PolicyLiteral {
                    disabled: true,
                    ..__cors::PolicyLiteral::NONE
                },
            ),
        };
        #[allow(unused_imports)]
        use get as _;
        async fn off() -> impl Responder {
            ""
        }
        __cors::register(&__CORS, __cors::resource(&__CORS).to(off), __cors_service);
    }
}
