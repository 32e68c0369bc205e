//! Pages that several long forms lead to.

pub(super) const MDN_ORIGIN: &str =
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin";
pub(super) const MDN_NULL: &str =
    "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Origin#null";
pub(super) const MDN_EXPOSE: &str = "https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Expose-Headers";
pub(super) const PORTSWIGGER: &str = "https://portswigger.net/web-security/cors";
