//! Networks and the extensions of browsers on every surface: attribute, constants, builder, file, set; and what a policy
//! with credentials makes of them. The environment has a process of its own (`process/main.rs`, `environment.rs`).

use std::net::Ipv4Addr;
use std::sync::Arc;

use actix_web::{App, get};
use cors_runtime::{Cors, OriginSet, Policy, PolicyError, cors, policy};
use cors_tests::Ask;

const NETWORK: &str = "http://192.168.4.0/22:*";
const FIREFOX: &str = "moz-extension://*";

const LISTED: [&str; 5] =
    [NETWORK, "https://10.0.0.0/8", "http://[fd00::/8]:8080", FIREFOX, "tauri://index"];

static LITERALS: Policy = policy! {
    origins = [
        "http://192.168.4.0/22:*", "https://10.0.0.0/8", "http://[fd00::/8]:8080", "moz-extension://*",
        "tauri://index",
    ],
    methods = [PUT]
};
static CONSTANTS: Policy = policy! {
    origins = [NETWORK, "https://10.0.0.0/8", "http://[fd00::/8]:8080", FIREFOX, "tauri://index"],
    methods = [PUT]
};
static SET: OriginSet = OriginSet::new();
static FROM_SET: Policy = policy! { origins = from(SET), methods = [PUT] };

/// An origin, and whether the list covers it.
const ASKED: [(&str, bool); 26] = [
    ("http://192.168.4.0", true),
    ("http://192.168.7.255:8080", true),
    ("http://192.168.3.255", false),
    ("http://192.168.8.0", false),
    ("https://192.168.4.1", false),
    ("http://192.168.4.1.", false),
    ("http://192.168.04.1", false),
    ("http://me@192.168.4.1", false),
    ("http://192.168.4.%31", false),
    ("http://192.168.4.1.evil.example", false),
    ("http://[::ffff:c0a8:401]", false),
    ("https://10.255.255.255", true),
    ("https://10.0.0.1:8443", false),
    ("http://10.0.0.1", false),
    ("https://11.0.0.0", false),
    ("https://9.255.255.255", false),
    ("http://[fd12::1]:8080", true),
    ("http://[fd12::1]", false),
    ("http://[fd12:0::1]:8080", false),
    ("http://[fc00::1]:8080", false),
    ("moz-extension://11111111-2222-3333-4444-555555555555", true),
    ("moz-extension://11111111-2222-3333-4444-555555555555:80", false),
    ("chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai", false),
    ("tauri://index", true),
    ("tauri://other", false),
    ("null", false),
];

#[actix_web::test]
async fn every_surface_answers_the_same() {
    SET.replace(LISTED).unwrap();
    let built = Policy::builder().origins(LISTED).methods(["PUT"]).build().unwrap();
    let form = serde_json::json!({ "origins": LISTED, "methods": ["PUT"] });
    let read: Policy = serde_json::from_value(form).unwrap();
    let policies: [(&str, Cors); 5] = [
        ("literals", Cors::new(&LITERALS)),
        ("constants", Cors::new(&CONSTANTS)),
        ("set", Cors::new(&FROM_SET)),
        ("builder", Cors::new(built)),
        ("file", Cors::new(read)),
    ];
    for (surface, cors) in policies {
        let app = actix_web::test::init_service(App::new().service(handler).wrap(cors)).await;
        for (origin, is_listed) in ASKED {
            let asked = Ask::preflight(origin, "PUT").request().to_request();
            let response = actix_web::test::call_service(&app, asked).await;
            let allowed = response.headers().get("access-control-allow-origin");
            let expected = is_listed.then(|| origin.as_bytes().to_vec());
            assert_eq!(
                allowed.map(|value| value.as_bytes().to_vec()),
                expected,
                "{surface}: {origin}"
            );
            assert_eq!(SET.contains(origin), is_listed, "{origin}");
        }
    }
}

#[get("/")]
async fn handler() -> &'static str {
    "answered"
}

static OVERLAID: Policy =
    policy! { origins = ["moz-extension://*", "http://127.0.0.0/8:*"], methods = [PUT] };

#[cors(policy = OVERLAID, credentials, dangerous(insecure_origins, any_extension))]
#[get("/overlaid")]
async fn overlaid() -> &'static str {
    "answered"
}

#[cors(origins = from(STRICT), credentials)]
#[get("/strict")]
async fn strict() -> &'static str {
    "answered"
}

static STRICT: OriginSet = OriginSet::new();

fn codes(error: &PolicyError) -> Vec<&'static str> {
    error.issues().map(cors_runtime::Issue::code).collect()
}

#[actix_web::test]
async fn credentials_go_where_the_escapes_let_them() {
    let app = actix_web::test::init_service(App::new().service(overlaid)).await;
    for origin in ["moz-extension://a", "http://127.0.0.1:3000"] {
        let asked = Ask::from(origin).at("/overlaid").request().to_request();
        let response = actix_web::test::call_service(&app, asked).await;
        assert_eq!(response.headers().get("access-control-allow-credentials").unwrap(), "true");
        assert_eq!(response.headers().get("access-control-allow-origin").unwrap(), origin);
    }
    let builder = |origin: &str| Policy::builder().origins([origin]).credentials(true);
    for origin in ["moz-extension://*", "chrome-extension://*", "safari-web-extension://*"] {
        assert_eq!(
            codes(&builder(origin).build().unwrap_err()),
            ["any_extension_with_credentials"]
        );
        builder(origin).dangerous_any_extension(true).build().unwrap();
        let other = builder(origin).dangerous_insecure_origins(true).build().unwrap_err();
        assert_eq!(codes(&other), ["any_extension_with_credentials", "unused_danger"]);
    }
    for origin in [NETWORK, "https://10.0.0.0/8", "http://127.0.0.0/8:*"] {
        assert_eq!(
            codes(&builder(origin).build().unwrap_err()),
            ["insecure_origin_with_credentials"]
        );
        builder(origin).dangerous_insecure_origins(true).build().unwrap();
    }
    builder("tauri://index").build().unwrap();
    let issue = builder(FIREFOX).build().unwrap_err();
    assert_eq!(
        issue.issues().next().unwrap().help(),
        "let your extension send a token in a header, or remove `.credentials(true)` \
         (`.dangerous_any_extension(true)` admits it all the same)"
    );
}

/// A set that a policy with credentials uses takes no family that may not have them, in whatever order both are made.
#[actix_web::test]
async fn a_set_is_held_to_the_credentials_of_its_policy() {
    let app = actix_web::test::init_service(App::new().service(strict)).await;
    let allowed = async |origin: &str| {
        let asked = Ask::from(origin).at("/strict").request().to_request();
        let response = actix_web::test::call_service(&app, asked).await;
        response.headers().contains_key("access-control-allow-origin")
    };
    for (family, code) in [
        ("moz-extension://*", "any_extension_with_credentials"),
        ("https://10.0.0.0/8", "insecure_origin_with_credentials"),
    ] {
        assert_eq!(codes(&STRICT.insert(family).unwrap_err()), [code]);
        assert_eq!(codes(&STRICT.replace(["https://a.example", family]).unwrap_err()), [code]);
    }
    STRICT.replace(["moz-extension://a", "https://10.0.0.1"]).unwrap();
    assert!(allowed("moz-extension://a").await && allowed("https://10.0.0.1").await);
    assert!(!allowed("moz-extension://b").await && !allowed("https://10.0.0.2").await);

    let filled = Arc::new(OriginSet::new());
    filled.replace(["moz-extension://*", "https://10.0.0.0/8"]).unwrap();
    let builder = || Policy::builder().origin_set(filled.clone()).credentials(true);
    let refused = builder().build().unwrap_err();
    assert_eq!(
        codes(&refused),
        ["any_extension_with_credentials", "insecure_origin_with_credentials"]
    );
    // The set has become strict.
    assert!(filled.insert("chrome-extension://*").is_err());
    let lenient = Arc::new(OriginSet::new());
    lenient.replace(["moz-extension://*"]).unwrap();
    let builder = Policy::builder().origin_set(lenient.clone()).credentials(true);
    builder.dangerous_any_extension(true).build().unwrap();
    lenient.insert("chrome-extension://*").unwrap();
    assert_eq!(codes(&lenient.insert(NETWORK).unwrap_err()), ["insecure_origin_with_credentials"]);
}

/// Ten thousand networks of several lengths, against their bits.
#[test]
fn many_networks_are_told_apart_by_their_bits() {
    let set = OriginSet::new();
    let mut state = 42_u64;
    let mut random = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 32).unwrap()
    };
    let mut networks = Vec::new();
    for _ in 0..10_000 {
        let length = 12 + random() % 18;
        networks.push(((random() >> (32 - length)) << (32 - length), length));
    }
    networks.sort_unstable();
    networks.dedup();
    let text =
        |(first, length): &(u32, u32)| format!("http://{}/{length}", Ipv4Addr::from_bits(*first));
    set.replace(networks.iter().map(text)).unwrap();
    assert_eq!(set.len(), networks.len());
    let mut covered = 0;
    for round in 0..2_000_usize {
        let (first, length) = networks[round * 7 % networks.len()];
        let last = first | (u32::MAX >> length);
        for address in [random(), first, last, first.wrapping_sub(1), last.wrapping_add(1)] {
            let expected =
                networks.iter().any(|(first, length)| (first ^ address) >> (32 - length) == 0);
            let value = format!("http://{}", Ipv4Addr::from_bits(address));
            assert_eq!(set.contains(&value), expected, "{value}");
            covered += usize::from(expected);
        }
    }
    assert!((4_000..9_900).contains(&covered), "{covered}");
}
