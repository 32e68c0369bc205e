//! The page of an example in a browser: its cards, clicked and read.

use std::{fs, path::Path};

use cors_tests::webdriver::Browser;

/// A browser that looks at an example.
pub(crate) struct Page {
    pub(crate) browser: Browser,
}

impl Page {
    /// Opens a page of the example, and waits until its script has run.
    pub(crate) async fn open(&self, address: &str) {
        self.browser.goto(address).await;
        self.wait_for("html[data-ready]").await;
    }

    pub(crate) async fn wait_for(&self, selector: &str) {
        self.browser.wait_for(selector).await;
    }

    pub(crate) async fn click(&self, selector: &str) {
        self.browser.click(selector).await;
    }

    pub(crate) async fn text(&self, selector: &str) -> String {
        self.browser.text(selector).await
    }

    /// Presses a card's button, and waits until its findings are shown.
    pub(crate) async fn click_card(&self, name: &str) {
        let runs: u32 =
            self.attribute(name, "runs").await.map_or(0, |runs| runs.parse().expect("a number"));
        self.click(&format!("[data-card={name}] .story button")).await;
        self.wait_for(&format!("[data-card={name}][data-state=done][data-runs='{}']", runs + 1))
            .await;
    }

    /// A `data-` attribute of a card that has been clicked.
    pub(crate) async fn card(&self, name: &str, attribute: &str) -> String {
        self.attribute(name, attribute)
            .await
            .unwrap_or_else(|| panic!("{name} has no data-{attribute}"))
    }

    async fn attribute(&self, name: &str, attribute: &str) -> Option<String> {
        let card = self.browser.wait_for(&format!("[data-card={name}]")).await;
        card.attr(&format!("data-{attribute}")).await.expect("an attribute is read")
    }

    /// The whole page at that width, not only what fits a window, into `tests/artefacts`.
    pub(crate) async fn screenshot(&self, width: u32, name: &str) {
        self.browser.resize(width, 1000).await;
        let height = self.measure("document.documentElement.scrollHeight").await;
        self.browser.resize(width, height + 200).await;
        let image = self.browser.screenshot().await;
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("artefacts");
        fs::create_dir_all(&folder).expect("the folder of the artefacts");
        fs::write(folder.join(name), image).expect("the screenshot is written");
    }

    /// Whether the page needs no scrolling sideways.
    pub(crate) async fn fits(&self) -> bool {
        self.measure("document.documentElement.scrollWidth").await
            <= self.measure("innerWidth").await
    }

    async fn measure(&self, pixels: &str) -> u32 {
        let answer = self.browser.execute(&format!("return {pixels}"), Vec::new()).await;
        answer.as_u64().and_then(|pixels| u32::try_from(pixels).ok()).expect("a number of pixels")
    }
}
