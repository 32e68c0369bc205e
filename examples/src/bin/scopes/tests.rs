//! Who may read what in the shop, in a test without sockets.

// What is in the file is true of these policies alone, so copies with others leave it out.
#[cfg(test)]
mod audit;

use actix_web::{App, test::init_service};
use cors_runtime::testing::{Browser, Fetch};
use cors_runtime::{Cors, Reason, Refusal};

use crate::routes;

const PARTNER: &str = "https://app.partner.example";
const STRANGER: &str = "https://b.example";

#[actix_web::test]
async fn each_policy_lets_in_whom_it_names() {
    let app = init_service(App::new().configure(routes).wrap(Cors::default())).await;
    for (path, partner, stranger) in [
        ("/catalogue", true, false),
        ("/stock/7", true, true),
        ("/stock", true, false),
        ("/stock/audit", false, false),
        ("/files/prices.csv", true, false),
    ] {
        for (origin, may_read) in [(PARTNER, partner), (STRANGER, stranger)] {
            let page = Browser::new().open(origin);
            let res = page.fetch(&app, Fetch::get(format!("https://shop.example{path}"))).await;
            if may_read {
                res.assert_readable();
            } else {
                res.assert_refused_by_policy();
            }
        }
    }
}

#[actix_web::test]
async fn a_replaced_list_holds_nothing_of_the_named_one() {
    let app = init_service(App::new().configure(routes).wrap(Cors::default())).await;
    let page = Browser::new().open(PARTNER);
    let url = "https://shop.example/catalogue/7";
    let changed = page.fetch(&app, Fetch::put(url)).await;
    assert_eq!(changed.text(), "the price of 7 is changed");
    let refused = page.fetch(&app, Fetch::delete(url)).await;
    let reason = refused.assert_refused_by_policy().reason();
    assert_eq!(reason, Reason::Refused(Refusal::MethodNotListed));
    Browser::new().open(STRANGER).fetch(&app, Fetch::put(url)).await.assert_refused_by_policy();
}
