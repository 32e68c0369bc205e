const _: () = {
    use ::cors_runtime::__private::ide::keys::{
        policy as _, max_age as _, dangerous as _, allow as _,
    };
    use ::cors_runtime::__private::ide::escapes::insecure_origins as _;
    use ::cors_runtime::__private::ide::warnings::{max_age_capped as _, half_ as _};
    let _ = &crate::PARTNERS;
};
