//! When two policies say the same: as sets of what was written, whatever they were made of.

use std::collections::BTreeSet;
use std::sync::Arc;

use cors_runtime::{OriginSet, Policy, policy};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What a policy is made of, and in which order its lists are.
#[derive(Clone, Debug)]
struct Plan {
    origins: Vec<&'static str>,
    methods: Vec<&'static str>,
    headers: Vec<&'static str>,
    expose: Vec<&'static str>,
    credentials: bool,
    max_age: Option<u32>,
    reject_unlisted: bool,
    preflight_status: u16,
}

/// The same without order: what equality is held to.
type Meaning = ([BTreeSet<&'static str>; 4], bool, Option<u32>, bool, u16);

impl Plan {
    fn meaning(&self) -> Meaning {
        let set = |list: &[&'static str]| list.iter().copied().collect();
        let lists = [set(&self.origins), set(&self.methods), set(&self.headers), set(&self.expose)];
        (lists, self.credentials, self.max_age, self.reject_unlisted, self.preflight_status)
    }

    fn built(&self) -> Policy {
        let builder = Policy::builder()
            .origins(&self.origins)
            .headers(&self.headers)
            .expose(&self.expose)
            .credentials(self.credentials)
            .max_age(self.max_age)
            .reject_unlisted(self.reject_unlisted)
            .preflight_status(self.preflight_status);
        builder.methods(&self.methods).build().unwrap()
    }

    fn read(&self) -> Policy {
        let form: Value = json!({
            "origins": self.origins,
            "methods": self.methods,
            "headers": self.headers,
            "expose": self.expose,
            "credentials": self.credentials,
            "max_age": self.max_age,
            "reject_unlisted": self.reject_unlisted,
            "preflight_status": self.preflight_status,
        });
        serde_json::from_value(form).unwrap()
    }
}

fn list(pool: &'static [&'static str], least: usize) -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(pool, least..=pool.len()).prop_shuffle()
}

/// Few values, so that equal policies are often met.
fn plan() -> impl Strategy<Value = Plan> {
    let lists = (
        list(&["https://a.example", "https://*.b.example", "http://localhost:*"], 1),
        list(&["PUT", "PURGE"], 1),
        list(&["x-a", "x-bb"], 0),
        list(&["x-c", "x-dd"], 0),
    );
    let values =
        (any::<bool>(), any::<Option<bool>>(), any::<bool>(), prop_oneof![Just(200), Just(204)]);
    (lists, values).prop_map(|((origins, methods, headers, expose), values)| Plan {
        origins,
        methods,
        headers,
        expose,
        credentials: values.0,
        max_age: values.1.map(|long| if long { 600 } else { 0 }),
        reject_unlisted: values.2,
        preflight_status: values.3,
    })
}

/// One plan, or the same with another order or one other field.
fn neighbour(plan: Plan) -> impl Strategy<Value = Plan> {
    (Just(plan), 0..8_u8, any::<bool>()).prop_map(|(mut plan, field, turn)| {
        if turn {
            for list in [&mut plan.origins, &mut plan.methods, &mut plan.headers, &mut plan.expose]
            {
                list.reverse();
            }
        }
        match field {
            0 => plan.origins = vec!["https://a.example"],
            1 => plan.methods = vec!["PUT"],
            2 => plan.headers = vec!["x-a"],
            3 => plan.expose = vec!["x-c"],
            4 => plan.credentials = !plan.credentials,
            5 => plan.max_age = None,
            6 => plan.reject_unlisted = !plan.reject_unlisted,
            _ => {}
        }
        plan
    })
}

fn three() -> impl Strategy<Value = [Plan; 3]> {
    plan().prop_flat_map(|plan| {
        let others = [neighbour(plan.clone()), neighbour(plan.clone())];
        others.prop_map(move |[second, third]| [plan.clone(), second, third])
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Equal where the meaning is: and so reflexive, symmetric and transitive, as the meaning is. Both
    /// are asked for themselves, too.
    #[test]
    fn policies_are_equal_where_they_say_the_same(plans in three()) {
        let policies = plans.each_ref().map(|plan| [plan.built(), plan.read()]);
        for (one, plan) in policies.iter().zip(&plans) {
            prop_assert_eq!(&one[0], &one[1]);
            prop_assert_eq!(&one[0], &one[0].clone());
            for (other, others) in policies.iter().zip(&plans) {
                let is_same = plan.meaning() == others.meaning();
                prop_assert_eq!(one[0] == other[1], is_same, "{:?}\n{:?}", plan, others);
                prop_assert_eq!(one[0] == other[1], other[1] == one[0]);
            }
        }
        let [one, two, three] = policies.map(|[built, _]| built);
        prop_assert!(one != two || two != three || one == three);
    }
}

fn listed() -> cors_runtime::PolicyBuilder {
    Policy::builder().origins(["https://a.example"])
}

#[test]
fn how_a_policy_was_made_does_not_count() {
    static WRITTEN: Policy = policy! {
        origins = ["https://a.example", "https://*.b.example"],
        methods = [PUT, DELETE],
        headers = ["x-a", "x-bb"],
        expose = ["x-d", "x-c"],
        credentials,
        max_age = "10m"
    };
    const AGE: u32 = 600;
    static OF_CONSTANTS: Policy = policy! {
        origins = ["https://*.b.example", "https://a.example"],
        methods = [DELETE, PUT],
        headers = ["x-bb", "x-a"],
        expose = ["x-c", "x-d"],
        credentials,
        max_age = AGE
    };
    let built = Policy::builder()
        .origins(["https://*.b.example", "https://a.example"])
        .methods(["DELETE", "PUT"])
        .headers(["X-A", "x-bb"])
        .expose(["x-c", "x-d"])
        .credentials(true)
        .max_age(600)
        .build()
        .unwrap();
    assert_eq!(WRITTEN, OF_CONSTANTS);
    assert_eq!(WRITTEN, built);
    let text = serde_json::to_string(&built).unwrap();
    assert_eq!(serde_json::from_str::<Policy>(&text).unwrap(), WRITTEN);
}

#[test]
fn every_key_counts() {
    let policies = [
        listed().build(),
        Policy::builder().any_origin().build(),
        Policy::builder().origins(["https://a.example", "https://b.example"]).build(),
        Policy::builder().origins(["https://a.example", "https://*.a.example"]).build(),
        listed().methods(["PUT"]).build(),
        listed().any_method().build(),
        listed().headers(["x-a"]).build(),
        listed().any_header().build(),
        listed().any_header_and_authorization().build(),
        listed().expose(["x-a"]).build(),
        listed().expose_any().build(),
        listed().credentials(true).build(),
        listed().max_age(0).build(),
        listed().max_age(5).build(),
        listed().reject_unlisted(true).build(),
        listed().preflight_status(200).build(),
    ]
    .map(Result::unwrap);
    let disabled: Policy = serde_json::from_str(r#"{"disabled": true}"#).unwrap();
    let policies: Vec<Policy> = policies.into_iter().chain([disabled]).collect();
    for (index, one) in policies.iter().enumerate() {
        for (other_index, other) in policies.iter().enumerate() {
            assert_eq!(one == other, index == other_index, "{index} and {other_index}");
        }
    }
    // Warnings, and that they are silenced, are no part of what a policy says.
    let silenced = listed().any_header().allow(["authorization_not_covered"]);
    assert_eq!(silenced.build().unwrap(), listed().any_header().build().unwrap());
}

#[test]
fn sources_are_equal_where_they_are_the_same() {
    static SET: OriginSet = OriginSet::new();
    static OTHER: OriginSet = OriginSet::new();
    static NAMED: Policy = policy! { origins = from(SET), methods = [PUT] };
    let of = |set: &'static OriginSet| Policy::builder().origin_set(set).methods(["PUT"]);
    assert_eq!(of(&SET).build().unwrap(), NAMED);
    assert_ne!(of(&OTHER).build().unwrap(), NAMED);
    assert_ne!(of(&SET).credentials(true).build().unwrap(), NAMED);
    let shared = Arc::new(OriginSet::new());
    let shared_twice = [(); 2].map(|()| Policy::builder().origin_set(shared.clone()).build());
    assert_eq!(shared_twice[0], shared_twice[1]);
    let same_content = Policy::builder().origin_set(Arc::new(OriginSet::new())).build();
    assert_ne!(shared_twice[0], same_content);
    // Each escape decides about origins that come later.
    let credentials = || of(&OTHER).credentials(true);
    let escapes = [
        credentials(),
        credentials().dangerous_insecure_origins(true),
        credentials().dangerous_public_suffixes(true),
        credentials().dangerous_any_extension(true),
    ];
    let policies =
        escapes.map(|builder| [builder.clone(), builder].map(|one| one.build().unwrap()));
    for (index, [one, _]) in policies.iter().enumerate() {
        for (other_index, [_, other]) in policies.iter().enumerate() {
            assert_eq!(one == other, index == other_index, "{index} {other_index}");
        }
    }
}

#[test]
fn a_variable_is_the_same_with_the_same_default() {
    static ONE: Policy =
        policy! { origins = env("EQUAL_ORIGINS", default = ["https://a.example"]) };
    static SAME: Policy =
        policy! { origins = env("EQUAL_ORIGINS", default = ["https://a.example"]) };
    static OTHER_DEFAULT: Policy =
        policy! { origins = env("EQUAL_ORIGINS", default = ["https://b.example"]) };
    static OTHER_VARIABLE: Policy =
        policy! { origins = env("OTHER_ORIGINS", default = ["https://a.example"]) };
    assert_eq!(ONE, SAME);
    assert_ne!(ONE, OTHER_DEFAULT);
    assert_ne!(ONE, OTHER_VARIABLE);
    // A builder has read its variable: what it found is a list.
    let read = Policy::builder().origins_from_env_or("EQUAL_ORIGINS", ["https://a.example"]);
    let read = read.build().unwrap();
    assert_eq!(read, listed().build().unwrap());
    assert_ne!(read, ONE);
}
