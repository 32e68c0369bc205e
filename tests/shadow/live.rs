//! Live policies on either side: what was counted of a version is gone with it.

use cors_runtime::{Cors, LivePolicy, OriginSet, Policy, policy, shadow_report};
use cors_tests::Ask;

use crate::support::{alone, ask_through, everybody, listed, values};

/// The report about the pair whose shadow was written in this line.
fn report_of(line: u32) -> cors_runtime::ShadowComparison {
    let place = format!("live.rs:{line}");
    let report = shadow_report();
    report.policies().find(|own| own.next().ends_with(&place)).expect("the pair").clone()
}

#[actix_web::test]
async fn a_shadow_that_is_widened_begins_anew() {
    static NEXT: LivePolicy = LivePolicy::new();
    const LINE: u32 = line!() - 1;
    static NOW: Policy = policy! { origins = any };
    let _alone = alone().await;
    let asks = ["https://a.example", "https://b.example"].map(Ask::from);
    let cors = || Cors::new(&NOW).shadow(&NEXT);
    NEXT.replace(listed(&["https://c.example"])).unwrap();
    ask_through(cors(), &asks).await;
    assert_eq!(
        values(report_of(LINE).only_now().origins()),
        ["https://a.example", "https://b.example"]
    );
    NEXT.replace(listed(&["https://c.example", "https://a.example"])).unwrap();
    assert_eq!(report_of(LINE).only_now().requests(), 0, "before anybody has asked");
    ask_through(cors(), &asks).await;
    assert_eq!(values(report_of(LINE).only_now().origins()), ["https://b.example"]);
    assert!(report_of(LINE).next().contains("live.rs"));
}

/// What is asked for at one place of a live policy is the same policy in another.
#[actix_web::test]
async fn a_live_policy_has_a_shadow_in_one_place() {
    static NOW: LivePolicy = LivePolicy::new();
    static NEXT: Policy = policy! { origins = ["https://a.example"] };
    const LINE: u32 = line!() - 1;
    let _alone = alone().await;
    NOW.replace(everybody()).unwrap();
    let asks = [Ask::from("https://b.example")];
    let shadowed = ask_through(Cors::new(&NOW).shadow(&NEXT), &asks).await;
    let plain = ask_through(Cors::new(&NOW), &asks).await;
    assert_eq!(shadowed, plain);
    assert_eq!(shadowed[0].value("access-control-allow-origin").as_deref(), Some("*"));
    // It takes the place of the other, as a rollout ends.
    NOW.replace(&NEXT).unwrap();
    let after = ask_through(Cors::new(&NOW).shadow(&NEXT), &asks).await;
    assert_eq!(after[0].value("access-control-allow-origin").as_deref(), None);
    assert_eq!(report_of(LINE).only_now().requests(), 0, "nothing differs any more");
}

/// A set is not held to what only a shadow wants.
#[actix_web::test]
async fn a_set_learns_nothing_of_a_shadow() {
    static TENANTS: OriginSet = OriginSet::new();
    static NEXT: Policy = policy! { origins = from(TENANTS), credentials };
    let _alone = alone().await;
    let cors = || Cors::new(everybody()).shadow(&NEXT);
    ask_through(cors(), &[]).await;
    TENANTS.replace(["http://insecure.example", "https://a.example"]).unwrap();
    // Built anew, it would be wrong: a policy that decided could not have these origins.
    assert!(NEXT.check_sources().is_err());
}
