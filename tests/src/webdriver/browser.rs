//! One browser with one page.

use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;

use super::Engine;
use super::capabilities::capabilities;
use super::driver::Driver;

const PATIENCE: Duration = Duration::from_secs(20);

/// A running browser with a profile of its own.
pub struct Browser {
    engine: Engine,
    client: Client,
    driver: Driver,
}

impl Browser {
    /// Starts one.
    ///
    /// # Panics
    /// Where it does not start.
    pub async fn start(engine: Engine) -> Self {
        let mut driver = Driver::start(engine);
        let capabilities = capabilities(engine, &driver.profile);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().expect("an object").clone())
            .connect(&format!("http://{}", driver.address()))
            .await
            .unwrap_or_else(|error| panic!("{engine:?} opens no session: {error}"));
        driver.session = client.session_id().await.ok().flatten().expect("the session has an id");
        Self { engine, client, driver }
    }

    /// Ends the session; a test that fails leaves this to the driver's `Drop`.
    ///
    /// # Panics
    /// Where the driver does not answer.
    pub async fn close(mut self) {
        self.client.close().await.expect("the session ends");
        self.driver.session.clear();
    }

    /// The engine.
    #[must_use]
    pub const fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens a page.
    ///
    /// # Panics
    /// Where it does not open; `WebKit` says nothing of that, so the page's own address is asked for.
    pub async fn goto(&self, address: &str) {
        self.client.goto(address).await.expect("the page opens");
        let shown = self.execute("return location.href", Vec::new()).await;
        assert!(shown.as_str().is_some_and(|shown| shown.starts_with(address)), "{shown}");
    }

    /// Runs a script, and gives back what it returns.
    ///
    /// # Panics
    /// Where it throws.
    pub async fn execute(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.expect("the script runs")
    }

    /// Runs a script that calls its last argument with what is to be given back.
    ///
    /// # Panics
    /// Where it throws.
    pub async fn execute_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute_async(script, arguments).await.expect("the script runs")
    }

    /// Waits until an element is there.
    ///
    /// # Panics
    /// Where it does not come.
    pub async fn wait_for(&self, selector: &str) -> Element {
        let found = self.client.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await;
        found.unwrap_or_else(|error| panic!("no {selector} within {PATIENCE:?}: {error}"))
    }

    /// Clicks on an element, once it is there.
    ///
    /// # Panics
    /// Where that is not possible.
    pub async fn click(&self, selector: &str) {
        let clicked = self.wait_for(selector).await.click().await;
        clicked.unwrap_or_else(|error| panic!("click on {selector}: {error}"));
    }

    /// The text of an element.
    ///
    /// # Panics
    /// Where it cannot be read.
    pub async fn text(&self, selector: &str) -> String {
        self.wait_for(selector).await.text().await.expect("a text is read")
    }

    /// Sets the size of the window, in pixels.
    ///
    /// # Panics
    /// Where the browser refuses.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("a window of that size");
    }

    /// A picture of the window.
    ///
    /// # Panics
    /// Where the browser gives none.
    pub async fn screenshot(&self) -> Vec<u8> {
        self.client.screenshot().await.expect("a screenshot")
    }
}
