//! Temporary.
use actix_web::guard::{self, Host};
use actix_web::middleware::Condition;
use actix_web::{App, web};
use cors_runtime::{Cors, CorsExt as _};
use cors_tests::Ask;
use crate::cases::*;

#[actix_web::test]
async fn tmp() {
    for around in [false, true] {
        for tail in ["/{tail:.*}", "/b/b", "/{x}/b"] {
            for depth in 0..3 {
                for others in 0..4 {
                let app = || {
                    let strict = web::resource(tail).guard(guard::Put()).to(async || run("strict")).cors(&STRICT);
                    let mut inner = web::scope("/a").service(strict);
                    if others & 1 == 1 { inner = inner.service(web::scope("/{s}").service(web::resource("/x").to(async||run("x"))).cors(&STRICT)); }
                    if others & 2 == 2 { inner = inner.guard(Host("here.example")); }
                    let app = App::new();
                    let app = match depth {
                        0 => app.service(inner.cors(&OPEN)),
                        1 => app.service(web::scope("/a").service(inner.cors(&OPEN))),
                        _ => app.service(web::scope("/{s}").service(inner.cors(&OPEN)).cors(&OPEN)),
                    };
                    app.wrap(Condition::new(around, Cors::default()))
                };
                let path = ["/a/b/b", "/a/a/b/b", "/a/a/b/b"][depth];
                let pre = answer!(app(), preflight(OWN, "PUT", path).line("Host", "here.example"));
                let act = answer!(app(), Ask::from(OWN).method("PUT").at(path).line("Host", "here.example"));
                println!("around {around} {tail} depth {depth} others {others}: {} {:?} -> {} {:?}", pre.status, pre.cors().len(), act.body, act.cors());
                }
            }
        }
    }
}
