//! The page of the example `websocket`: what browsers really send with a handshake, from each of its three addresses.

use cors_tests::Example;

use crate::in_each_engine;

#[test]
fn the_page_opens_its_socket_unless_it_is_a_strangers() {
    let start = || Example::start("websocket", &[3300, 4300]);
    in_each_engine(start, async |page| {
        for (address, outcome) in [
            ("http://localhost:3300/", "open"),
            ("http://localhost:4300/", "open"),
            ("http://127.0.0.1:3300/", "refused"),
        ] {
            page.open(address).await;
            page.wait_for(&format!("body[data-outcome={outcome}]")).await;
        }
    });
}
