static PARTNERS: Policy = {
    #[allow(unexpected_cfgs)]
    const _: () = {
        #[cfg(rust_analyzer)]
        {
            use ::cors_runtime::__private::ide::keys::{origins as _, methods as _};
        }
    };
    ::cors_runtime::Policy::__literal(
        ::cors_runtime::__private::rules::Policy {
            origins: ::cors_runtime::__private::rules::Origins::List(
                ::cors_runtime::__private::rules::OriginList::literal(
                    &[],
                    {
                        static __CORS_PATTERNS: [::cors_runtime::__private::rules::OriginPattern; 1usize] = [
                            ::cors_runtime::__private::rules::OriginPattern::literal(
                                "https",
                                "a.example",
                                true,
                                ::cors_runtime::__private::rules::PortPattern::Exact(
                                    ::core::option::Option::None,
                                ),
                            ),
                        ];
                        &__CORS_PATTERNS
                    },
                ),
            ),
            methods: ::cors_runtime::__private::rules::Methods::Any,
            headers: ::cors_runtime::__private::rules::Headers::List(
                ::cors_runtime::__private::rules::Names::from_sorted(&[]),
            ),
            credentials: false,
            exposes: false,
            max_age: ::core::option::Option::None,
            preflight_status: 204u16,
            reject_unlisted: false,
            disabled: false,
            summary: ::cors_runtime::__private::rules::Summary {
                any_origin: false,
                any_expose: false,
                insecure_origin: false,
                public_suffix: false,
                insecure_allowed: false,
                public_suffix_allowed: false,
            },
        },
        ::cors_runtime::__private::Values {
            origins: ::cors_runtime::__private::Shared::Literal(&[]),
            allow_methods: ::core::option::Option::Some(
                ::cors_runtime::__private::Shared::Literal({
                    static __CORS_VALUE: ::cors_runtime::__private::HeaderValue = ::cors_runtime::__private::HeaderValue::from_static(
                        "*",
                    );
                    &__CORS_VALUE
                }),
            ),
            allow_headers: ::core::option::Option::None,
            expose_headers: ::core::option::Option::None,
            max_age: ::core::option::Option::None,
        },
        ::cors_runtime::__private::Source {
            name: "",
            file: ::core::file!(),
            line: ::core::line!(),
        },
    )
};
