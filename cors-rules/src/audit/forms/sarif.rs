//! [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), by which code
//! hosts show findings beside the code.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::audit::comparison::Comparison;
use crate::audit::finding::Finding;
use crate::audit::finding_table::FINDINGS;
use crate::audit::place::Place;
use crate::audit::row::Row;
use crate::audit::table::Audit;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const HOME: &str = "https://docs.rs/cors-runtime/latest/cors_runtime/reference/index.html";

impl Audit {
    /// The findings as SARIF; the region of each is the line of the attribute.
    ///
    /// ```
    /// use cors_rules::audit::Audit;
    ///
    /// assert!(Audit::new([]).to_sarif().contains(r#""version": "2.1.0""#));
    /// ```
    #[must_use]
    pub fn to_sarif(&self) -> String {
        let rules = FINDINGS.iter().map(|row| {
            json!({
                "id": format!("audit::{}", row.code),
                "shortDescription": { "text": row.summary },
                "help": { "text": row.help },
                "helpUri": row.see,
                "defaultConfiguration": { "level": row.level.name() },
            })
        });
        let of_rows = self
            .rows()
            .iter()
            .flat_map(|row| row.findings.iter().map(move |finding| of_finding(finding, Some(row))));
        let of_audit = self.findings().iter().map(|finding| of_finding(finding, None));
        let results: Vec<Value> = of_rows.chain(of_audit).collect();
        let notes =
            self.gaps().iter().map(|gap| json!({ "level": "note", "message": { "text": gap } }));
        log(&rules.collect::<Vec<_>>(), &results, &notes.collect::<Vec<_>>())
    }
}

impl Comparison {
    /// What was widened as SARIF, with what was narrowed as notes.
    ///
    /// ```
    /// use cors_rules::audit::Audit;
    ///
    /// let audit = Audit::new([]);
    /// assert!(Audit::compare(&audit, &audit).to_sarif().contains(r#""results": []"#));
    /// ```
    #[must_use]
    pub fn to_sarif(&self) -> String {
        let kinds = [
            (
                "compare::widened",
                "warning",
                "somebody may do what was refused before",
                self.widened(),
            ),
            (
                "compare::narrowed",
                "note",
                "somebody may no longer do what was granted before",
                self.narrowed(),
            ),
        ];
        let rules = kinds.iter().map(|(id, level, summary, _)| {
            json!({
                "id": id,
                "shortDescription": { "text": summary },
                "helpUri": HOME,
                "defaultConfiguration": { "level": level },
            })
        });
        let results = kinds.iter().flat_map(|(id, level, _, changes)| {
            changes.iter().map(move |change| {
                let route = format!("{} {}", change.method, change.pattern);
                result(id, level, &change.message, change.place.as_ref(), &route)
            })
        });
        log(&rules.collect::<Vec<_>>(), &results.collect::<Vec<_>>(), &[])
    }
}

/// The whole file.
fn log(rules: &[Value], results: &[Value], notes: &[Value]) -> String {
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cors-audit",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": HOME,
                "rules": rules,
            } },
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notes }],
            "results": results,
        }],
    });
    // A tree of values can always be written.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn of_finding(finding: &Finding, row: Option<&Row>) -> Value {
    let entry = finding.code.entry();
    let message = if finding.help.is_empty() {
        finding.message.clone()
    } else {
        format!("{}\nhelp: {}", finding.message, finding.help)
    };
    let place = finding.place.as_ref().or(row.and_then(|row| row.source.as_ref()));
    let route = row.map_or_else(String::new, |row| format!("{} {}", row.method, row.pattern));
    result(&format!("audit::{}", entry.code), entry.level.name(), &message, place, &route)
}

fn result(id: &str, level: &str, message: &str, place: Option<&Place>, route: &str) -> Value {
    let physical = place.map(|place| {
        object([
            (
                "artifactLocation",
                Some(json!({ "uri": uri(&place.file), "uriBaseId": "%SRCROOT%" })),
            ),
            ("region", place.line.map(|line| json!({ "startLine": line }))),
        ])
    });
    let logical =
        (!route.is_empty()).then(|| json!([{ "fullyQualifiedName": route, "kind": "resource" }]));
    let is_somewhere = physical.is_some() || logical.is_some();
    let location = object([("physicalLocation", physical), ("logicalLocations", logical)]);
    object([
        ("ruleId", Some(json!(id))),
        ("level", Some(json!(level))),
        ("message", Some(json!({ "text": message }))),
        ("locations", is_somewhere.then(|| json!([location]))),
        // The line is no part of it, so that a host knows the finding again when it moves.
        ("partialFingerprints", Some(json!({ "route/v1": format!("{id} {route}") }))),
    ])
}

/// An object of the fields that there are.
fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let there = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(there.collect())
}

/// A path as a relative reference
/// ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-4.2)).
fn uri(file: &str) -> String {
    let mut out = String::new();
    for byte in file.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            // Writing to a `String` cannot fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}
