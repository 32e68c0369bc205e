#[allow(non_camel_case_types, missing_docs)]
struct both;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for both {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        static __CORS: [__cors::AnnotatedRoute; 2] = {
            static POLICY: __cors::Policy = __cors::policy(
                "both",
                __cors::PolicyLiteral {
                    origins: &["https://a.example"],
                    route_methods: &["GET", "PUT"],
                    ..__cors::PolicyLiteral::NONE
                },
            );
            [
                __cors::AnnotatedRoute {
                    path: "/a",
                    methods: &["GET"],
                    guarded: false,
                    policy: __cors::RoutePolicy::Shared(&POLICY),
                },
                __cors::AnnotatedRoute {
                    path: "/b",
                    methods: &["PUT"],
                    guarded: false,
                    policy: __cors::RoutePolicy::Shared(&POLICY),
                },
            ]
        };
        #[allow(unused_imports)]
        use routes as _;
        async fn both(web::Path(id): web::Path<u32>) -> Result<String> {
            Ok(id.to_string())
        }
        __cors::register(
            &__CORS[0],
            __cors::resource(&__CORS[0]).to(both),
            __cors_service,
        );
        __cors::register(
            &__CORS[1],
            __cors::resource(&__CORS[1]).name("b").to(both),
            __cors_service,
        );
    }
}
