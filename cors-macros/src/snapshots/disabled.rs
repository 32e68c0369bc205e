#[allow(non_camel_case_types, missing_docs)]
struct off;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for off {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        static __CORS: ::cors_runtime::__private::Declared<
            ::cors_runtime::__private::Texts1,
            ::cors_runtime::__private::Values1,
        > = ::cors_runtime::__private::written(
                "off",
                ["route:", "/off", "GET", "methods_of_route:", "GET", "disabled:"],
            )
            .declare(&__CORS);
        #[allow(unused_imports)]
        use get as _;
        async fn off() -> impl Responder {
            ""
        }
        ::cors_runtime::__private::register(
            &__CORS.routes[0],
            ::cors_runtime::__private::resource(&__CORS.routes[0]).to(off),
            __cors_service,
        );
    }
}
