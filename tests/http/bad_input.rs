//! Input that no browser sends: refused, never a panic, never reflected. Values that cannot even be header values here
//! are in `socket`.

use cors_runtime::{Policy, PolicyBuilder};
use cors_tests::{Ask, Spy, ask_all};

/// Mirrors as much as a policy can, so that a reflected value would show.
fn generous() -> PolicyBuilder {
    Policy::builder()
        .origins(["https://a.example", "https://*.b.example", "http://localhost:*"])
        .any_method()
        .any_header()
        .credentials(true)
}

/// Lists everything.
fn strict() -> PolicyBuilder {
    Policy::builder()
        .origins(["https://a.example", "https://*.b.example", "http://localhost:*"])
        .methods(["PUT"])
        .headers(["name"])
        .credentials(true)
}

/// A preflight that both policies refuse, and nothing of it comes back.
async fn refused(ask: &Ask) {
    for policy in [generous(), strict()] {
        let answer = ask_all(policy.build().unwrap(), &Spy::new(), ask).await;
        assert_eq!((answer.status, answer.runs), (403, 0), "{answer:?}");
        assert!(answer.cors().is_empty(), "{answer:?}");
        assert_eq!(
            answer.lines("vary"),
            ["Origin, Access-Control-Request-Method, Access-Control-Request-Headers"]
        );
        assert!(answer.body.len() < 128, "{answer:?}");
    }
}

/// An origin that no policy allows, on a preflight and on an actual request.
async fn bad_origin(origin: impl AsRef<[u8]>) {
    let origin = origin.as_ref();
    refused(&Ask::preflight(origin, "PUT").headers("name")).await;
    for policy in [generous(), strict()] {
        let answer = ask_all(policy.build().unwrap(), &Spy::new(), &Ask::from(origin)).await;
        assert_eq!((answer.status, answer.runs), (200, 1), "{}", origin.escape_ascii());
        assert!(answer.cors().is_empty(), "{}: {answer:?}", origin.escape_ascii());
        assert_eq!(answer.lines("vary"), ["Origin"]);
    }
}

fn asking() -> Ask {
    Ask::new("OPTIONS").line("Origin", "https://a.example")
}

#[actix_web::test]
async fn origin_empty() {
    bad_origin("").await;
}

#[actix_web::test]
async fn origin_blank() {
    for origin in [" ", "\t", "https://a.example ", " https://a.example", "https://a.example\t"] {
        bad_origin(origin).await;
    }
}

#[actix_web::test]
async fn origin_repeated() {
    for second in ["https://a.example", "https://evil.example", ""] {
        refused(&Ask::preflight("https://a.example", "PUT").line("Origin", second)).await;
        let ask = Ask::from("https://a.example").line("Origin", second);
        let answer = ask_all(strict().build().unwrap(), &Spy::new(), &ask).await;
        assert_eq!((answer.status, answer.runs), (200, 1));
        assert!(answer.cors().is_empty(), "{answer:?}");
    }
}

#[actix_web::test]
async fn origin_list_in_one_line() {
    for origin in ["https://a.example,https://a.example", "https://a.example https://evil.example"]
    {
        bad_origin(origin).await;
    }
}

#[actix_web::test]
async fn origin_huge() {
    for origin in [
        "a".repeat(64 * 1024),
        format!("https://{}.b.example", "a".repeat(64 * 1024)),
        format!("https://{}b.example", "a.".repeat(32 * 1024)),
        format!("http://localhost:{}", "1".repeat(64 * 1024)),
        format!("{}://a.example", "a".repeat(64 * 1024)),
        ":".repeat(64 * 1024),
        "[".repeat(64 * 1024),
    ] {
        bad_origin(origin).await;
    }
}

#[actix_web::test]
async fn origin_not_utf_8() {
    for origin in [
        b"\xff\xfe".as_slice(),
        b"https://a.example\xff",
        b"https://\xc3\x28.b.example",
        b"https://\xe2\x80\xae.b.example",
        b"http://localhost:\xd9\xa1",
        b"https://\x80.b.example",
    ] {
        bad_origin(origin).await;
    }
}

#[actix_web::test]
async fn origin_with_tab() {
    for origin in ["https://a.\texample", "https://x\t.b.example", "http://localhost:\t1"] {
        bad_origin(origin).await;
    }
}

#[actix_web::test]
async fn origin_null() {
    for origin in ["null", "NULL", "Null", "null, null", "https://null", "undefined"] {
        bad_origin(origin).await;
    }
}

#[actix_web::test]
async fn origin_upper_case() {
    for origin in
        ["https://A.example", "HTTPS://a.example", "https://x.B.example", "HTTP://LOCALHOST:1"]
    {
        bad_origin(origin).await;
    }
}

#[actix_web::test]
async fn origin_prefix_and_suffix_tricks() {
    for origin in [
        "https://a.example.evil.example",
        "https://a.exampleevil.example",
        "https://evila.example",
        "https://evil.example/https://a.example",
        "https://evil.example#https://a.example",
        "https://a.example@evil.example",
        "https://user:pass@a.example",
        "https://a.example:443",
        "https://a.example:8443",
        "https://a.example/",
        "https://a.example.",
        "https://a.example..",
        "https://a_example",
        "https://evilb.example",
        "https://b.example",
        "https://.b.example",
        "https://-.b.example.",
        "https://x.b.example%00.evil.example",
        "https://evil.example\\.b.example",
        "https://[::1].b.example",
        "http://localhost.evil.example",
        "http://localhostx:1",
        "http://localhost:1:2",
        "http://localhost:+1",
        "http://localhost:-1",
        "//a.example",
        "a.example",
        "https:a.example",
        "https:/a.example",
        "https:///a.example",
        "https//a.example",
        "*",
        "any",
    ] {
        bad_origin(origin).await;
    }
}

#[actix_web::test]
async fn method_empty() {
    refused(&asking().line("Access-Control-Request-Method", "")).await;
}

/// The first line counts, as for the other servers that the conformance cases were gathered from; what follows is not
/// looked at, so it neither changes the answer nor comes back in it.
#[actix_web::test]
async fn method_repeated() {
    let asking = |first: &str, second: &str| {
        let name = "Access-Control-Request-Method";
        asking().line(name, first).line(name, second)
    };
    for second in ["GET", "DELETE", "", "A B", "\u{e9}"] {
        let once = Ask::preflight("https://a.example", "PUT");
        for policy in [generous(), strict()] {
            let once = ask_all(policy.clone().build().unwrap(), &Spy::new(), &once).await;
            let twice = ask_all(policy.build().unwrap(), &Spy::new(), &asking("PUT", second)).await;
            assert_eq!(once, twice, "{second:?}");
            assert_eq!(twice.elements("access-control-allow-methods"), ["PUT"]);
        }
    }
    for first in ["", "A B", "\u{e9}"] {
        refused(&asking(first, "PUT")).await;
    }
}

#[actix_web::test]
async fn method_huge() {
    // A token of any length would be a method to a policy for every method: nobody needs to see 64 KiB of it again.
    refused(&asking().line("Access-Control-Request-Method", "A".repeat(64 * 1024))).await;
    refused(&asking().line("Access-Control-Request-Method", "PUT ".repeat(16 * 1024))).await;
}

#[actix_web::test]
async fn method_not_utf_8() {
    for method in [b"\xff".as_slice(), b"PUT\xff", b"\xc3\xa9"] {
        refused(&asking().line("Access-Control-Request-Method", method)).await;
    }
}

#[actix_web::test]
async fn method_no_token() {
    for method in ["A B", "PUT\t", " PUT", "PUT,GET", "PUT;", "(PUT)", "\"PUT\"", "P/T", "PUT:"] {
        refused(&asking().line("Access-Control-Request-Method", method)).await;
    }
}

#[actix_web::test]
async fn headers_empty_are_no_headers() {
    for lines in [&[""][..], &["", ""], &[","], &[" , ,"]] {
        let ask = lines.iter().fold(Ask::preflight("https://a.example", "PUT"), Ask::headers);
        for policy in [generous(), strict()] {
            let answer = ask_all(policy.build().unwrap(), &Spy::new(), &ask).await;
            assert_eq!((answer.status, answer.runs), (204, 0), "{lines:?}");
        }
    }
}

#[actix_web::test]
async fn headers_huge() {
    let preflight = || Ask::preflight("https://a.example", "PUT");
    for names in [
        "a".repeat(64 * 1024),
        "name,".repeat(64 * 1024 / 5),
        ",".repeat(64 * 1024),
        " ".repeat(64 * 1024),
        "name ,\t".repeat(64 * 1024 / 7),
    ] {
        refused(&preflight().headers(names)).await;
    }
}

#[actix_web::test]
async fn headers_on_very_many_lines() {
    for line in ["", "name", " ", ",,,,"] {
        let ask =
            (0..4096).fold(Ask::preflight("https://a.example", "PUT"), |ask, _| ask.headers(line));
        refused(&ask).await;
    }
}

#[actix_web::test]
async fn headers_not_utf_8() {
    for names in [b"\xff".as_slice(), b"na\xffme", b"name,\xc3\x28", b"name,\xe2\x80\xae"] {
        refused(&Ask::preflight("https://a.example", "PUT").headers(names)).await;
    }
}

#[actix_web::test]
async fn headers_no_tokens() {
    for names in
        ["na me", "name;", "name: x", "na\tme", "(name)", "\"name\"", "<b>", "name,@", "{name}"]
    {
        refused(&Ask::preflight("https://a.example", "PUT").headers(names)).await;
    }
}
