//! Pages that no server has: extensions of browsers, programs with a scheme of their own, and hosts without a name. They are
//! opened as any page, and read what the policy lets them read.

use actix_web::{App, HttpResponse, Responder, put};
use cors_runtime::cors;
use cors_runtime::testing::{Browser, Fetch};

#[cors(
    origins = [
        "moz-extension://*",
        "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai",
        "safari-web-extension://140bb581-a2c0-422a-9dd3-6982a5abee5e",
        "tauri://localhost",
        "capacitor://app.example",
        "http://192.168.0.0/16:*",
        "http://[fd00::/8]",
    ],
    headers = ["x-token"],
)]
#[put("/open")]
async fn open() -> impl Responder {
    HttpResponse::Ok()
}

#[cors(
    origins = [
        "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai", "tauri://localhost", "capacitor://app.example",
    ],
    headers = ["x-token"],
    credentials,
)]
#[put("/strict")]
async fn strict() -> impl Responder {
    HttpResponse::Ok()
}

fn put(path: &str) -> Fetch {
    Fetch::put(format!("https://api.example{path}")).header("x-token", "secret")
}

#[actix_web::test]
async fn pages_without_a_server_read_what_is_theirs() {
    let app = actix_web::test::init_service(App::new().service(open).service(strict)).await;
    for origin in [
        "moz-extension://11111111-2222-3333-4444-555555555555",
        "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai",
        "safari-web-extension://140bb581-a2c0-422a-9dd3-6982a5abee5e",
        "tauri://localhost",
        "capacitor://app.example",
        "http://192.168.1.20:8080",
        "http://[fd12::1]",
    ] {
        let page = Browser::new().open(origin);
        page.fetch(&app, put("/open")).await.assert_readable();
        // Credentials are another question.
        page.fetch(&app, put("/open").with_credentials()).await.assert_blocked();
    }
    for origin in [
        "chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh",
        "safari-web-extension://240bb581-a2c0-422a-9dd3-6982a5abee5e",
        "tauri://other",
        "http://192.169.1.20",
        "http://[fe80::1]",
        "https://192.168.1.20",
    ] {
        Browser::new().open(origin).fetch(&app, put("/open")).await.assert_blocked();
    }
}

#[actix_web::test]
async fn one_extension_and_a_program_may_have_credentials() {
    let app = actix_web::test::init_service(App::new().service(open).service(strict)).await;
    for origin in [
        "chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai",
        "tauri://localhost",
        "capacitor://app.example",
    ] {
        let page = Browser::new().open(origin);
        page.fetch(&app, put("/strict").with_credentials()).await.assert_readable();
    }
    let other = Browser::new().open("chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh");
    other.fetch(&app, put("/strict").with_credentials()).await.assert_blocked();
}
