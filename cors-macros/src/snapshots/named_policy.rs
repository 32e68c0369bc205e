static PARTNERS: Policy = {
    use ::cors_runtime::__private as __cors;
    #[allow(unexpected_cfgs)]
    const _: () = {
        #[cfg(rust_analyzer)]
        {
            use ::cors_runtime::__private::ide::keys::{origins as _, methods as _};
        }
    };
    static __CORS: ([__cors::HeaderValue; 1], [__cors::OriginPattern; 1]) = (
        [__cors::value("*")],
        [
            __cors::OriginPattern::literal(
                "https",
                "a.example",
                true,
                __cors::DEFAULT_PORT,
            ),
        ],
    );
    __cors::written("")
        .any_method()
        .allow_methods(&__CORS.0[0])
        .origins(&[], &__CORS.1, &__CORS.0)
        .policy()
};
