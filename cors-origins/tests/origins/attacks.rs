//! Who else could be answered by a registration: what is no origin, one origin in two spellings, two
//! tenants at once, and notes that come twice.

use std::sync::Arc;

use cors_origins::{Registry, RegistryError};
use cors_runtime::{OriginSet, Policy};

use crate::place::{Place, list, until};

/// Each is refused by itself, and nothing that looks like it is allowed afterwards.
#[tokio::test]
async fn what_is_no_origin_is_never_registered() {
    let place = Place::new("no-origin").await;
    Policy::builder().origin_set(place.set.clone()).credentials(true).build().unwrap();
    let follower = place.follower().spawn();
    follower.ready().await;
    let huge = format!("https://{}.example", "a".repeat(1 << 20));
    let long = format!("https://{}example", "a.".repeat(130));
    let refused = [
        "",
        " ",
        "null",
        "NULL",
        "*",
        "https://*",
        "https://",
        "file://",
        "data:,",
        "https://a.example/",
        "https://a.example ",
        " https://a.example",
        "https://a.example\n",
        "https://a.example\r\nhttps://b.example",
        "https://a.example\0",
        "https://a.example,https://b.example",
        "https://user@a.example",
        "https://a.example?",
        "https://a.example#",
        "https://a.example\\",
        "https://A.example",
        "HTTPS://a.example",
        "https://a.example:443",
        "https://a.example:99999",
        "https://a.example:",
        "https://m\u{fc}ller.example",
        "https://\u{430}.example",
        "https://a\u{200b}.example",
        "https://a.example\u{ff0e}evil",
        "https://%61.example",
        "https://xn--.example",
        "https://a..example",
        "https://*.*.example",
        "https://*.com",
        "https://*.github.io",
        "https://a*.example",
        "https://0x7f.1",
        "https://127.1",
        "\u{1f4a9}",
        "https://'; DROP TABLE cors_origin; --",
        "[\"https://a.example\"]",
        huge.as_str(),
        long.as_str(),
    ];
    for text in refused {
        let shown: String = text.chars().take(60).collect();
        let outcome = place.registry.replace("ann", "a", list(&[text])).await;
        let Err(error @ RegistryError::Refused(refused)) = &outcome else {
            panic!("{shown:?}: {outcome:?}")
        };
        assert_eq!(refused.issues().next().unwrap().place().entry, Some(0), "{shown:?}");
        assert!(error.to_string().len() < 2_000, "{shown:?}: {} bytes", error.to_string().len());
        // Taking away what never was there is no error, and takes nothing away.
        let done = place.registry.change("ann", "a", Vec::new(), list(&[text])).await.unwrap();
        assert_eq!((done.added, done.removed, done.version), (0, 0, 0), "{shown:?}");
    }
    assert!(place.registry.origins("a").await.unwrap().is_empty());
    // The same in the tables, where somebody wrote it by hand.
    for (index, text) in refused.iter().enumerate() {
        let insert = "INSERT INTO cors_origin VALUES ($1, 'a', FALSE, 1)";
        sqlx::query(insert).bind(text).execute(&place.pool).await.unwrap();
        place.sql(&format!("UPDATE cors_state SET size = {}", index + 1)).await;
    }
    let version = place.register("b", &["https://b.example"]).await;
    assert!(follower.reach(version).await);
    // A full reading begins behind the empty text, which it need not read to leave out.
    until("read", || follower.status().refused() == refused.len() - 1).await;
    assert_eq!(place.allowed(), ["https://b.example"]);
    for text in refused.iter().chain(&["https://a.example", "https://evil"]) {
        assert!(!place.set.contains(text), "{:?}", text.chars().take(60).collect::<String>());
    }
}

/// Of many tenants that want one origin at the same time, one gets it, and the others are told.
#[tokio::test(flavor = "multi_thread")]
async fn an_origin_that_many_want_at_once_is_one_tenants() {
    let place = Place::new("race").await;
    for round in 0..10 {
        let wanted = format!("https://wanted-{round}.example");
        let tasks: Vec<_> = (0..6)
            .map(|tenant| {
                let (registry, wanted) = (place.registry.clone(), wanted.clone());
                let name = format!("t{tenant}");
                tokio::spawn(
                    async move { registry.change("ann", &name, vec![wanted], vec![]).await },
                )
            })
            .collect();
        let mut owners = Vec::new();
        for (tenant, task) in tasks.into_iter().enumerate() {
            match task.await.unwrap() {
                Ok(done) => {
                    assert_eq!(done.added, 1);
                    owners.push(tenant);
                }
                Err(RegistryError::Taken(taken)) => assert_eq!(taken[0].origin, wanted),
                Err(error) => panic!("{error}"),
            }
        }
        let [owner] = owners[..] else { panic!("round {round}: {owners:?} have it") };
        assert!(place.registry.origins(&format!("t{owner}")).await.unwrap().contains(&wanted));
    }
}

/// At the quota, what the tenant has already may be named again.
#[tokio::test]
async fn what_is_there_already_is_not_over_the_quota() {
    let place = Place::new("full").await;
    let registry = Registry::new(place.database.clone(), place.set.clone()).quota(2);
    let full = list(&["https://a.example", "https://b.example"]);
    registry.replace("ann", "a", full.clone()).await.unwrap();
    let done = registry.change("ann", "a", full.clone(), Vec::new()).await.unwrap();
    assert_eq!((done.added, done.removed, done.version), (0, 0, 1));
    // What is not there makes no room, though it is to be removed.
    let (added, removed) = (list(&["https://c.example"]), list(&["https://d.example"]));
    let error = registry.change("ann", "a", added, removed).await.unwrap_err();
    assert!(matches!(error, RegistryError::Quota { quota: 2, asked: 3, .. }), "{error}");
    assert_eq!(registry.origins("a").await.unwrap(), full);
}

/// Two followers of one set, which is nothing to do, apply each change twice.
#[tokio::test]
async fn a_change_that_is_applied_twice_is_the_same_change() {
    let place = Place::new("twice").await;
    let followers = [place.follower().spawn(), place.follower().spawn()];
    let other = Arc::new(OriginSet::new());
    let alone = cors_origins::Follower::new(place.database.clone(), other.clone()).spawn();
    for round in 0..20 {
        let own = format!("https://a{}.example", round % 3);
        let version = place.register("a", &[&own]).await;
        for follower in followers.iter().chain([&alone]) {
            assert!(follower.reach(version).await);
        }
        assert_eq!(place.allowed(), [own.as_str()]);
        assert!(other.contains(&own) && other.len() == 1);
    }
}
