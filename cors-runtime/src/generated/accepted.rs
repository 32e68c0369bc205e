//! Tells a handler that actix-web's own attribute has made from one that it refused: generated code asks, where `#[cors]`
//! could not read the route attribute, so that no handler is served without its policy.

/// What every type is, apart from those with a constant of their own by this name, which comes first.
pub trait Accepted {
    /// Whether actix-web refused the route attribute.
    const __CORS_REFUSED: bool = false;
}

impl<T> Accepted for T {}
