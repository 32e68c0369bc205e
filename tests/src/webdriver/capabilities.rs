//! How each browser is to be started. Everything else that it might want to talk to does not exist.

use std::path::Path;

use serde_json::{Value, json};

use super::Engine;
use super::program::find;

pub(super) const MINI_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

const RESOLVER_RULES: &str = "--host-resolver-rules=MAP * ~NOTFOUND, \
    EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]";

/// A script may run for ten minutes: it is a whole batch.
const SCRIPT_MILLISECONDS: u32 = 600_000;

pub(super) fn capabilities(engine: Engine, profile: &Path) -> Value {
    let mut capabilities = match engine {
        Engine::Chromium => chromium(profile),
        Engine::Firefox => firefox(),
        Engine::WebKit => webkit(),
    };
    // The certificates of servers on this machine are made for the run.
    capabilities["acceptInsecureCerts"] = json!(true);
    capabilities["timeouts"] = json!({ "script": SCRIPT_MILLISECONDS });
    capabilities
}

fn chromium(profile: &Path) -> Value {
    let profile = format!("--user-data-dir={}", profile.display());
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": find("chromium"),
            // `--no-sandbox`: as root, in a container, Chromium does not start otherwise.
            "args": ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage",
                "--hide-scrollbars", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", profile, RESOLVER_RULES],
        },
    })
}

fn firefox() -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": find("firefox-esr"),
            "args": ["-headless"],
            "prefs": {
                "services.settings.server": "data:,#remote-settings-dummy/v1",
                "network.captive-portal-service.enabled": false,
                "network.connectivity-service.enabled": false,
                "datareporting.policy.dataSubmissionEnabled": false,
                "toolkit.telemetry.enabled": false,
                "app.update.enabled": false,
                // Nobody is there to answer a question for a password.
                "network.auth.subresource-http-auth-allow": 0,
            },
        },
    })
}

fn webkit() -> Value {
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": MINI_BROWSER, "args": ["--automation"] },
    })
}
