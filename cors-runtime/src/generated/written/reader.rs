//! From the words to what a static holds, in const evaluation. What each part means stands in [`super`]; what they say
//! together is the business of [`super::fields`].

use actix_web::http::header::HeaderValue;
use cors_rules::{OriginPattern, PortPattern};

use super::fields::{Fields, WrittenExpose, WrittenHeaders, WrittenMethods, WrittenOrigins};
use super::filled::Filled;
use super::words::Words;
use crate::policy::declaration::Policy;
use crate::route::declaration::AnnotatedRoute;

/// What is to be read, and what has been read so far.
pub(super) struct Reader<'a> {
    pub(super) words: Words<'a>,
    /// Where the policy will be.
    pub(super) policy: &'static Policy,
    pub(super) texts: Filled<'a, &'static str>,
    pub(super) values: Filled<'a, HeaderValue>,
    pub(super) families: Filled<'a, OriginPattern>,
    pub(super) routes: Filled<'a, AnnotatedRoute>,
    /// The methods of the last route.
    pub(super) route_methods: &'static [&'static str],
    pub(super) fields: Fields,
}

/// The value of a header, and the list that it says.
type Listed = (Option<&'static HeaderValue>, &'static [&'static str]);

impl Reader<'_> {
    /// Reads all words.
    pub(super) const fn read(mut self) -> Fields {
        while let Some(start) = self.words.any() {
            self.part(start);
        }
        let Reader { texts, values, families, routes, .. } = &self;
        assert!(
            texts.len == texts.items.len()
                && values.len == values.items.len()
                && families.len == families.items.len()
                && routes.len == routes.items.len(),
            "the static is larger than what it is for"
        );
        self.fields
    }

    const fn part(&mut self, start: &'static str) {
        match start.as_bytes() {
            b"origins:" => self.origins(),
            b"family:" => self.family(),
            b"any_origin:" => {
                self.fields.origins = Some(WrittenOrigins::Any);
                self.fields.summary.any_origin = true;
            }
            b"insecure_origin:" => self.fields.summary.insecure_origin = true,
            b"public_suffix:" => self.fields.summary.public_suffix = true,
            b"route:" => self.route(false),
            b"guarded_route:" => self.route(true),
            b"methods:" => {
                let (value, methods) = self.listed();
                self.fields.methods = Some(WrittenMethods::List(methods));
                self.fields.allow_methods = value;
            }
            b"methods_of_route:" => {
                self.fields.methods = Some(WrittenMethods::List(self.route_methods));
                self.fields.allow_methods = self.value();
            }
            b"methods_for_route:" => {
                (self.fields.allow_methods, self.fields.route_methods) = self.listed();
            }
            b"any_method:" => {
                self.fields.methods = Some(WrittenMethods::Any);
                self.fields.allow_methods = self.value();
            }
            b"headers:" => {
                let (value, names) = self.listed();
                self.fields.headers = Some(WrittenHeaders::List(names));
                self.fields.allow_headers = value;
            }
            b"any_header:" => self.any_header(false),
            b"any_header_and_authorization:" => self.any_header(true),
            b"any_exposed:" => self.fields.summary.any_expose = true,
            b"expose:" => {
                self.fields.expose = Some(match self.value() {
                    Some(value) => WrittenExpose::Headers(value),
                    None => WrittenExpose::Nothing,
                });
            }
            b"credentials:" => self.fields.credentials = Some(self.flag()),
            b"max_age:" => {
                let seconds = self.word();
                let value = self.values.push_owner(HeaderValue::from_static(seconds));
                self.fields.max_age = match u32::from_str_radix(seconds, 10) {
                    Ok(seconds) => Some((seconds, value)),
                    Err(_) => panic!("an age is a number"),
                };
            }
            b"reject_unlisted:" => self.fields.reject_unlisted = Some(self.flag()),
            b"preflight_status:" => {
                let status = self.word();
                self.fields.preflight_status = Some(short(status));
            }
            b"dangerous:" => {
                self.fields.dangerous = true;
                self.fields.summary.insecure_allowed = self.flag();
                self.fields.summary.public_suffix_allowed = self.flag();
            }
            b"disabled:" => self.fields.disabled = true,
            _ => panic!("there is no such part"),
        }
    }

    const fn word(&mut self) -> &'static str {
        match self.words.of_part() {
            Some(word) => word,
            None => panic!("a word is missing"),
        }
    }

    const fn flag(&mut self) -> bool {
        match self.word().as_bytes() {
            b"true" => true,
            b"false" => false,
            _ => panic!("a flag is `true` or `false`"),
        }
    }

    const fn value(&mut self) -> Option<&'static HeaderValue> {
        match self.words.of_part() {
            Some(value) => Some(self.values.push_owner(HeaderValue::from_static(value))),
            None => None,
        }
    }

    const fn listed(&mut self) -> Listed {
        let start = self.texts.len;
        let Some(value) = self.words.of_part() else { return (None, &[]) };
        while let Some(name) = self.words.of_part() {
            self.texts.push(name);
        }
        if self.texts.len == start {
            self.texts.push(value);
        }
        (Some(self.values.push_owner(HeaderValue::from_static(value))), self.texts.from(start))
    }

    const fn origins(&mut self) {
        let (first_text, first_value) = (self.texts.len, self.values.len);
        while let Some(origin) = self.words.of_part() {
            self.texts.push(origin);
            self.values.push_owner(HeaderValue::from_static(origin));
        }
        self.fields.origins = Some(WrittenOrigins::List {
            exact: self.texts.from(first_text),
            patterns: self.families.place,
            values: self.values.from(first_value),
        });
    }

    const fn family(&mut self) {
        let (scheme, host) = (self.word(), self.word());
        let port = match self.words.of_part() {
            None => PortPattern::Exact(None),
            Some(port) if matches!(port.as_bytes(), b"*") => PortPattern::Any,
            Some(port) => PortPattern::Exact(Some(short(port))),
        };
        let (subdomains, base) = match host.as_bytes() {
            [b'*', b'.', ..] => (true, host.split_at(2).1),
            _ => (false, host),
        };
        self.families.push_owner(OriginPattern::literal(scheme, base, subdomains, port));
    }

    const fn route(&mut self, is_guarded: bool) {
        let Some(path) = self.words.any() else { panic!("a route has a path") };
        let start = self.texts.len;
        while let Some(method) = self.words.of_part() {
            self.texts.push(method);
        }
        self.route_methods = self.texts.from(start);
        let route = AnnotatedRoute::new(self.policy, path, self.route_methods);
        self.routes.push(if is_guarded { route.guarded() } else { route });
    }

    const fn any_header(&mut self, authorization: bool) {
        self.fields.headers = Some(WrittenHeaders::Any { authorization });
        self.fields.allow_headers = self.value();
    }
}

const fn short(digits: &str) -> u16 {
    match u16::from_str_radix(digits, 10) {
        Ok(number) => number,
        Err(_) => panic!("a number of 16 bits is expected"),
    }
}
