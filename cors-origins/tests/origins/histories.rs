//! A database that is not what it was: restored, made anew, emptied. Versions alone would not tell.

use cors_origins::State;

use crate::place::{Place, is_state, until};

/// Copies all tables into another file, as a backup does.
async fn keep(place: &Place, name: &str) {
    let copy = place.file.with_file_name(name);
    place.sql(&format!("VACUUM INTO '{}'", copy.display())).await;
}

/// Makes the tables what they were, in one transaction.
async fn restore(place: &Place, name: &str) {
    let mut connection = place.pool.acquire().await.unwrap();
    let copy = place.file.with_file_name(name);
    let mut statements = vec![format!("ATTACH '{}' AS kept", copy.display()), "BEGIN".into()];
    for table in ["cors_state", "cors_tenant", "cors_change", "cors_origin"] {
        statements.push(format!("DELETE FROM main.{table}"));
        statements.push(format!("INSERT INTO main.{table} SELECT * FROM kept.{table}"));
    }
    statements.extend(["COMMIT".into(), "DETACH kept".into()]);
    for statement in statements {
        sqlx::query(&statement).execute(&mut *connection).await.unwrap();
    }
}

#[tokio::test]
async fn a_restore_to_an_earlier_version_is_recognised() {
    let place = Place::new("restored").await;
    place.register("a", &["https://a.example"]).await;
    keep(&place, "kept.db").await;
    place.register("a", &["https://b.example"]).await;
    let follower = place.follower().spawn();
    follower.ready().await;
    assert_eq!(place.allowed(), ["https://b.example"]);
    restore(&place, "kept.db").await;
    until("restored", || place.allowed() == ["https://a.example"]).await;
    let notice = follower.status().last_notice().unwrap().to_owned();
    assert!(notice.contains("restored to an earlier state"), "{notice}");
    assert_eq!(follower.status().version(), 1);
}

/// The same numbers, other changes: the node sees neither the restore nor the first changes after it.
#[tokio::test]
async fn other_changes_of_the_same_number_are_recognised() {
    for more in [1, 3] {
        let place = Place::new(&format!("same-number-{more}")).await;
        place.register("a", &["https://a.example"]).await;
        keep(&place, "kept.db").await;
        place.register("a", &["https://removed.example"]).await;
        let follower = place.follower().spawn();
        follower.ready().await;
        // A column that every look asks for.
        place.sql("ALTER TABLE cors_state RENAME COLUMN epoch TO hidden").await;
        until("blind", is_state(&follower, State::Unreachable)).await;
        restore_and_change(&place, more).await;
        let last = format!("https://b{}.example", more - 1);
        until("recognised", || place.allowed() == ["https://a.example", last.as_str()]).await;
        let notice = follower.status().last_notice().unwrap().to_owned();
        assert!(notice.contains("does not continue version 2"), "{notice}");
    }
}

async fn restore_and_change(place: &Place, more: usize) {
    restore(place, "kept.db").await;
    for index in 0..more {
        place.register("b", &[&format!("https://b{index}.example")]).await;
    }
    place.sql("ALTER TABLE cors_state RENAME COLUMN hidden TO epoch").await;
}

#[tokio::test]
async fn tables_that_were_truncated_are_not_believed() {
    let place = Place::new("truncated").await;
    place.register("a", &["https://a.example"]).await;
    let follower = place.follower().spawn();
    follower.ready().await;
    place.sql("CREATE TABLE kept AS SELECT * FROM cors_origin").await;
    place.sql("DELETE FROM cors_origin").await;
    until("emptied", is_state(&follower, State::Emptied)).await;
    assert_eq!(place.allowed(), ["https://a.example"]);
    let error = follower.status().last_error().unwrap().to_owned();
    assert!(error.contains("no origins at version 1, and should have 1"), "{error}");
    place.sql("INSERT INTO cors_origin SELECT * FROM kept").await;
    until("current", is_state(&follower, State::Current)).await;
    assert!(follower.status().last_error().is_none());
    place.sql("DELETE FROM cors_state").await;
    until("without a state", is_state(&follower, State::Emptied)).await;
    assert_eq!(place.allowed(), ["https://a.example"]);
}

#[tokio::test]
async fn tables_that_were_lost_and_made_anew_are_not_believed_until_something_is_in_them() {
    let place = Place::new("lost").await;
    place.register("a", &["https://a.example"]).await;
    let follower = place.follower().spawn();
    follower.ready().await;
    let epoch = follower.status().epoch().unwrap().to_owned();
    for table in ["cors_state", "cors_tenant", "cors_change", "cors_origin"] {
        place.sql(&format!("DROP TABLE {table}")).await;
    }
    until("lost", is_state(&follower, State::Unreachable)).await;
    place.database.migrate().await.unwrap();
    until("empty", is_state(&follower, State::Emptied)).await;
    assert_eq!(place.allowed(), ["https://a.example"]);
    place.register("b", &["https://b.example"]).await;
    until("another database", || place.allowed() == ["https://b.example"]).await;
    let status = follower.status();
    assert!(status.last_notice().unwrap().contains("another database"), "{status:?}");
    assert_ne!(status.epoch(), Some(epoch.as_str()));
}

/// A node that has seen the tables empty takes the first change as a change, and not as a restore.
#[tokio::test]
async fn the_first_change_of_all_continues_the_beginning() {
    let place = Place::new("first").await;
    let follower = place.follower().spawn();
    follower.ready().await;
    // Whoever reads everything finds this, and whoever reads changes does not.
    place.sql("INSERT INTO cors_origin VALUES ('https://hand.example', 'a', FALSE, 0)").await;
    let version = place.register("b", &["https://b.example"]).await;
    assert!(follower.reach(version).await);
    assert_eq!(place.allowed(), ["https://b.example"]);
    assert_eq!(follower.status().last_notice(), None);
    assert_eq!(place.registry.history("b", 10).await.unwrap().len(), 1);
    // Nor do nodes that make the tables once more change anything.
    place.database.migrate().await.unwrap();
    let version = place.register("b", &["https://c.example"]).await;
    assert!(follower.reach(version).await);
    assert_eq!(place.allowed(), ["https://c.example"]);
}

/// The last origin was removed by somebody who may: that is believed.
#[tokio::test]
async fn an_empty_set_that_was_registered_is_believed() {
    let place = Place::new("empty").await;
    place.register("a", &["https://a.example"]).await;
    let follower = place.follower().spawn();
    follower.ready().await;
    let version = place.register("a", &[]).await;
    assert!(follower.reach(version).await);
    assert!(place.set.is_empty() && follower.status().is_current());
}
