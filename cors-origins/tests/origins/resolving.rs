//! The resolver agrees with a set that holds the same entries, whatever their form.

use cors_origins::TableResolver;
use cors_runtime::OriginResolver as _;

use crate::place::Place;

const ENTRIES: [&str; 10] = [
    "https://a.example",
    "https://a.example:8443",
    "https://*.b.example",
    "https://*.b.example:9443",
    "https://*.c.example:*",
    "http://localhost:*",
    "http://192.168.0.0/16:*",
    "http://10.1.2.0/24",
    "http://[fd00::/8]:*",
    "moz-extension://*",
];

#[tokio::test]
async fn it_agrees_with_a_set() {
    let place = Place::new("resolver").await;
    place.register("t", &ENTRIES).await;
    place.set.replace(ENTRIES).unwrap();
    let resolver = TableResolver::new(place.database.clone());
    let mut yes = 0;
    let schemes = ["https", "http", "moz-extension"];
    let hosts = [
        "a.example",
        "x.a.example",
        "b.example",
        "x.b.example",
        "x.y.b.example",
        "xb.example",
        "c.example",
        "x.c.example",
        "localhost",
        "a.localhost",
        "192.168.7.9",
        "192.169.0.1",
        "10.1.2.3",
        "10.1.3.3",
        "[fd12::7]",
        "[fe80::1]",
        "[::1]",
        "x",
        "*.b.example",
        "11111111-2222-3333-4444-555555555555",
    ];
    for (scheme, host) in schemes.iter().flat_map(|scheme| hosts.map(|host| (scheme, host))) {
        for port in ["", ":8443", ":9443", ":80", ":443"] {
            let origin = format!("{scheme}://{host}{port}");
            let expected = place.set.contains(&origin);
            assert_eq!(resolver.resolve(&origin, None).await.unwrap(), expected, "{origin}");
            yes += usize::from(expected);
        }
    }
    assert!(yes > 15, "{yes}");
    place.register("t", &[]).await;
    assert!(!resolver.resolve("https://a.example", None).await.unwrap());
}

#[tokio::test]
async fn a_tenant_has_its_own_origins_and_nobody_none() {
    let place = Place::new("resolver-tenant").await;
    place.register("acme", &["https://acme.example"]).await;
    place.register("globex", &["https://globex.example"]).await;
    let resolver = TableResolver::of_tenant(place.database.clone(), |request| {
        request.match_info("tenant").map(Into::into)
    });
    let ask =
        async |origin: &str, tenant: Option<&str>| resolver.resolve(origin, tenant).await.unwrap();
    assert!(ask("https://acme.example", Some("acme")).await);
    assert!(!ask("https://acme.example", Some("globex")).await);
    assert!(!ask("https://acme.example", Some("' OR 1 = 1 --")).await);
    assert!(!ask("https://acme.example", None).await);
}

#[tokio::test]
async fn without_the_table_there_is_no_answer() {
    let place = Place::new("resolver-lost").await;
    place.sql("DROP TABLE cors_origin").await;
    let resolver = TableResolver::new(place.database.clone());
    assert!(resolver.resolve("https://a.example", None).await.is_err());
}
