//! A constant in `max_age`, by its type. Const evaluation cannot call a trait, so each type that a
//! maximum age may have is one more implementation of [`MaxAge`].

use std::time::Duration;

use cors_rules::constant;

/// The value of a constant. Generated code calls [`MaxAge::read`] on a reference to a reference to
/// it; which method that is, and why, is as with
/// [`NamedPolicy`](crate::policy::base::NamedPolicy).
#[derive(Clone, Copy, Debug)]
pub struct MaxAge<T>(pub T);

/// What a constant says.
#[derive(Clone, Copy, Debug)]
pub enum MaxAgeConstant {
    /// A number of seconds.
    Seconds(i128),
    /// Text with a unit.
    Text(&'static str),
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(
            impl MaxAge<$number> {
                /// The number of seconds.
                #[must_use]
                pub const fn read(&self) -> MaxAgeConstant {
                    // Widening; `From` is not const.
                    #[allow(clippy::cast_lossless, clippy::cast_possible_wrap)]
                    MaxAgeConstant::Seconds(self.0 as i128)
                }
            }

            impl IsMaxAge for $number {}
        )*
    };
}

numbers!(u16 u32 u64 usize i32 i64);

impl MaxAge<Duration> {
    /// The whole seconds.
    #[must_use]
    pub const fn read(&self) -> MaxAgeConstant {
        // Widening; `From` is not const.
        MaxAgeConstant::Seconds(self.0.as_secs() as i128)
    }
}

impl MaxAge<&'static str> {
    /// The text.
    #[must_use]
    pub const fn read(self: &&Self) -> MaxAgeConstant {
        MaxAgeConstant::Text(self.0)
    }
}

/// The types that a maximum age may have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no maximum age",
    label = "a constant in `max_age` is a `u32`, another number of seconds, a `Duration`, or text such as `\"10m\"`"
)]
pub trait IsMaxAge {}

impl IsMaxAge for Duration {}
impl IsMaxAge for &'static str {}

/// What [`MaxAge`] says about types that are no age; never called.
pub trait AgeByType<T> {
    /// What the constant says.
    fn read(self) -> MaxAgeConstant
    where
        T: IsMaxAge;
}

impl<T> AgeByType<T> for MaxAge<T> {
    fn read(self) -> MaxAgeConstant
    where
        T: IsMaxAge,
    {
        unreachable!("each type of a maximum age has a method of its own")
    }
}

impl MaxAgeConstant {
    /// The seconds. Where they make no sense, compiling ends with an error elsewhere
    /// ([`crate::policy::constants::check_max_age`]).
    #[must_use]
    pub const fn seconds(self) -> Option<u32> {
        match self {
            MaxAgeConstant::Seconds(number) => constant::seconds(number),
            MaxAgeConstant::Text(text) => constant::seconds_of_text(text),
        }
    }
}
