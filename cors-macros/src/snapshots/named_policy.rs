static PARTNERS: Policy = {
    use ::cors_runtime::__private as __cors;
    __cors::policy(
        "",
        __cors::PolicyLiteral {
            patterns: &[
                __cors::PatternLiteral::Subdomains {
                    scheme: "https",
                    of: "a.example",
                    port: __cors::DEFAULT_PORT,
                },
            ],
            methods: __cors::Methods::Any,
            ..__cors::PolicyLiteral::NONE
        },
    )
};
