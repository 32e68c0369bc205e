//! The rules of CORS as plain data and pure functions.
//!
//! A person writes a [`Draft`]. [`check`] compares it with every rule, and either lists all
//! [`Issue`]s or returns a [`Policy`] that is valid by construction. [`decide`] compares one
//! [`Request`] with one policy and returns a [`Decision`]. The compiler (through `cors-macros`) and
//! start-up (through `Policy::builder()` of `cors-runtime`) run the first two steps, every request
//! runs the last one.
//!
//! This crate depends neither on actix-web nor on syn and performs no I/O, and deciding a request
//! allocates no memory.
//!
//! The rules follow the [Fetch standard](https://fetch.spec.whatwg.org/#http-cors-protocol).

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    warn(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)
)]

#[cfg(feature = "audit")]
pub mod audit;
mod check;
#[cfg(feature = "client")]
pub mod client;
pub mod constant;
mod decision;
mod draft;
mod grammar;
mod header;
mod ignoring_case;
mod ip_address;
mod issue;
mod issues;
mod key;
mod long_form;
mod matched;
mod max_age;
mod method;
mod name_index;
mod names;
mod network;
mod origin;
mod origin_list;
mod origin_lookup;
mod origin_requirements;
mod origin_safety;
mod origin_table;
mod pattern;
#[cfg(feature = "audit")]
mod pattern_set;
mod pattern_shape;
mod policy;
pub mod reference;
mod request;
mod rule;
mod shown;
mod suggest;
mod surface;

pub use check::{Checked, check, check_in, entries_meant_by, policy_without_methods};
pub use decision::{
    Decision, Grant, MAX_BLANKS, MAX_EMPTY_ELEMENTS, MAX_METHOD_BYTES, MAX_REQUESTED_HEADERS,
    MAX_REQUESTED_HEADERS_BYTES, PreflightGrant, Refusal, decide, decide_actual,
    decide_actual_answered, decide_answered,
};
pub use draft::{Danger, Draft, Entry, MaxAgeDraft, OriginsDraft};
pub use header::{
    is_forbidden_request_header, is_safelisted_request_header, is_safelisted_response_header,
};
pub use ignoring_case::equal_ignoring_case;
pub use issue::{Issue, Place};
pub use issues::Issues;
pub use key::{KEYS, Key, KeyEntry};
pub use long_form::LongForm;
pub use matched::Matched;
pub use method::{
    STANDARD_METHODS, is_forbidden_method, is_safelisted_method, is_token, normalize_method,
};
pub use names::Names;
pub use network::Network;
pub use origin::{Host, Origin};
pub use origin_list::OriginList;
pub use origin_lookup::{OriginAnswer, OriginLookup, OriginRequest};
pub use origin_requirements::OriginRequirements;
pub use origin_table::OriginTable;
pub use pattern::{HostPattern, OriginPattern};
pub use pattern_shape::PortPattern;
pub use policy::{HeaderTexts, Headers, Methods, OriginSource, Origins, Policy, Summary};
pub use request::{FieldLines, Request};
pub use rule::{RULES, Rule, RuleEntry, Severity};
pub use shown::shown;
pub use suggest::nearest;
pub use surface::Surface;
