//! `scopes`: each path has the policy that the example says it has.

use cors_tests::{Answer, Ask, Example, ask_port};

use crate::says_which_port_is_taken;

const PARTNER: &str = "https://app.partner.example";
const STRANGER: &str = "https://b.example";
const SHOP: u16 = 4200;

fn start() -> Example {
    Example::start("scopes", &[SHOP])
}

fn get(origin: &str, path: &str) -> Answer {
    ask_port(SHOP, &Ask::from(origin).at(path))
}

fn preflight(origin: &str, path: &str, method: &str) -> Answer {
    ask_port(SHOP, &Ask::preflight(origin, method).headers("content-type").at(path))
}

#[test]
fn exactly_one_policy_decides_each_path() {
    let _example = start();
    let echoed = |origin| vec![("allow-origin", origin)];
    let csv = r"id,price\n1,300\n2,450\n";
    for (path, body, to_partner, to_stranger) in [
        ("/catalogue", "tea, coffee", echoed(PARTNER), vec![]),
        ("/stock/7", "7 of 7", echoed("*"), echoed("*")),
        ("/stock", "7 of 1, 9 of 2", echoed(PARTNER), vec![]),
        ("/stock/audit", "nothing is missing", vec![], vec![]),
        ("/files/prices.csv", csv, echoed(PARTNER), vec![]),
    ] {
        for (origin, cors) in [(PARTNER, to_partner), (STRANGER, to_stranger)] {
            let answer = get(origin, path);
            assert_eq!((answer.status, answer.body.as_str()), (200, body), "{path}");
            assert_eq!(answer.cors(), cors, "{path} from {origin}");
        }
    }
    // The wildcard does not stand for the base itself, and a longer name is another.
    for origin in ["https://partner.example", "https://app.partner.example.b.example"] {
        assert_eq!(get(origin, "/catalogue").cors(), [], "{origin}");
    }
    let missing = get(PARTNER, "/files/nowhere");
    assert_eq!((missing.status, missing.cors()), (404, echoed(PARTNER)));
}

#[test]
fn a_field_that_is_written_replaces_the_named_one() {
    let _example = start();
    let named = preflight(PARTNER, "/catalogue", "GET");
    let replaced = preflight(PARTNER, "/catalogue/7", "PUT");
    let files = preflight(PARTNER, "/files/prices.csv", "GET");
    for (answer, methods, max_age) in
        [(&named, "GET, POST", "600"), (&replaced, "PUT", "60"), (&files, "GET, POST", "600")]
    {
        assert_eq!(answer.status, 204, "{answer:?}");
        assert_eq!(
            answer.cors(),
            [
                ("allow-headers", "content-type"),
                ("allow-methods", methods),
                ("allow-origin", PARTNER),
                ("max-age", max_age),
            ]
        );
    }
    for (origin, path, method) in [
        (STRANGER, "/catalogue", "GET"),
        (STRANGER, "/catalogue/7", "PUT"),
        (PARTNER, "/catalogue/7", "DELETE"),
        (STRANGER, "/files/prices.csv", "GET"),
        (PARTNER, "/stock/audit", "GET"),
    ] {
        let answer = preflight(origin, path, method);
        assert!(answer.status >= 400 && answer.cors().is_empty(), "{path}: {answer:?}");
    }
}

#[test]
fn a_second_one_says_which_port_is_taken() {
    says_which_port_is_taken("scopes", SHOP, &[SHOP]);
}
