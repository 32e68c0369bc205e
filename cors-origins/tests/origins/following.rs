//! A set that follows: what it shows, what it keeps, when it gives up, how it ends.

use std::time::Duration;

use cors_origins::{Database, Follower, State};

use crate::place::{Place, is_state, list, until};

#[tokio::test]
async fn a_set_shows_what_is_registered() {
    let place = Place::new("shows").await;
    place.register("a", &["https://a.example"]).await;
    let follower = place.follower().spawn();
    follower.ready().await;
    assert_eq!(place.allowed(), ["https://a.example"]);
    let version = place.register("a", &["https://b.example", "https://*.a.example"]).await;
    assert!(follower.reach(version).await);
    assert_eq!(place.allowed(), ["https://*.a.example", "https://b.example"]);
    let status = follower.status();
    assert_eq!((status.version(), status.size(), status.refused()), (2, 2, 0));
    assert!(status.is_current() && status.epoch().is_some() && status.last_error().is_none());
    assert!(status.age().unwrap() < Duration::from_secs(10) && status.last_notice().is_none());
}

#[tokio::test]
async fn rows_that_break_a_rule_keep_no_good_one_out_and_are_said() {
    let place = Place::new("bad").await;
    place.register("a", &["https://a.example"]).await;
    place.sql("UPDATE cors_state SET size = 3").await;
    place
        .sql("INSERT INTO cors_origin VALUES ('https://b.example/', 'b', FALSE, 1), ('*', 'b', FALSE, 1)")
        .await;
    // What is one row is one row, whatever it holds.
    place
        .sql("INSERT INTO cors_origin VALUES ('https://c.example' || char(10) || 'https://d.example', 'b', FALSE, 1)")
        .await;
    let follower = place.follower().spawn();
    follower.ready().await;
    assert_eq!(place.allowed(), ["https://a.example"]);
    let status = follower.status();
    assert_eq!(status.refused(), 3);
    assert!(status.last_error().unwrap().contains("https://b.example/"), "{status:?}");
    let version = place.register("c", &["https://e.example"]).await;
    assert!(follower.reach(version).await);
    assert_eq!(place.allowed(), ["https://a.example", "https://e.example"]);
}

#[tokio::test]
async fn what_was_changed_by_hand_is_found_with_the_next_full_reading() {
    let place = Place::new("hand").await;
    place.register("a", &["https://a.example", "https://b.example"]).await;
    let follower = place.follower().reload(Duration::from_millis(100)).spawn();
    follower.ready().await;
    place.sql("DELETE FROM cors_origin WHERE origin = 'https://a.example'").await;
    until("the row is gone", || place.allowed() == ["https://b.example"]).await;
    assert!(follower.status().is_current());
}

/// Nobody answers from the start: nobody is allowed, and the follower goes on.
#[tokio::test]
async fn a_database_that_comes_later_is_found() {
    let place = Place::new("later").await;
    let version = place.register("a", &["https://a.example"]).await;
    place.sql("ALTER TABLE cors_state RENAME TO gone").await;
    let follower = place.follower().spawn();
    until("it is said", || follower.status().last_error().is_some()).await;
    assert_eq!((follower.status().state(), place.set.len()), (State::Starting, 0));
    place.sql("ALTER TABLE gone RENAME TO cors_state").await;
    follower.ready().await;
    assert_eq!(follower.status().version(), version);
}

#[tokio::test]
async fn without_contact_the_last_good_set_stays_for_as_long_as_it_may() {
    let place = Place::new("expiry").await;
    place.register("a", &["https://a.example"]).await;
    let follower = place.follower().max_age(Duration::from_millis(600)).spawn();
    follower.ready().await;
    place.sql("ALTER TABLE cors_state RENAME TO gone").await;
    until("the loss", is_state(&follower, State::Unreachable)).await;
    assert_eq!(place.allowed(), ["https://a.example"]);
    until("the end", is_state(&follower, State::Expired)).await;
    assert!(place.set.is_empty() && follower.status().age().is_none());
    place.sql("ALTER TABLE gone RENAME TO cors_state").await;
    until("the return", is_state(&follower, State::Current)).await;
    assert_eq!(place.allowed(), ["https://a.example"]);
    assert!(follower.status().last_notice().unwrap().contains("nobody is allowed"));
}

#[tokio::test]
async fn a_follower_ends_when_it_is_told_and_leaves_the_set() {
    let place = Place::new("ends").await;
    place.register("a", &["https://a.example"]).await;
    let follower = place.follower().spawn();
    follower.ready().await;
    follower.stop().await;
    assert_eq!(follower.status().state(), State::Stopped);
    let version = place.register("a", &["https://b.example"]).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(place.allowed(), ["https://a.example"]);
    assert!(follower.status().version() < version);
    // Before anything was read, it ends as well; and whoever waits for it does not wait for ever.
    let other = place.follower().spawn();
    other.stop().await;
    other.ready().await;
}

#[tokio::test]
async fn waiting_for_a_change_that_never_comes_ends() {
    let place = Place::new("never").await;
    let follower = place.follower().time_out(Duration::from_millis(300)).spawn();
    follower.ready().await;
    assert!(!follower.reach(7).await);
}

#[tokio::test]
async fn a_url_that_no_feature_knows_is_an_error() {
    let error = Database::connect("mysql://localhost/tenants").await.unwrap_err();
    assert!(error.to_string().contains("neither `postgres:` nor `sqlite:`"), "{error}");
}

/// Ten of twenty thousand, and then more than are read one by one.
#[tokio::test]
async fn many_origins_come_whole_and_changes_one_by_one() {
    let place = Place::new("many").await;
    let many: Vec<String> = (0..45_000).map(|index| format!("https://t{index}.example")).collect();
    place.registry.replace("ann", "many", many.clone()).await.unwrap();
    let follower = place.follower().spawn();
    follower.ready().await;
    assert_eq!(place.set.len(), 45_000);
    let ten = list(&["https://new.example"]);
    let done = place.registry.change("ann", "many", ten, many[..9].to_vec()).await.unwrap();
    assert_eq!((done.added, done.removed), (1, 9));
    assert!(follower.reach(done.version).await);
    assert_eq!(place.set.len(), 44_992);
    assert!(!place.set.contains("https://t8.example") && place.set.contains("https://t9.example"));
}

/// It can be spawned by a handler of a server that sends work between threads.
#[test]
fn futures_can_be_sent() {
    fn is_send<T: Send>(_: T) {}
    let check = |follower: Follower, registry: cors_origins::Registry, database: Database| {
        is_send(async move {
            database.migrate().await.unwrap();
            follower.ready().await;
            registry.replace("ann", "a", Vec::new()).await.unwrap();
            registry.forget(Duration::ZERO).await.unwrap();
            registry.history("a", 1).await.unwrap();
            follower.stop().await;
        });
    };
    let _ = check;
}
