//! Runs cases in the model and in a browser, and says where they differ.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

use cors_tests::script::run_batch;
use cors_tests::webdriver::Browser;

use crate::case::Case;
use crate::model::{Observed, fetches, run_model};
use crate::shrink::smaller;
use crate::told::Told;
use crate::world::World;

/// Shrinking ends after so many steps.
const MOST_STEPS: usize = 40;

/// Where model and browser differ.
pub(crate) struct Difference {
    pub(crate) case: Case,
    model: Observed,
    browser: Observed,
}

impl Difference {
    /// Whether a machine that stalls explains it: a preflight is cached for five seconds where the server says nothing.
    pub(crate) fn may_be_a_stall(&self) -> bool {
        let (model, browser) = (&self.model, &self.browser);
        browser.seen.len() > model.seen.len() && model.agrees_but_for_preflights(browser)
    }
}

/// Runs cases in both, in the order given; `None` where they agree.
pub(crate) async fn judge(
    world: &World,
    browser: &Browser,
    cases: &[Case],
) -> Vec<Option<Difference>> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let named: Vec<(String, Case)> = cases
        .iter()
        .map(|case| (NUMBER.fetch_add(1, Ordering::Relaxed).to_string(), case.clone()))
        .collect();
    let model = run_model(world, &named, browser.engine().profile()).await;
    let real = run_browser(world, browser, &named).await;
    cases
        .iter()
        .zip(model.into_iter().zip(real))
        .map(|(case, (model, browser))| {
            let agree = model.agrees_with(&browser);
            (!agree).then(|| Difference { case: case.clone(), model, browser })
        })
        .collect()
}

async fn run_browser(world: &World, browser: &Browser, cases: &[(String, Case)]) -> Vec<Observed> {
    let mut by_page: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (id, case)) in cases.iter().enumerate() {
        world.register(id, case);
        by_page.entry(world.ports.page_url(case)).or_default().push(index);
    }
    let mut told: Vec<Vec<Told>> = vec![Vec::new(); cases.len()];
    for (page, indices) in by_page {
        browser.goto(&page).await;
        let errands: Vec<_> = indices
            .iter()
            .map(|index| fetches(world, &cases[*index].0, &cases[*index].1))
            .collect();
        let results = run_batch(browser, &errands).await;
        for (index, got) in indices.into_iter().zip(results) {
            told[index] = got.into_iter().map(Told::by_browser).collect();
        }
    }
    cases
        .iter()
        .zip(told)
        .map(|((id, _), told)| Observed { told, seen: world.forget(id) })
        .collect()
}

/// Drops from a case what the difference does not need.
pub(crate) async fn shrink(world: &World, browser: &Browser, found: Difference) -> Difference {
    let mut found = found;
    for _ in 0..MOST_STEPS {
        let judged = judge(world, browser, &smaller(&found.case)).await;
        match judged.into_iter().flatten().next() {
            Some(smaller) => found = smaller,
            None => break,
        }
    }
    found
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{}", self.case)?;
        for (name, observed) in [("model", &self.model), ("browser", &self.browser)] {
            writeln!(out, "{name}:")?;
            for seen in &observed.seen {
                write!(out, "  {} {} Origin {:?}", seen.method, seen.target, seen.origin)?;
                match &seen.asked_method {
                    None => writeln!(out)?,
                    Some(method) => {
                        writeln!(out, ", asks for {method}, headers {:?}", seen.asked_headers)?;
                    }
                }
            }
            for told in &observed.told {
                writeln!(out, "  {told}")?;
            }
        }
        Ok(())
    }
}
