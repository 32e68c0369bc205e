//! Names for the arrays of [`Declared`](crate::__private::Declared): to the compiler a length that is written in a type is a constant
//! with a definition and a body of its own, for which it pays in every build; a name is nothing but a name. Generated code
//! writes longer arrays out.

use actix_web::http::header::HeaderValue;
use cors_rules::OriginPattern;

use crate::route::declaration::AnnotatedRoute;

/// A text of the program.
pub type Text = &'static str;

macro_rules! named {
    ($($len:literal $texts:ident $values:ident $families:ident $routes:ident,)*) => {
        $(
            #[doc = concat!("Texts: ", $len, ".")]
            pub type $texts = [Text; $len];
            #[doc = concat!("Header values: ", $len, ".")]
            pub type $values = [HeaderValue; $len];
            #[doc = concat!("Families of origins: ", $len, ".")]
            pub type $families = [OriginPattern; $len];
            #[doc = concat!("Routes: ", $len, ".")]
            pub type $routes = [AnnotatedRoute; $len];
        )*
    };
}

// `cors-macros` knows how far they go.
named! {
    0 Texts0 Values0 Families0 Routes0,
    1 Texts1 Values1 Families1 Routes1,
    2 Texts2 Values2 Families2 Routes2,
    3 Texts3 Values3 Families3 Routes3,
    4 Texts4 Values4 Families4 Routes4,
    5 Texts5 Values5 Families5 Routes5,
    6 Texts6 Values6 Families6 Routes6,
    7 Texts7 Values7 Families7 Routes7,
    8 Texts8 Values8 Families8 Routes8,
    9 Texts9 Values9 Families9 Routes9,
    10 Texts10 Values10 Families10 Routes10,
    11 Texts11 Values11 Families11 Routes11,
    12 Texts12 Values12 Families12 Routes12,
    13 Texts13 Values13 Families13 Routes13,
    14 Texts14 Values14 Families14 Routes14,
    15 Texts15 Values15 Families15 Routes15,
    16 Texts16 Values16 Families16 Routes16,
}
