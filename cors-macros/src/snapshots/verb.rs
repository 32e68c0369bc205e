/// Docs.
#[allow(non_camel_case_types, missing_docs)]
pub struct put_data;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for put_data {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        static __CORS: __cors::AnnotatedRoute = __cors::AnnotatedRoute {
            path: "/getData",
            methods: &["PUT"],
            guarded: true,
            policy: __cors::own_policy(
                "put_data",
                __cors::PolicyLiteral {
                    origins: &["http://localhost:3000"],
                    patterns: &[
                        __cors::PatternLiteral::Subdomains {
                            scheme: "https",
                            of: "a.example",
                            port: __cors::PortPattern::Any,
                        },
                    ],
                    methods: __cors::Methods::List(&["PUT"]),
                    headers: &["name"],
                    expose: &["name"],
                    credentials: true,
                    max_age: __cors::Some(6),
                    ..__cors::PolicyLiteral::NONE
                },
            ),
        };
        #[allow(unused_imports)]
        use put as _;
        #[tracing::instrument]
        async fn put_data(query: web::Query<Search>) -> impl Responder {
            HttpResponse::Ok()
        }
        __cors::register(
            &__CORS,
            __cors::resource(&__CORS)
                .name("data")
                .guard(__cors::fn_guard(is_ready))
                .to(put_data),
            __cors_service,
        );
    }
}
