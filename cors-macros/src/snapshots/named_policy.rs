static PARTNERS: Policy = {
    ::cors_runtime::__private::policy(
        "",
        ::cors_runtime::__private::PolicyLiteral {
            origins: ::cors_runtime::__private::Origins::List {
                exact: &[],
                patterns: &[
                    ::cors_runtime::__private::OriginPattern {
                        scheme: ::cors_runtime::__private::Borrowed("https"),
                        host: ::cors_runtime::__private::HostPattern::Subdomains(
                            ::cors_runtime::__private::Borrowed("a.example"),
                        ),
                        port: ::cors_runtime::__private::PortPattern::Exact(
                            ::cors_runtime::__private::None,
                        ),
                    },
                ],
            },
            methods: ::cors_runtime::__private::Methods::Any,
            ..::cors_runtime::__private::PolicyLiteral::NONE
        },
    )
};
