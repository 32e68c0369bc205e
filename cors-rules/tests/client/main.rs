//! The well-known web-platform behaviours around CORS, each as a named test of the client model.
//! `lab` plays the network: it sends what the model asks for to a closure and keeps a record.

mod basic;
mod console_messages;
mod credentials;
mod deviations;
mod deviations_of_locations;
mod deviations_of_redirects;
mod deviations_of_requests;
mod deviations_of_the_cache;
mod expose_headers;
mod lab;
mod origin_null;
mod plan;
mod preflight;
mod preflight_cache;
mod preflight_response;
mod properties;
mod redirect_modes;
mod redirects;
mod request_rules;
mod safelisted_headers;
mod star;
