//! The three engines: what each needs to be installed, and which run here.

use std::env;
use std::io::{self, Write};

use cors_rules::client::Profile;

use super::program::find;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Engine {
    /// Debian's chromium, through chromedriver.
    Chromium,
    /// Debian's firefox-esr, through geckodriver.
    Firefox,
    /// `MiniBrowser` of `WebKitGTK`, through `WebKitWebDriver`, on a display of its own.
    WebKit,
}

impl Engine {
    /// All of them.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// The model's name for it.
    #[must_use]
    pub const fn profile(self) -> Profile {
        match self {
            Engine::Chromium => Profile::Chromium,
            Engine::Firefox => Profile::Firefox,
            Engine::WebKit => Profile::WebKit,
        }
    }

    /// Driver, browser, and what else it needs.
    const fn programs(self) -> &'static [&'static str] {
        match self {
            Engine::Chromium => &["chromedriver", "chromium"],
            Engine::Firefox => &["geckodriver", "firefox-esr"],
            Engine::WebKit => &["WebKitWebDriver", super::capabilities::MINI_BROWSER, "Xvfb"],
        }
    }

    /// Whether it runs here. Says so, loudly, when not. A missing Chromium is a failure where `CI` is set, and any missing
    /// engine where `CORS_BROWSERS=all` demands them all; `CORS_BROWSERS=none` wants none.
    ///
    /// # Panics
    /// In those two cases.
    #[must_use]
    pub fn is_installed(self) -> bool {
        let wanted = env::var("CORS_BROWSERS").unwrap_or_default();
        if wanted == "none" {
            self.skip("CORS_BROWSERS=none");
            return false;
        }
        let missing: Vec<_> =
            self.programs().iter().filter(|name| find(name).is_none()).copied().collect();
        if missing.is_empty() {
            return true;
        }
        let option = if self == Engine::Chromium { "" } else { " --browsers" };
        let advice = format!(
            "{} not found; `tests/run{option}` installs what is missing",
            missing.join(" and ")
        );
        let is_expected = self == Engine::Chromium && env::var_os("CI").is_some();
        assert!(!is_expected && wanted != "all", "{self:?}: {advice}");
        self.skip(&advice);
        false
    }

    /// Past the capture of the test harness, which would swallow the line of a passing test.
    fn skip(self, reason: &str) {
        let _ = writeln!(io::stderr(), "\nSKIPPED: {self:?} did not see this: {reason}\n");
    }
}
