//! Two applications that are checked at once: each is told of its own problems, and of all of them.

use std::pin::Pin;
use std::task::Poll;

use actix_web::dev::{Service, ServiceRequest, Transform};
use actix_web::web::ServiceConfig;
use actix_web::{App, Error, put, web};
use cors_runtime::{Cors, StartupError, check_app, cors};
use futures_util::future::{self, join, select};

use crate::cases::run;

macro_rules! handlers {
    ($($name:ident at $path:literal),* $(,)?) => {$(
        #[cors(origins = ["https://a.example"])]
        #[put($path)]
        async fn $name() -> &'static str {
            run(stringify!($name))
        }
    )*};
}

handlers! {
    first at "/one",
    second at "/one",
    third at "/two",
    fourth at "/two",
    fine at "/fine",
}

#[cors(origins = env("CORS_TESTS_UNSET_ONE"))]
#[put("/unset/one")]
async fn unset_one() -> &'static str {
    run("unset one")
}

#[cors(origins = env("CORS_TESTS_UNSET_TWO"))]
#[put("/unset/two")]
async fn unset_two() -> &'static str {
    run("unset two")
}

/// A middleware that takes its time to be built, as one that connects to something does.
struct Slow;

impl<S> Transform<S, ServiceRequest> for Slow
where
    S: Service<ServiceRequest, Error = Error> + 'static,
{
    type Response = S::Response;
    type Error = Error;
    type Transform = S;
    type InitError = ();
    type Future = Pin<Box<dyn Future<Output = Result<S, ()>>>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        Box::pin(async move {
            pause().await;
            pause().await;
            Ok(inner)
        })
    }
}

/// Lets others go first, once.
fn pause() -> impl Future<Output = ()> {
    let mut has_paused = false;
    future::poll_fn(move |context| {
        if std::mem::replace(&mut has_paused, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
}

/// Checks an application in which something slow stands between a scope and the whole.
async fn check(configure: fn(&mut ServiceConfig)) -> Result<(), StartupError> {
    check_app(|| {
        let scope = web::scope("").configure(configure).wrap(Slow);
        App::new().service(scope).wrap(Slow).wrap(Cors::default())
    })
    .await
}

fn two_for_one(config: &mut ServiceConfig) {
    config.service(first).service(second).service(unset_one);
}

fn two_for_two(config: &mut ServiceConfig) {
    config.service(third).service(fourth).service(unset_two);
}

fn nothing_wrong(config: &mut ServiceConfig) {
    config.service(fine);
}

/// What an application alone is told.
async fn alone(configure: fn(&mut ServiceConfig)) -> Vec<String> {
    problems(check(configure).await)
}

/// In an order of our own: which comes first is for the order in which services are built.
fn problems(checked: Result<(), StartupError>) -> Vec<String> {
    let error = checked.err();
    let mut problems: Vec<_> =
        error.iter().flat_map(StartupError::problems).map(ToString::to_string).collect();
    problems.sort();
    problems
}

#[actix_web::test]
async fn each_is_told_of_its_own_problems() {
    let (one, two) = (alone(two_for_one).await, alone(two_for_two).await);
    for (said, path, variable) in
        [(&one, "`PUT /one`", "CORS_TESTS_UNSET_ONE"), (&two, "`PUT /two`", "CORS_TESTS_UNSET_TWO")]
    {
        let is_said = |text| said.iter().any(|problem: &String| problem.contains(text));
        assert!(said.len() == 2 && is_said(path) && is_said(variable), "{said:?}");
    }
    let (left, right) = join(check(two_for_one), check(two_for_two)).await;
    assert_eq!((problems(left), problems(right)), (one, two));
}

#[actix_web::test]
async fn an_application_without_problems_is_told_of_none() {
    let one = alone(two_for_one).await;
    let (left, right) = join(check(two_for_one), check(nothing_wrong)).await;
    assert_eq!((problems(left), problems(right)), (one.clone(), vec![]));
    let (left, right) = join(check(nothing_wrong), check(two_for_one)).await;
    assert_eq!((problems(left), problems(right)), (vec![], one));
}

#[actix_web::test]
async fn a_check_that_is_given_up_leaves_the_other_alone() {
    let one = alone(two_for_one).await;
    let given_up = select(Box::pin(check(two_for_two)), Box::pin(pause()));
    let (_, left) = join(given_up, check(two_for_one)).await;
    assert_eq!(problems(left), one);
}
