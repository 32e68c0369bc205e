//! How long an engine caches a preflight at most, found out by waiting.

use std::time::Duration;

use cors_rules::client::FetchRequest;
use cors_tests::script::run_batch;
use cors_tests::webdriver::Browser;
use tokio::time::{Instant, sleep_until};

use crate::case::{Case, Host, PageKind, RawHop, Server, Template};
use crate::model::fetches;
use crate::seen::Seen;
use crate::world::World;

const IDS: [&str; 2] = ["limit-0", "limit-1"];

/// Whether a PUT is preflighted again: each by a server with this max-age, after so many seconds.
pub(crate) async fn preflights_after(
    world: &World,
    browser: &Browser,
    waits: [(&str, u64); 2],
) -> [bool; 2] {
    let cases = waits.map(|(max_age, _)| case(max_age));
    browser.goto(&world.ports.page_url(&cases[0])).await;
    // Renewing changes what is measured, so each wait has an address of its own.
    for (id, case) in IDS.into_iter().zip(&cases) {
        world.register(id, case);
        run_batch(browser, &[fetches(world, id, case)]).await;
        world.forget(id);
        world.register(id, case);
    }
    let from = Instant::now();
    let mut asked = [false; 2];
    for (index, id) in IDS.into_iter().enumerate() {
        sleep_until(from + Duration::from_secs(waits[index].1)).await;
        run_batch(browser, &[fetches(world, id, &cases[index])]).await;
        asked[index] = world.forget(id).iter().any(Seen::is_preflight);
    }
    asked
}

fn case(max_age: &str) -> Case {
    let line = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let lines = vec![
        line("Access-Control-Allow-Origin", "*"),
        line("Access-Control-Allow-Methods", "PUT"),
        line("Access-Control-Max-Age", max_age),
    ];
    let answer = Template { status: 200, lines };
    let hop = RawHop { host: Host::Api, preflight: answer.clone(), actual: answer };
    let put = FetchRequest::new("PUT", "");
    Case { page: PageKind::Home, fetches: vec![put], server: Server::Raw(vec![hop]) }
}
