//! Who may register what: rules, owners, quotas; and what the log says of it.

use std::time::{Duration, SystemTime};

use cors_origins::{NamedProblem, Registry, RegistryError, Taken};
use cors_runtime::Policy;

use crate::place::{Place, list, until};

#[tokio::test]
async fn all_issues_of_a_list_come_with_their_positions_and_nothing_changes() {
    let place = Place::new("issues").await;
    Policy::builder().origin_set(place.set.clone()).credentials(true).build().unwrap();
    place.register("a", &["https://a.example"]).await;
    let bad = list(&["https://b.example", "https://c.example/", "http://d.example", "*"]);
    let error = place.registry.replace("ann", "a", bad).await.unwrap_err();
    let RegistryError::Refused(error) = error else { panic!("{error}") };
    let found: Vec<_> =
        error.issues().map(|issue| (issue.place().entry.unwrap(), issue.code())).collect();
    let expected = [
        (1, "origin_trailing_slash"),
        (2, "insecure_origin_with_credentials"),
        (3, "origin_bad_wildcard"),
    ];
    assert_eq!(found, expected);
    assert_eq!(place.registry.origins("a").await.unwrap(), ["https://a.example"]);
}

#[tokio::test]
async fn an_origin_of_another_tenant_is_taken() {
    let place = Place::new("taken").await;
    place.register("a", &["https://a.example", "https://c.example"]).await;
    let wanted = list(&["https://b.example", "https://c.example", "https://a.example"]);
    let error = place.registry.replace("bob", "b", wanted).await.unwrap_err();
    assert_eq!(error.to_string(), "`https://c.example` and 1 more belong to other tenants");
    let RegistryError::Taken(taken) = error else { panic!("{error}") };
    let found: Vec<(usize, &str)> =
        taken.iter().map(|Taken { entry, origin, .. }| (*entry, origin.as_str())).collect();
    assert_eq!(found, [(1, "https://c.example"), (2, "https://a.example")]);
    assert!(place.registry.origins("b").await.unwrap().is_empty());
    // Nor can another tenant remove it.
    let removed = list(&["https://a.example"]);
    let done = place.registry.change("bob", "b", Vec::new(), removed).await.unwrap();
    assert_eq!((done.added, done.removed, done.version), (0, 0, 1));
    place.register("a", &[]).await;
    place.register("b", &["https://a.example"]).await;
    assert_eq!(place.registry.origins("b").await.unwrap(), ["https://a.example"]);
}

#[tokio::test]
async fn a_quota_is_kept_and_may_be_a_tenants_own() {
    let place = Place::new("quota").await;
    let registry = Registry::new(place.database.clone(), place.set.clone()).quota(2);
    let origin = |index: usize| format!("https://t{index}.example");
    let some = |count: usize| (0..count).map(origin).collect::<Vec<_>>();
    let error = registry.replace("ann", "a", some(3)).await.unwrap_err();
    assert!(matches!(error, RegistryError::Quota { quota: 2, asked: 3, .. }), "{error}");
    assert_eq!(error.to_string(), "the tenant may have 2 origins, and would have 3");
    // Each counts once.
    registry.replace("ann", "a", [some(2), some(2)].concat()).await.unwrap();
    let error = registry.change("ann", "a", vec![origin(7)], Vec::new()).await.unwrap_err();
    assert!(matches!(error, RegistryError::Quota { .. }), "{error}");
    registry.change("ann", "a", vec![origin(7)], vec![origin(0)]).await.unwrap();
    registry.set_quota("a", 3).await.unwrap();
    registry.change("ann", "a", vec![origin(8)], Vec::new()).await.unwrap();
    // Who has more than the quota may still remove some.
    registry.set_quota("a", 1).await.unwrap();
    registry.change("ann", "a", Vec::new(), vec![origin(8)]).await.unwrap();
    registry.set_quota("a", None).await.unwrap();
    assert_eq!(registry.origins("a").await.unwrap().len(), 2);
}

#[tokio::test]
async fn the_log_says_who_changed_what_and_when() {
    let place = Place::new("log").await;
    place.register("a", &["https://a.example", "https://b.example"]).await;
    place.register("other", &["https://other.example"]).await;
    let same =
        place.registry.replace("bob", "a", list(&["https://b.example", "https://a.example"]));
    let same = same.await.unwrap();
    assert_eq!((same.version, same.added, same.removed), (2, 0, 0), "nothing was to be changed");
    let (added, removed) =
        (list(&["https://c.example"]), list(&["https://a.example", "no \"such\""]));
    place.registry.change("bob", "a", added, removed).await.unwrap();
    let log = place.registry.history("a", 10).await.unwrap();
    let [second, first] = log.as_slice() else { panic!("{log:?}") };
    assert_eq!((second.version, second.actor.as_str(), second.tenant.as_str()), (3, "bob", "a"));
    assert_eq!(second.added, ["https://c.example"]);
    assert_eq!(second.removed, ["https://a.example"]);
    assert_eq!(first.added, ["https://a.example", "https://b.example"]);
    assert!(SystemTime::now().duration_since(second.at).unwrap() < Duration::from_secs(60));
    assert_eq!(place.registry.history("a", 1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn names_are_names() {
    let place = Place::new("names").await;
    let long = "x".repeat(257);
    let cases = [
        ("", NamedProblem::Empty),
        ("  ", NamedProblem::Empty),
        ("a\nb", NamedProblem::Control),
        (long.as_str(), NamedProblem::TooLong),
    ];
    for (name, problem) in cases {
        for (actor, tenant) in [(name, "a"), ("ann", name)] {
            let error = place.registry.replace(actor, tenant, Vec::new()).await.unwrap_err();
            assert!(matches!(error, RegistryError::Name(found) if found == problem), "{error}");
        }
    }
    let tenant = "it's \"a\" -- tenant";
    place.register(tenant, &["https://a.example"]).await;
    assert_eq!(place.registry.origins(tenant).await.unwrap(), ["https://a.example"]);
}

/// What was removed long ago is forgotten; a node that has not heard of it reads everything anew.
#[tokio::test]
async fn what_is_old_is_forgotten_and_no_node_misses_it() {
    let place = Place::new("forget").await;
    place.register("a", &["https://a.example", "https://b.example"]).await;
    let follower = place.follower().spawn();
    follower.ready().await;
    place.sql("ALTER TABLE cors_state RENAME COLUMN epoch TO hidden").await;
    until("blind", || !follower.status().is_current()).await;
    place.register("a", &["https://b.example"]).await;
    place.register("b", &["https://c.example"]).await;
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(place.registry.forget(Duration::from_secs(3600)).await.unwrap(), 0);
    assert!(place.registry.forget(Duration::ZERO).await.unwrap() >= 3);
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM cors_origin WHERE removed")
        .fetch_one(&place.pool)
        .await
        .unwrap();
    assert_eq!(left, 0);
    place.sql("ALTER TABLE cors_state RENAME COLUMN hidden TO epoch").await;
    until("read anew", || place.allowed() == ["https://b.example", "https://c.example"]).await;
    let notice = follower.status().last_notice().unwrap().to_owned();
    assert!(notice.contains("has forgotten version 1"), "{notice}");
}

/// A long registration makes no short one beside it fail.
#[tokio::test(flavor = "multi_thread")]
async fn sixty_thousand_origins_make_no_other_registration_fail() {
    let place = Place::new("beside").await;
    let many: Vec<String> = (0..60_000).map(|index| format!("https://x{index}.example")).collect();
    let registry = place.registry.clone();
    let large = tokio::spawn(async move { registry.replace("ann", "large", many).await });
    let mut small = 0;
    while !large.is_finished() || small == 0 {
        place.register("small", &[&format!("https://s{small}.example")]).await;
        small += 1;
    }
    assert_eq!(large.await.unwrap().unwrap().added, 60_000);
}
