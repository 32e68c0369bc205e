#[allow(non_camel_case_types, missing_docs)]
struct both;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for both {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS: [::cors_runtime::__private::AnnotatedRoute; 2] = {
            static POLICY: ::cors_runtime::__private::Policy = ::cors_runtime::__private::policy(
                "both",
                ::cors_runtime::__private::PolicyLiteral {
                    origins: ::cors_runtime::__private::Origins::List {
                        exact: &["https://a.example"],
                        patterns: &[],
                    },
                    route_methods: &["GET", "PUT"],
                    ..::cors_runtime::__private::PolicyLiteral::NONE
                },
            );
            [
                ::cors_runtime::__private::AnnotatedRoute {
                    path: "/a",
                    methods: &["GET"],
                    guarded: false,
                    policy: &POLICY,
                },
                ::cors_runtime::__private::AnnotatedRoute {
                    path: "/b",
                    methods: &["PUT"],
                    guarded: false,
                    policy: &POLICY,
                },
            ]
        };
        #[allow(unused_imports)]
        use routes as _;
        async fn both(web::Path(id): web::Path<u32>) -> Result<String> {
            Ok(id.to_string())
        }
        ::cors_runtime::__private::register(
            &__CORS[0],
            ::cors_runtime::__private::resource(&__CORS[0]).to(both),
            __cors_service,
        );
        ::cors_runtime::__private::register(
            &__CORS[1],
            ::cors_runtime::__private::resource(&__CORS[1]).name("b").to(both),
            __cors_service,
        );
    }
}
