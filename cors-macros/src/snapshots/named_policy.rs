static PARTNERS: Policy = {
    static __CORS: ::cors_runtime::__private::Declared<
        ::cors_runtime::__private::Texts0,
        ::cors_runtime::__private::Values1,
        ::cors_runtime::__private::Families1,
        ::cors_runtime::__private::Routes0,
    > = ::cors_runtime::__private::written(
            "",
            ["origins:", "family:", "https", "*.a.example", "any_method:", "*"],
        )
        .declare(&__CORS);
    ::cors_runtime::__private::written(
            "",
            ["origins:", "family:", "https", "*.a.example", "any_method:", "*"],
        )
        .policy(&__CORS)
};
