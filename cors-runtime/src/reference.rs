//! Every key of the attribute, every rule and every finding of the audit, and a page for each code. Written out from the
//! tables by suite `docs`.
#![doc = ""]
#![doc = include_str!("reference.md")]

#[doc = include_str!("../docs/reference/missing_origins.md")]
pub mod missing_origins {}

#[doc = include_str!("../docs/reference/empty_origins.md")]
pub mod empty_origins {}

#[doc = include_str!("../docs/reference/origin_missing_scheme.md")]
pub mod origin_missing_scheme {}

#[doc = include_str!("../docs/reference/origin_bad_scheme.md")]
pub mod origin_bad_scheme {}

#[doc = include_str!("../docs/reference/origin_file_scheme.md")]
pub mod origin_file_scheme {}

#[doc = include_str!("../docs/reference/origin_null.md")]
pub mod origin_null {}

#[doc = include_str!("../docs/reference/origin_trailing_slash.md")]
pub mod origin_trailing_slash {}

#[doc = include_str!("../docs/reference/origin_path.md")]
pub mod origin_path {}

#[doc = include_str!("../docs/reference/origin_query.md")]
pub mod origin_query {}

#[doc = include_str!("../docs/reference/origin_fragment.md")]
pub mod origin_fragment {}

#[doc = include_str!("../docs/reference/origin_userinfo.md")]
pub mod origin_userinfo {}

#[doc = include_str!("../docs/reference/origin_whitespace.md")]
pub mod origin_whitespace {}

#[doc = include_str!("../docs/reference/origin_list.md")]
pub mod origin_list {}

#[doc = include_str!("../docs/reference/origin_uppercase.md")]
pub mod origin_uppercase {}

#[doc = include_str!("../docs/reference/origin_unicode_host.md")]
pub mod origin_unicode_host {}

#[doc = include_str!("../docs/reference/origin_bad_host.md")]
pub mod origin_bad_host {}

#[doc = include_str!("../docs/reference/origin_bad_ip.md")]
pub mod origin_bad_ip {}

#[doc = include_str!("../docs/reference/origin_bad_port.md")]
pub mod origin_bad_port {}

#[doc = include_str!("../docs/reference/origin_default_port.md")]
pub mod origin_default_port {}

#[doc = include_str!("../docs/reference/origin_bad_wildcard.md")]
pub mod origin_bad_wildcard {}

#[doc = include_str!("../docs/reference/origin_too_long.md")]
pub mod origin_too_long {}

#[doc = include_str!("../docs/reference/any_origin_with_credentials.md")]
pub mod any_origin_with_credentials {}

#[doc = include_str!("../docs/reference/any_expose_with_credentials.md")]
pub mod any_expose_with_credentials {}

#[doc = include_str!("../docs/reference/insecure_origin_with_credentials.md")]
pub mod insecure_origin_with_credentials {}

#[doc = include_str!("../docs/reference/public_suffix_with_credentials.md")]
pub mod public_suffix_with_credentials {}

#[doc = include_str!("../docs/reference/any_extension_with_credentials.md")]
pub mod any_extension_with_credentials {}

#[doc = include_str!("../docs/reference/any_origin_with_list.md")]
pub mod any_origin_with_list {}

#[doc = include_str!("../docs/reference/unused_danger.md")]
pub mod unused_danger {}

#[doc = include_str!("../docs/reference/method_invalid.md")]
pub mod method_invalid {}

#[doc = include_str!("../docs/reference/method_forbidden.md")]
pub mod method_forbidden {}

#[doc = include_str!("../docs/reference/method_case.md")]
pub mod method_case {}

#[doc = include_str!("../docs/reference/method_of_route_missing.md")]
pub mod method_of_route_missing {}

#[doc = include_str!("../docs/reference/header_invalid.md")]
pub mod header_invalid {}

#[doc = include_str!("../docs/reference/header_forbidden.md")]
pub mod header_forbidden {}

#[doc = include_str!("../docs/reference/header_is_response_header.md")]
pub mod header_is_response_header {}

#[doc = include_str!("../docs/reference/expose_invalid.md")]
pub mod expose_invalid {}

#[doc = include_str!("../docs/reference/expose_forbidden.md")]
pub mod expose_forbidden {}

#[doc = include_str!("../docs/reference/expose_is_request_header.md")]
pub mod expose_is_request_header {}

#[doc = include_str!("../docs/reference/max_age_invalid.md")]
pub mod max_age_invalid {}

#[doc = include_str!("../docs/reference/preflight_status_invalid.md")]
pub mod preflight_status_invalid {}

#[doc = include_str!("../docs/reference/unknown_key.md")]
pub mod unknown_key {}

#[doc = include_str!("../docs/reference/duplicate_key.md")]
pub mod duplicate_key {}

#[doc = include_str!("../docs/reference/conflicting_keys.md")]
pub mod conflicting_keys {}

#[doc = include_str!("../docs/reference/wrong_value.md")]
pub mod wrong_value {}

#[doc = include_str!("../docs/reference/misplaced_attribute.md")]
pub mod misplaced_attribute {}

#[doc = include_str!("../docs/reference/empty_attribute.md")]
pub mod empty_attribute {}

#[doc = include_str!("../docs/reference/max_age_capped.md")]
pub mod max_age_capped {}

#[doc = include_str!("../docs/reference/json_without_content_type.md")]
pub mod json_without_content_type {}

#[doc = include_str!("../docs/reference/authorization_not_covered.md")]
pub mod authorization_not_covered {}

#[doc = include_str!("../docs/reference/policy_without_methods.md")]
pub mod policy_without_methods {}

#[doc = include_str!("../docs/reference/safelisted_expose.md")]
pub mod safelisted_expose {}

#[doc = include_str!("../docs/reference/duplicate_entry.md")]
pub mod duplicate_entry {}

#[doc = include_str!("../docs/reference/subsumed_origin.md")]
pub mod subsumed_origin {}

#[doc = include_str!("../docs/reference/options_listed.md")]
pub mod options_listed {}

#[doc = include_str!("../docs/reference/insecure_origin.md")]
pub mod insecure_origin {}

#[doc = include_str!("../docs/reference/any_origin.md")]
pub mod any_origin {}

#[doc = include_str!("../docs/reference/wildcard_origin.md")]
pub mod wildcard_origin {}

#[doc = include_str!("../docs/reference/dangerous_used.md")]
pub mod dangerous_used {}

#[doc = include_str!("../docs/reference/preflight_uncached.md")]
pub mod preflight_uncached {}

#[doc = include_str!("../docs/reference/unannotated_beside_annotated.md")]
pub mod unannotated_beside_annotated {}

#[doc = include_str!("../docs/reference/behind_middleware.md")]
pub mod behind_middleware {}

#[doc = include_str!("../docs/reference/sibling_policies_differ.md")]
pub mod sibling_policies_differ {}

#[doc = include_str!("../docs/reference/unused_policy.md")]
pub mod unused_policy {}

#[doc = include_str!("../docs/reference/state_change_by_simple_request.md")]
pub mod state_change_by_simple_request {}
