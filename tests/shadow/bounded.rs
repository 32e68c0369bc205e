//! Whatever clients send, the report stays small, and who is there stays in it.
//!
//! ```text
//! CORS_HOSTILE=1000000 cargo test --release --workspace --all-features --test shadow hostile -- --nocapture
//! ```

use std::net::{Ipv4Addr, SocketAddr};

use actix_web::dev::Service as _;
use actix_web::test::init_service;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{Cors, Policy, shadow_report};
use cors_tests::Ask;

use crate::support::{alone, everybody};

const REAL: [&str; 3] = ["https://app.example", "https://admin.example", "https://partner.example"];

fn peer(network: u32) -> SocketAddr {
    SocketAddr::from((Ipv4Addr::from(network << 8 | 1), 4000))
}

/// The memory of this process, in kilobytes.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[actix_web::test]
async fn hostile_origins_push_out_nobody() {
    let _alone = alone().await;
    let number = std::env::var("CORS_HOSTILE").map_or(30_000, |number| number.parse().unwrap());
    let cors = Cors::new(everybody()).shadow(Policy::disabled());
    let app = App::new().route("/", web::to(HttpResponse::Ok)).wrap(cors);
    let app = init_service(app).await;
    let ask = async |ask: Ask, network| {
        app.call(ask.request().peer_addr(peer(network)).to_request()).await.unwrap();
    };
    let memory = resident();
    for hostile in 0..number {
        // One in ten thousand is real, from somewhere else each time.
        if hostile % 10_000 == 0 {
            for origin in REAL {
                ask(Ask::preflight(origin, "PUT").headers("x-name"), 1000 + hostile / 10_000).await;
            }
        }
        let origin = format!("https://{hostile}.evil.example");
        let asked = Ask::preflight(origin, format!("M{hostile}")).headers(format!("x-{hostile}"));
        ask(asked, 7).await;
    }
    let report = shadow_report();
    let found = report.policies().last().unwrap().only_now();
    let holds =
        |seen: &[cors_runtime::ValueSeen], value| seen.iter().any(|own| own.value() == value);
    for origin in REAL {
        assert!(holds(found.origins(), origin), "{origin}");
    }
    assert!(holds(found.methods(), "PUT") && holds(found.headers(), "x-name"));
    assert_eq!(found.origins().len(), 256);
    assert!(found.methods().len() <= 32 && found.headers().len() <= 128);
    assert!(report.to_json().len() < 200_000 && report.to_string().len() < 200_000);
    if let (Some(memory), Some(now)) = (memory, resident()) {
        println!("{number} hostile origins: {} kB more", now.saturating_sub(memory));
        assert!(now.saturating_sub(memory) < 4_000, "{memory} kB before, {now} kB after");
    }
}
