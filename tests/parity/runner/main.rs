//! Compiled and run by the parity suite, in a package of its own: each HTTP case through the policy that the macro wrote
//! (`policies`, generated) and through the one that the builder makes; the answers are the same.

mod policies;

use std::sync::Arc;

use actix_web::App;
use actix_web::dev::Service as _;
use actix_web::test::init_service;
use cors_runtime::{Cors, Policy, PolicyRef};
use cors_tests::{Answer, Ask, HttpCase, Spy, build};

async fn answer(case: &HttpCase, policy: PolicyRef) -> Answer {
    let spy = Spy::setting(&case.handler_response_headers);
    let ask = case.request.headers.iter().fold(
        Ask::new(&case.request.method),
        |ask, (name, value)| ask.line(name, value),
    );
    let app = App::new().default_service(spy.route()).wrap(Cors::new(policy));
    let result = init_service(app).await.call(ask.request().to_request()).await;
    Answer::of(result, spy.runs()).await
}

fn is_same(written: &Answer, built: &Answer) -> bool {
    // A refusal says in its body, while debugging, where its policy was written: there the two differ.
    let is_refusal = written.status == 403 && built.status == 403;
    let same_body = written.body == built.body || is_refusal;
    (written.status, &written.lines, written.runs) == (built.status, &built.lines, built.runs) && same_body
}

#[actix_web::main]
async fn main() {
    let path = std::env::args().nth(1).expect("the file of cases");
    let text = std::fs::read_to_string(path).expect("the cases are readable");
    let cases: Vec<HttpCase> = serde_json::from_str(&text).expect("cases");
    let (mut asked, mut wrong) = (0, Vec::new());
    let mut used: Vec<*const Policy> = Vec::new();
    for case in &cases {
        let Some(written) = policies::written(&case.id) else { continue };
        let built = build(&case.policy).expect("the builder takes what the macro takes");
        let (left, right) =
            (answer(case, written.into()).await, answer(case, Arc::new(built).into()).await);
        asked += 1;
        used.push(written);
        if !is_same(&left, &right) {
            wrong.push(format!("{}\n  macro:   {left:?}\n  builder: {right:?}", case.id));
        }
    }
    used.sort();
    used.dedup();
    println!(
        "parity: {asked} requests with {} policies of the macro, {} answered as with the builder's",
        used.len(),
        asked - wrong.len()
    );
    for line in &wrong {
        println!("{line}");
    }
    std::process::exit(i32::from(!wrong.is_empty()));
}
