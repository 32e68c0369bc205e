//! An application before and after, asked everything; what differs stands in `differences/`, under the decision that explains
//! it. `BLESS=1` writes that anew, for whoever reads it then. Who may call what afterwards stands in `audits/`.

use std::fmt::Write as _;
use std::{env, fs, path::PathBuf};

use crate::case::{Asker, Request};
use crate::decision::Decision;
use crate::difference::{Difference, differences};
use crate::report::{self, Sight};
use crate::running::Running;
use crate::seen::Seen;

/// An application in both forms, and what is asked.
pub(crate) struct Comparison {
    pub(crate) name: &'static str,
    pub(crate) before: Running,
    pub(crate) after: Running,
    pub(crate) pages: Vec<Asker>,
    pub(crate) requests: Vec<Request>,
    /// What is asked by programs.
    pub(crate) programs: Vec<Request>,
    /// In the order in which they are tried: the first that explains a difference is its reason.
    pub(crate) decisions: &'static [Decision],
}

impl Comparison {
    /// Asks everything.
    ///
    /// # Panics
    /// Where a difference has no decision, a decision explains nothing, or what differs is not what is written down.
    pub(crate) async fn run(self) {
        match self.report().await {
            Ok(report) => {
                assert_written(self.name, &report);
                if let Some(audit) = &self.after.audit {
                    audit.assert_snapshot(format!("applications/audits/{}.json", self.name));
                }
            }
            Err(problem) => panic!("{}: {problem}", self.name),
        }
    }

    /// Asks everything, and says what differs and why; or for what there is no decision, and which explains nothing.
    pub(crate) async fn report(&self) -> Result<String, String> {
        let program = Asker::Program;
        let mut cases: Vec<(&Asker, &Request)> = Vec::new();
        for request in &self.requests {
            cases.extend(self.pages.iter().map(|page| (page, request)));
        }
        cases.extend(self.programs.iter().map(|request| (&program, request)));
        let (mut sights, mut found) = (Vec::new(), Vec::new());
        for (asker, request) in cases {
            let before = Seen::of(&self.before, asker, request).await;
            let after = Seen::of(&self.after, asker, request).await;
            found.extend(differences(asker, request, &before, &after));
            sights.push(Sight { asker, request, before, after });
        }
        let mut report = report::table(&self.pages, &sights);
        for (decision, differences) in self.reasons(&found)? {
            let _ = write!(report, "\n{decision:?}: {}\n", decision.because());
            report += &report::lines(&self.pages, &differences);
        }
        Ok(report)
    }

    fn reasons<'a>(&self, found: &'a [Difference<'a>]) -> Result<Reasons<'a>, String> {
        let mut reasons: Reasons<'a> =
            self.decisions.iter().map(|decision| (*decision, Vec::new())).collect();
        let mut open = Vec::new();
        for difference in found {
            match reasons.iter_mut().find(|(decision, _)| decision.explains(difference)) {
                Some((_, explained)) => explained.push(difference),
                None => open.push(difference),
            }
        }
        if !open.is_empty() {
            let lines = report::lines(&self.pages, &open);
            return Err(format!("differences without a decision:\n{lines}"));
        }
        let idle = reasons.iter().filter(|(_, explained)| explained.is_empty());
        let idle: Vec<Decision> = idle.map(|(decision, _)| *decision).collect();
        if !idle.is_empty() {
            return Err(format!("decisions that explain nothing: {idle:?}"));
        }
        Ok(reasons)
    }
}

type Reasons<'a> = Vec<(Decision, Vec<&'a Difference<'a>>)>;

fn assert_written(name: &str, report: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("applications/differences");
    let file = folder.join(format!("{name}.txt"));
    let written = fs::read_to_string(&file).unwrap_or_default();
    if env::var_os("BLESS").is_some() {
        fs::write(&file, report).expect("the file can be written");
    } else {
        assert!(
            written == report,
            "{name}: what differs is not what {} says. It is:\n{report}\n\
             `BLESS=1 cargo test -p cors-tests --all-features --test applications` writes it; read it then",
            file.display()
        );
    }
}
