#[allow(non_camel_case_types, missing_docs)]
struct both;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for both {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS: ::cors_runtime::__private::Declared<
            ::cors_runtime::__private::Texts5,
            ::cors_runtime::__private::Values2,
            ::cors_runtime::__private::Families0,
            ::cors_runtime::__private::Routes2,
        > = ::cors_runtime::__private::written(
                "both",
                [
                    "origins:",
                    "https://a.example",
                    "route:",
                    "/a",
                    "GET",
                    "route:",
                    "/b",
                    "PUT",
                    "methods:",
                    "GET, PUT",
                    "GET",
                    "PUT",
                ],
            )
            .declare(&__CORS);
        #[allow(unused_imports)]
        use routes as _;
        async fn both(web::Path(id): web::Path<u32>) -> Result<String> {
            Ok(id.to_string())
        }
        ::cors_runtime::__private::register(
            &__CORS.routes[0],
            ::cors_runtime::__private::resource(&__CORS.routes[0]).to(both),
            __cors_service,
        );
        ::cors_runtime::__private::register(
            &__CORS.routes[1],
            ::cors_runtime::__private::resource(&__CORS.routes[1]).name("b").to(both),
            __cors_service,
        );
    }
}
