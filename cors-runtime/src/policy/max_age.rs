//! A maximum age by its type, in the two places where a program writes one: a value of the builder
//! is a [`MaxAge`] by `From`; a constant of an attribute is read in const evaluation, which cannot
//! call a trait, so each type is one more implementation of [`ConstantMaxAge`]. What the value means
//! is said by `cors-rules`.

use std::time::Duration;

use cors_rules::{MaxAgeDraft, constant};

/// How long a browser may cache a preflight: what
/// [`PolicyBuilder::max_age`](crate::PolicyBuilder::max_age) takes.
///
/// It is made of a number of seconds, a [`Duration`] of whole seconds, text with a unit (`"10m"`), or
/// an [`Option`] of one of these, where `None` stands for a policy without `max_age`. Nothing is
/// checked, and nothing rounded: what is negative, too large or has a fraction of a second is an
/// error of [`build`](crate::PolicyBuilder::build).
///
/// ```
/// use std::time::Duration;
/// use cors_runtime::{MaxAge, Policy};
///
/// let with = |age: MaxAge| Policy::builder().origins(["https://a.example"]).max_age(age).build();
/// let ten_minutes = with(MaxAge::from(600))?;
/// assert_eq!(with(Duration::from_secs(600).into())?, ten_minutes);
/// assert_eq!(with("10m".into())?, ten_minutes);
/// assert_eq!(with(Some(600).into())?, ten_minutes);
/// assert_ne!(with(None::<u32>.into())?, ten_minutes);
///
/// let error = with(Duration::from_millis(1_500).into()).unwrap_err();
/// assert_eq!(error.issues().next().unwrap().code(), "max_age_invalid");
/// # Ok::<(), cors_runtime::PolicyError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaxAge(Option<MaxAgeDraft>);

impl MaxAge {
    /// What was written; `None` where there is no maximum age.
    pub(crate) fn into_draft(self) -> Option<MaxAgeDraft> {
        self.0
    }
}

/// A constant in `max_age`. Generated code calls [`ConstantMaxAge::read`] on a reference to a
/// reference to it; which method that is, and why, is as with
/// [`NamedPolicy`](crate::policy::base::NamedPolicy).
#[derive(Clone, Copy, Debug)]
pub struct ConstantMaxAge<T>(pub T);

/// What a constant says.
#[derive(Clone, Copy, Debug)]
pub enum MaxAgeConstant {
    /// A number of seconds.
    Seconds(i128),
    /// A duration.
    Duration(Duration),
    /// Text with a unit.
    Text(&'static str),
}

macro_rules! numbers {
    ($($number:ty)*) => {
        $(
            /// Seconds.
            impl From<$number> for MaxAge {
                fn from(seconds: $number) -> Self {
                    // Widening; `usize` has no `From`.
                    #[allow(clippy::cast_lossless, clippy::cast_possible_wrap)]
                    let seconds = seconds as i128;
                    MaxAge(Some(MaxAgeDraft::Seconds(seconds)))
                }
            }

            impl ConstantMaxAge<$number> {
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

// A number without a type is an `i32`.
numbers!(u16 u32 u64 usize i32 i64);

/// Whole seconds; a fraction of one is an error of [`build`](crate::PolicyBuilder::build).
impl From<Duration> for MaxAge {
    fn from(duration: Duration) -> Self {
        MaxAge(Some(MaxAgeDraft::Duration(duration)))
    }
}

/// Text as in the attribute: `"600"`, `"10m"`, `"2h"`.
impl From<&str> for MaxAge {
    fn from(text: &str) -> Self {
        MaxAge::from(text.to_owned())
    }
}

/// Text as in the attribute: `"600"`, `"10m"`, `"2h"`.
impl From<String> for MaxAge {
    fn from(text: String) -> Self {
        MaxAge(Some(MaxAgeDraft::Text(text)))
    }
}

/// `None` is a policy without `max_age`.
impl<T: Into<MaxAge>> From<Option<T>> for MaxAge {
    fn from(age: Option<T>) -> Self {
        age.map_or(MaxAge(None), Into::into)
    }
}

impl ConstantMaxAge<Duration> {
    /// The duration.
    #[must_use]
    pub const fn read(&self) -> MaxAgeConstant {
        MaxAgeConstant::Duration(self.0)
    }
}

impl ConstantMaxAge<&'static str> {
    /// The text.
    #[must_use]
    pub const fn read(self: &&Self) -> MaxAgeConstant {
        MaxAgeConstant::Text(self.0)
    }
}

/// The types that a constant maximum age may have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no maximum age",
    label = "a constant in `max_age` is a `u32`, another number of seconds, a `Duration`, or text such as `\"10m\"`"
)]
pub trait IsMaxAge {}

impl IsMaxAge for Duration {}
impl IsMaxAge for &'static str {}

/// What [`ConstantMaxAge`] says about types that are no age; never called.
pub trait AgeByType<T> {
    /// What the constant says.
    fn read(self) -> MaxAgeConstant
    where
        T: IsMaxAge;
}

impl<T> AgeByType<T> for ConstantMaxAge<T> {
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
            MaxAgeConstant::Duration(duration) => constant::seconds_of_duration(duration),
            MaxAgeConstant::Text(text) => constant::seconds_of_text(text),
        }
    }
}
