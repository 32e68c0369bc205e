#[allow(non_camel_case_types, missing_docs)]
struct off;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for off {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute {
            path: "/off",
            methods: &["GET"],
            guarded: false,
            policy: &::cors_runtime::__private::policy(
                "off",
                ::cors_runtime::__private::PolicyLiteral {
                    disabled: true,
                    ..::cors_runtime::__private::PolicyLiteral::NONE
                },
            ),
        };
        #[allow(unused_imports)]
        use get as _;
        async fn off() -> impl Responder {
            ""
        }
        ::cors_runtime::__private::register(
            &__CORS,
            ::cors_runtime::__private::resource(&__CORS).to(off),
            __cors_service,
        );
    }
}
