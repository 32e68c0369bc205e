//! The few facts of a request that CORS looks at, borrowed from wherever the server keeps them.

/// The lines of a header field that should occur once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldLines<'a> {
    /// No such line.
    Absent,
    /// One line, with this value; possibly empty.
    One(&'a [u8]),
    /// More than one line, which no browser sends; this is the first.
    Repeated(&'a [u8]),
}

impl<'a> FieldLines<'a> {
    /// Counts the lines of an iterator, looking at two at most.
    #[inline]
    pub fn collect(mut lines: impl Iterator<Item = &'a [u8]>) -> Self {
        match (lines.next(), lines.next()) {
            (None, _) => FieldLines::Absent,
            (Some(value), None) => FieldLines::One(value),
            (Some(first), Some(_)) => FieldLines::Repeated(first),
        }
    }

    /// The value of the first line.
    ///
    /// ```
    /// use cors_rules::FieldLines;
    /// assert_eq!(FieldLines::collect([&b"PUT"[..], b"GET"].into_iter()).first(), Some(&b"PUT"[..]));
    /// assert_eq!(FieldLines::Absent.first(), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn first(self) -> Option<&'a [u8]> {
        match self {
            FieldLines::Absent => None,
            FieldLines::One(value) | FieldLines::Repeated(value) => Some(value),
        }
    }

    /// Whether there is at least one line.
    #[must_use]
    #[inline]
    pub const fn is_present(self) -> bool {
        !matches!(self, FieldLines::Absent)
    }
}

/// The facts of one request.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a, H> {
    /// The method is `OPTIONS`.
    pub is_options: bool,
    /// `Origin`.
    pub origin: FieldLines<'a>,
    /// `Access-Control-Request-Method`.
    pub requested_method: FieldLines<'a>,
    /// The lines of `Access-Control-Request-Headers`, in order; read for preflights only.
    pub requested_headers: H,
}

impl<H> Request<'_, H> {
    /// Whether this is a
    /// [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): `OPTIONS`
    /// with `Origin` and `Access-Control-Request-Method`.
    #[must_use]
    #[inline]
    pub fn is_preflight(&self) -> bool {
        self.is_options && self.origin.is_present() && self.requested_method.is_present()
    }
}
