static PARTNERS: Policy = {
    use ::cors_runtime::__private as __cors;
    #[allow(unexpected_cfgs)]
    const _: () = {
        #[cfg(rust_analyzer)]
        {
            use ::cors_runtime::__private::ide::keys::{origins as _, methods as _};
        }
    };
    static __CORS_VALUES: [__cors::HeaderValue; 1] = [__cors::value("*")];
    static __CORS_PATTERNS: [__cors::OriginPattern; 1] = [
        __cors::OriginPattern::literal("https", "a.example", true, __cors::DEFAULT_PORT),
    ];
    __cors::written("")
        .origins(&[], &__CORS_PATTERNS, &[])
        .any_method()
        .allow_methods(&__CORS_VALUES[0])
        .policy()
};
