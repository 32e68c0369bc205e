//! Makes a set equal to rows. What the rules do not accept (any more) is left out, and keeps no good
//! row out. It runs where it may block.

use cors_runtime::OriginSet;
use tokio::task::spawn_blocking;

use crate::database::rows::Rows;
use crate::target::Target;

/// What was left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Refused {
    pub(crate) count: usize,
    /// Why, for the first hundred.
    pub(crate) why: Option<String>,
}

/// Puts the rows in place of everything.
pub(crate) async fn replace(set: &Target, rows: Rows) -> Refused {
    run(set, move |set| {
        let all: Vec<&str> = rows.iter(false).collect();
        // By reference, so that the million texts are not copied for the second attempt.
        let Err(error) = set.replace(&all) else { return Refused::default() };
        let good: Vec<&str> = good(set, &all);
        let count = all.len() - good.len();
        // Each was accepted by itself; a policy that was bound meanwhile may refuse some now, and
        // then nobody is allowed until the next time.
        if set.replace(&good).is_err() {
            clear(set);
        }
        Refused { count, why: Some(error.to_string()) }
    })
    .await
}

/// Applies the rows, each of which was added or removed.
pub(crate) async fn apply(set: &Target, rows: Rows) -> Refused {
    run(set, move |set| {
        let (added, removed): (Vec<&str>, Vec<&str>) =
            (rows.iter(false).collect(), rows.iter(true).collect());
        let Err(error) = set.apply(&added, &removed) else { return Refused::default() };
        let good = good(set, &added);
        let count = added.len() - good.len();
        if set.apply(&good, &removed).is_err() {
            // What was removed has to go in any case.
            for origin in removed {
                set.remove(origin);
            }
        }
        Refused { count, why: Some(error.to_string()) }
    })
    .await
}

/// Allows nobody.
pub(crate) fn clear(set: &OriginSet) {
    // An empty list breaks no rule of a set.
    let cleared = set.replace::<&str>([]);
    debug_assert!(cleared.is_ok(), "{cleared:?}");
}

fn good<'r>(set: &OriginSet, all: &[&'r str]) -> Vec<&'r str> {
    all.iter().copied().filter(|origin| set.check([origin]).is_ok()).collect()
}

async fn run(set: &Target, work: impl FnOnce(&Target) -> Refused + Send + 'static) -> Refused {
    let own = set.clone();
    let done = spawn_blocking(move || work(&own)).await;
    done.unwrap_or_else(|error| {
        // The runtime is going away, or a rule panicked.
        clear(set);
        Refused { count: 0, why: Some(error.to_string()) }
    })
}
