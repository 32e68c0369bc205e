#[allow(unexpected_cfgs)]
const _: () = {
    #[cfg(rust_analyzer)]
    {
        use ::cors_runtime::__private::ide::keys::{
            origins as _, methods as _, headers as _, expose as _, credentials as _,
            max_age as _,
        };
    }
};
/// Docs.
#[allow(non_camel_case_types, missing_docs)]
pub struct put_data;
#[automatically_derived]
impl ::cors_runtime::__private::HttpServiceFactory for put_data {
    fn register(self, __cors_service: &mut ::cors_runtime::__private::AppService) {
        use ::cors_runtime::__private as __cors;
        #[allow(unused_imports)]
        use put as _;
        static __CORS: (
            [__cors::HeaderValue; 4],
            [__cors::OriginPattern; 1],
            (__cors::AnnotatedRoute,),
            __cors::Policy,
        ) = {
            let __cors_policy = __cors::written("put_data")
                .methods(&["PUT"])
                .allow_methods(&__CORS.0[1])
                .headers(&["name"])
                .allow_headers(&__CORS.0[2])
                .expose(&__CORS.0[2])
                .max_age(6, &__CORS.0[3])
                .credentials(true)
                .origins(&["http://localhost:3000"], &__CORS.1, &__CORS.0)
                .policy();
            (
                [
                    __cors::value("http://localhost:3000"),
                    __cors::value("PUT"),
                    __cors::value("name"),
                    __cors::value("6"),
                ],
                [
                    __cors::OriginPattern::literal(
                        "https",
                        "a.example",
                        true,
                        __cors::ANY_PORT,
                    ),
                ],
                (
                    __cors::AnnotatedRoute::new(
                            &__CORS.3,
                            "/getData",
                            &["PUT"],
                            __cors_policy.__source(),
                        )
                        .guarded(),
                ),
                __cors_policy,
            )
        };
        #[tracing::instrument]
        async fn put_data(query: web::Query<Search>) -> impl Responder {
            HttpResponse::Ok()
        }
        __cors::register(
            __cors::Resource::new("/getData")
                .name("data")
                .guard(__CORS.2.0.guard())
                .guard(__cors::fn_guard(is_ready))
                .wrap(__cors::Enforce::new(&__CORS.2.0))
                .to(put_data),
            &__CORS.2.0,
            __cors_service,
        );
    }
}
