/// Docs.
#[allow(non_camel_case_types, missing_docs)]
pub struct put_data;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for put_data {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS: ::cors_runtime::__private::AnnotatedRoute = ::cors_runtime::__private::AnnotatedRoute {
            path: "/getData",
            methods: &["PUT"],
            guarded: true,
            policy: &::cors_runtime::__private::policy(
                "put_data",
                ::cors_runtime::__private::PolicyLiteral {
                    origins: ::cors_runtime::__private::Origins::List {
                        exact: &["http://localhost:3000"],
                        patterns: &[
                            ::cors_runtime::__private::OriginPattern {
                                scheme: ::cors_runtime::__private::Borrowed("https"),
                                host: ::cors_runtime::__private::HostPattern::Subdomains(
                                    ::cors_runtime::__private::Borrowed("a.example"),
                                ),
                                port: ::cors_runtime::__private::PortPattern::Any,
                            },
                        ],
                    },
                    methods: ::cors_runtime::__private::Methods::List(&["PUT"]),
                    headers: ::cors_runtime::__private::Headers::List(&["name"]),
                    expose: ::cors_runtime::__private::Expose::List(&["name"]),
                    credentials: true,
                    max_age: ::cors_runtime::__private::Some(6),
                    ..::cors_runtime::__private::PolicyLiteral::NONE
                },
            ),
        };
        #[allow(unused_imports)]
        use put as _;
        #[tracing::instrument]
        async fn put_data(query: web::Query<Search>) -> impl Responder {
            HttpResponse::Ok()
        }
        ::cors_runtime::__private::register(
            &__CORS,
            ::cors_runtime::__private::resource(&__CORS)
                .name("data")
                .guard(::cors_runtime::__private::fn_guard(is_ready))
                .to(put_data),
            __cors_service,
        );
    }
}
