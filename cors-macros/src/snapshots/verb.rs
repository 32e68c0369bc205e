/// Docs.
#[allow(non_camel_case_types, missing_docs)]
pub struct put_data;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for put_data {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS: ::cors_runtime::__private::Declared<
            ::cors_runtime::__private::Texts3,
            ::cors_runtime::__private::Values5,
            ::cors_runtime::__private::Families1,
        > = ::cors_runtime::__private::written(
                "put_data",
                [
                    "origins:",
                    "http://localhost:3000",
                    "family:",
                    "https",
                    "*.a.example",
                    "*",
                    "guarded_route:",
                    "/getData",
                    "PUT",
                    "methods_of_route:",
                    "PUT",
                    "headers:",
                    "name",
                    "expose:",
                    "name",
                    "credentials:",
                    "true",
                    "max_age:",
                    "6",
                ],
            )
            .declare(&__CORS);
        #[allow(unused_imports)]
        use put as _;
        #[tracing::instrument]
        async fn put_data(query: web::Query<Search>) -> impl Responder {
            HttpResponse::Ok()
        }
        ::cors_runtime::__private::register(
            &__CORS.routes[0],
            ::cors_runtime::__private::resource(&__CORS.routes[0])
                .name("data")
                .guard(::cors_runtime::__private::fn_guard(is_ready))
                .to(put_data),
            __cors_service,
        );
    }
}
