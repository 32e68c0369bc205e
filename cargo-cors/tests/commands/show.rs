//! `show` and `who`, and what packagers install.

use serde_json::Value;

use crate::program::{Run, run};

/// Method and pattern of each row of the JSON form.
fn routes(run: &Run) -> Vec<String> {
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    let document: Value = serde_json::from_str(&run.out).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = document["rows"].as_array().unwrap().iter();
    rows.map(|row| format!("{} {}", text(&row["method"]), text(&row["pattern"]))).collect()
}

fn shown(filter: &[&str]) -> Vec<String> {
    routes(&run(&[&["show", "new.json", "--format", "json"], filter].concat()))
}

#[test]
fn the_table_is_shown_whole_and_filtered() {
    let all = [
        "PUT /cart",
        "GET /catalogue",
        "GET /internal",
        "GET /news",
        "DELETE /orders",
        "GET /tenants",
    ];
    assert_eq!(shown(&[]), all);
    assert_eq!(shown(&["--route", "/ca"]), all[..2]);
    assert_eq!(shown(&["--route", "shop::PUBLIC"]), ["GET /news"]);
    assert_eq!(shown(&["--finding", "any_origin"]), ["GET /news"]);
    assert_eq!(shown(&["--finding", "audit::insecure_origin"]), [""; 0]);
    let of_page = ["PUT /cart", "GET /news", "GET /tenants"];
    assert_eq!(shown(&["--origin", "https://x.shop.example"]), of_page);
    assert_eq!(shown(&["--origin", "https://x.shop.example", "--route", "cart"]), ["PUT /cart"]);
    assert_eq!(shown(&["--origin", "null"]), ["GET /news", "GET /tenants"]);
    assert_eq!(shown(&["--origin", "https://evilshop.example"]), ["GET /news", "GET /tenants"]);
}

#[test]
fn without_a_terminal_there_is_no_colour() {
    let text = run(&["show", "new.json"]);
    assert_eq!(text.status, 0);
    assert!(!text.out.contains('\u{1b}'), "{:?}", text.out);
    assert!(text.out.ends_with("6 routes, 1 without a policy, 1 finding\n"), "{}", text.out);
}

#[test]
fn a_wrong_filter_says_what_was_meant() {
    run(&["show", "new.json", "--finding", "any_orign"]).refused("did you mean `any_origin`?");
    run(&["show", "new.json", "--origin", "https://*.a.example"])
        .refused("stands for many origins");
    run(&["who", "https://a.example/", "--audit", "new.json"])
        .refused(r#"write `"https://a.example"`"#);
    run(&["who", "https://a.example"]).refused("cannot read `tests/cors-audit.json`");
}

#[test]
fn who_says_what_a_page_may_call() {
    let page = run(&["who", "https://x.shop.example", "--audit", "new.json"]);
    let beginning = "\
a page of https://x.shop.example may call 2 of 6 routes, 1 with credentials
for 1 more it is asked elsewhere, request by request

METHOD ";
    assert!(page.out.starts_with(beginning), "{}", page.out);
    let other = run(&["who", "https://other.example", "--audit", "new.json", "--format", "json"]);
    assert_eq!(routes(&other), ["GET /news", "GET /tenants"]);
}

#[test]
fn packagers_get_completions_and_a_manual_page() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell]);
        assert_eq!(script.status, 0);
        assert!(script.out.contains("cargo-cors") && script.out.contains("diff"), "{shell}");
    }
    let page = run(&["man"]);
    assert_eq!(page.status, 0);
    for said in [".TH cargo-cors 1", "CARGO CORS DIFF", "Exit status"] {
        assert!(page.out.contains(said), "`{said}` is missing:\n{}", page.out);
    }
}
