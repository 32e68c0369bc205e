//! Lists of rubbish: what is said about them has a bound, whatever their size, in every place where
//! a list is refused.

use std::ffi::OsStr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::{App, HttpResponse, Responder, get};
use cors_runtime::{OriginSet, Policy, PolicyBuilder, PolicyError, check_app, cors};

use crate::child;
use crate::environment::VARIABLE;

const MANY: usize = 500_000;
const LISTED: usize = 100;

#[track_caller]
fn assert_bounded(error: &PolicyError, code: &str, count: usize) {
    assert_eq!((error.issues().count(), error.more()), (LISTED, count - LISTED));
    assert!(error.issues().all(|issue| issue.code() == code), "{error}");
    let shown = error.to_string();
    assert_eq!(format!("{error:?}"), shown, "what `main` prints is the message");
    let rest = format!("error: {} more problems are not listed", count - LISTED);
    assert!(shown.ends_with(&rest) && shown.len() < LISTED * 500, "{} bytes", shown.len());
}

#[test]
fn the_entries_of_a_set() {
    let set = OriginSet::new();
    set.replace(["https://a.example"]).unwrap();
    for error in
        [set.replace(vec!["x"; MANY]).unwrap_err(), set.check(vec!["x"; MANY]).unwrap_err()]
    {
        assert_bounded(&error, "origin_missing_scheme", MANY);
        let places: Vec<_> = error.issues().map(|issue| issue.place().entry.unwrap()).collect();
        assert_eq!(places, (0..LISTED).collect::<Vec<_>>(), "the first ones are listed");
    }
    assert!(set.len() == 1 && set.contains("https://a.example"));
}

#[test]
fn a_set_whose_entries_a_policy_forbids() {
    let set = Arc::new(OriginSet::new());
    set.replace((0..1_000).map(|index| format!("http://t{index}.example"))).unwrap();
    let builder = || Policy::builder().origin_set(set.clone()).credentials(true);
    assert_bounded(&builder().build().unwrap_err(), "insecure_origin_with_credentials", 1_000);
    let entries = (0..MANY).map(|index| format!("http://u{index}.example"));
    let error = set.replace(entries).unwrap_err();
    assert_bounded(&error, "insecure_origin_with_credentials", MANY);
}

#[test]
fn every_list_of_a_builder() {
    let good = || Policy::builder().origins(["https://a.example"]);
    let credentials = || Policy::builder().credentials(true);
    let insecure = (0..50_000).map(|index| format!("http://t{index}.example"));
    let refused = [
        ("origin_missing_scheme", Policy::builder().origins(vec!["x"; 50_000])),
        ("origin_list", Policy::builder().origins(vec!["a,b"; 50_000])),
        ("insecure_origin_with_credentials", credentials().origins(insecure)),
        ("method_invalid", good().methods(vec!["a b"; 50_000])),
        ("header_invalid", good().headers(vec!["a b"; 50_000])),
        ("expose_invalid", good().expose(vec!["a b"; 50_000])),
    ];
    for (code, builder) in refused {
        assert_bounded(&builder.build().unwrap_err(), code, 50_000);
    }
}

/// The first hundred in the order of the keys, whichever rules they break.
#[test]
fn what_is_listed_comes_first() {
    let origins: Vec<String> = (0..90)
        .flat_map(|index| {
            [format!("https://t{index}.example/"), format!("http://t{index}.example")]
        })
        .collect();
    let builder = Policy::builder().origins(origins).methods(vec!["TRACE"; 150]).credentials(true);
    let error = builder.build().unwrap_err();
    let places: Vec<_> = error.issues().map(|issue| (issue.field(), issue.place().entry)).collect();
    let expected: Vec<_> = (0..LISTED).map(|index| ("origins", Some(index))).collect();
    assert_eq!((places, error.more()), (expected, 230));
}

#[test]
fn one_more_is_said_in_the_singular() {
    let error = OriginSet::new().replace(vec!["x"; LISTED + 1]).unwrap_err();
    assert!(error.to_string().ends_with("error: 1 more problem is not listed"));
    let error = OriginSet::new().replace(vec!["x"; LISTED]).unwrap_err();
    assert!(error.more() == 0 && !error.to_string().contains("not listed"));
}

/// As the builder has it, and what only a file can hold.
#[test]
fn a_configuration_file() {
    let list = format!("[{}\"x\"]", "\"x\",".repeat(MANY - 1));
    let keys: Vec<String> = (0..10_000).map(|index| format!("\"key{index}\":1,")).collect();
    let keys = keys.concat();
    let files = [
        (MANY, format!("{{\"origins\":{list}}}")),
        (MANY, format!("{{\"origins\":\"any\",\"dangerous\":{list}}}")),
        (MANY, format!("{{\"origins\":\"any\",\"allow\":{list}}}")),
        (10_000, format!("{{{keys}\"origins\":\"any\"}}")),
    ];
    for (count, file) in files {
        let error = serde_json::from_str::<Policy>(&file).unwrap_err().to_string();
        let rest = format!("error: {} more problems are not listed", count - LISTED);
        assert!(error.contains(&rest), "{}", &error[error.len() - 200..]);
        assert_eq!(error.matches("[cors::").count(), LISTED);
    }
}

#[test]
fn the_environment() {
    let value = "x,".repeat(20_000);
    let variables = [("APP", OsStr::new("open")), (VARIABLE, OsStr::new(&value))];
    let text = child::program("checks", &variables).text;
    assert_eq!(text.matches("[cors::").count(), LISTED, "{}", &text[..1_000]);
    assert!(text.contains("error: 19900 more problems are not listed"));
}

static FILLED: OriginSet = OriginSet::new();

#[cors(origins = from(FILLED), credentials)]
#[get("/filled")]
async fn filled() -> impl Responder {
    HttpResponse::Ok()
}

#[actix_web::test]
async fn an_application() {
    // Before anybody wants credentials.
    FILLED.replace((0..1_000).map(|index| format!("http://t{index}.example"))).unwrap();
    let error = check_app(|| App::new().service(filled)).await.unwrap_err();
    let policy_error = error.problems().next().unwrap().policy_error().unwrap();
    assert_bounded(policy_error, "insecure_origin_with_credentials", 1_000);
    assert_eq!(format!("{error:?}"), error.to_string(), "what `main` prints is the message");
    assert!(error.to_string().ends_with("error: 900 more problems are not listed"));
}

/// Sixteen times as many entries take about sixteen times as long, far from the square of it. Of each
/// size the shortest time counts. A busy machine makes times longer, never shorter; so where the
/// bound is missed, both are measured again, a number of times.
#[test]
fn checking_takes_time_in_proportion_to_the_list() {
    let numbered = |name: &str, count| (0..count).map(|n| format!("{name}{n}")).collect::<Vec<_>>();
    let escapes = |count| {
        let escapes = vec!["\"null_origin\""; count].join(",");
        let origins = numbered("https://t.example:1", count).join("\",\"");
        let file = format!("{{\"origins\":[\"{origins}\"],\"dangerous\":[{escapes}]}}");
        serde_json::from_str::<Policy>(&file).unwrap_err();
    };
    let built = |builder: PolicyBuilder| drop(builder.build().unwrap_err());
    let strict = || Policy::builder().credentials(true);
    let cases: [(&str, &dyn Fn(usize)); 5] = [
        ("origins", &|count| built(Policy::builder().origins(numbered("x", count)))),
        ("families", &|count| built(strict().origins(numbered("https://*.com:1", count)))),
        ("insecure", &|count| built(strict().origins(numbered("http://t.example:1", count)))),
        ("headers", &|count| built(Policy::builder().any_origin().headers(numbered("a ", count)))),
        ("escapes", &escapes),
    ];
    for (name, check) in cases {
        let time = |count: usize| {
            let from = Instant::now();
            check(count);
            from.elapsed()
        };
        let round = || (time(500), time(8_000));
        let shortest = |(few, many): (Duration, Duration)| {
            let next = round();
            (few.min(next.0), many.min(next.1))
        };
        let (mut few, mut many) = shortest(shortest(round()));
        for _ in 0..30 {
            if many < few * 100 {
                break;
            }
            (few, many) = shortest((few, many));
        }
        assert!(many < few * 100, "{name}: {few:?} for 500, {many:?} for 8,000");
    }
}
