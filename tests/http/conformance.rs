//! Every library-neutral case through a real application, and a summary that is always printed.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;

use actix_web::dev::Service as _;
use actix_web::middleware::{Next, from_fn};
use actix_web::test::init_service;
use actix_web::{App, body::MessageBody, dev::ServiceRequest};
use cors_runtime::{Cors, Policy};
use cors_tests::{Answer, Ask, HttpCase, Spy, Unbuildable, build, root};

use crate::verdict::disagreements;

/// Cases in which the project's contract differs from the expectation, with the rule that says so.
const CONTRACT_EXCEPTIONS: &[(&str, &str)] = &[(
    "derived-acrm-patch-vs-lower-config",
    "the policy lists `patch`, which the rule `method_case` refuses: it has no preflights at all",
)];

fn cases() -> Vec<HttpCase> {
    let path = root().join("tests/conformance/http.json");
    let text = std::fs::read_to_string(&path).expect("the cases are part of the repository");
    serde_json::from_str(&text).expect("every field of the cases is known")
}

/// Runs one case: the policy around everything, the case's outer middleware around that.
async fn run(case: &HttpCase, ask: &Ask, policy: Arc<Policy>) -> Answer {
    let spy = Spy::setting(&case.handler_response_headers);
    let outer = Arc::new(case.outer_response_headers.clone());
    let app = App::new().default_service(spy.route()).wrap(Cors::new(policy)).wrap(from_fn(
        move |request: ServiceRequest, next: Next<_>| add(outer.clone(), request, next),
    ));
    let result = init_service(app).await.call(ask.request().to_request()).await;
    Answer::of(result, spy.runs()).await
}

async fn add<B: MessageBody>(
    lines: Arc<Vec<(String, String)>>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<actix_web::dev::ServiceResponse<B>, actix_web::Error> {
    let mut response = next.call(request).await?;
    for (name, value) in lines.iter() {
        let name = name.parse().expect("a header name");
        response.headers_mut().append(name, value.parse().expect("a header value"));
    }
    Ok(response)
}

fn ask_of(case: &HttpCase) -> Ask {
    let lines = case.request.headers.iter();
    lines.fold(Ask::new(&case.request.method), |ask, (name, value)| ask.line(name, value))
}

/// What is wrong with a case: the disagreements with the expectation and with every alternative.
async fn judge(case: &HttpCase, policy: Policy) -> Option<String> {
    let ask = ask_of(case);
    let answer = run(case, &ask, Arc::new(policy)).await;
    let mut report = format!("{}\n  policy: {:?}\n  answer: {answer:?}", case.id, case.policy);
    for expect in [&case.expect].into_iter().chain(&case.expect_alternatives) {
        let found = disagreements(expect, &ask, case.policy.credentials, &answer);
        if found.is_empty() {
            return None;
        }
        write!(report, "\n  {:?}: {}", expect.kind, found.join("; ")).expect("a string takes it");
    }
    Some(report)
}

#[actix_web::test]
async fn every_case_agrees() {
    let cases = cases();
    let (mut ran, mut agreed, mut excepted) = (0, 0, 0);
    let (mut skipped, mut wrong) = (Vec::new(), Vec::new());
    for case in &cases {
        let exception = CONTRACT_EXCEPTIONS.iter().any(|(id, _)| *id == case.id);
        let policy = match build(&case.policy) {
            Ok(policy) => policy,
            Err(Unbuildable::Refused(_)) if exception => {
                excepted += 1;
                continue;
            }
            Err(Unbuildable::Flags(flags)) => {
                skipped.push(format!("{}: flags not implemented: {}", case.id, flags.join(", ")));
                continue;
            }
            Err(refused @ Unbuildable::Refused(_)) => {
                wrong.push(format!("{}: {refused}", case.id));
                continue;
            }
        };
        ran += 1;
        match (judge(case, policy).await, exception) {
            (None, false) => agreed += 1,
            (Some(_), true) => excepted += 1,
            (Some(report), false) => wrong.push(report),
            (None, true) => wrong.push(format!("{}: agrees, so it is no exception", case.id)),
        }
    }
    // Past the capture of test output: what was skipped is to be seen on every run.
    let mut summary = format!(
        "conformance: {} cases, {ran} ran, {agreed} agreed, {excepted} excepted by the contract, {} skipped\n",
        cases.len(),
        skipped.len()
    );
    for line in &skipped {
        writeln!(summary, "conformance: SKIPPED {line}").expect("a string takes it");
    }
    for (id, reason) in CONTRACT_EXCEPTIONS {
        writeln!(summary, "conformance: EXCEPTION {id}: {reason}").expect("a string takes it");
    }
    std::io::stderr().write_all(summary.as_bytes()).expect("stderr is open");
    assert!(wrong.is_empty(), "{} cases disagree:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases.len() >= 261, "the cases were read");
}
