//! rust-analyzer on the keys: it explains them, offers them and follows them, also in code that is not finished.

use cors_rules::{Danger, KEYS, Key, RULES, Severity};

use crate::server::Editor;
use crate::source::Source;

macro_rules! source {
    ($name:literal, $attribute:literal, $body:literal) => {
        Source {
            name: $name,
            text: concat!(
                "use actix_web::{Responder, get};\nuse cors_runtime::cors;\n\n#[cors(",
                $attribute,
                ")]\n#[get(\"/x\")]\nasync fn handler() -> impl Responder {\n    ",
                $body,
                "\n}\n"
            ),
        }
    };
}

const ON_A_KEY: Source =
    source!("on_a_key", r#"origins = ["https://a.example"], max$0_age = 6"#, r#""answered""#);
const ON_AN_ESCAPE: Source = source!(
    "on_an_escape",
    r#"origins = ["http://a.example"], credentials, dangerous(insecure$0_origins)"#,
    r#""answered""#
);
const BESIDE_A_MISTAKE: Source = source!(
    "beside_a_mistake",
    r#"origins = ["https://a.example/"], max$0_age = 6"#,
    r#""answered""#
);
const IN_AN_UNFINISHED_HANDLER: Source = source!(
    "in_an_unfinished_handler",
    r#"origins = any, max$0_age = 6"#,
    "let text = \"\";\n    text."
);
const HALF_TYPED: Source =
    source!("half_typed", r#"origins = ["https://a.example"], max_a$0"#, r#""answered""#);
const HALF_TYPED_FIRST: Source = source!("half_typed_first", "orig$0", r#""answered""#);
const EMPTY_SLOT: Source =
    source!("empty_slot", r#"origins = ["https://a.example"], $0"#, r#""answered""#);
const EMPTY_SLOT_BETWEEN: Source =
    source!("empty_slot_between", r#"origins = any, $0, max_age = 6"#, r#""answered""#);
const EMPTY_ESCAPES: Source =
    source!("empty_escapes", r#"origins = any, dangerous($0)"#, r#""answered""#);
const EMPTY_ESCAPES_BESIDE_WARNINGS: Source = source!(
    "empty_escapes_beside_warnings",
    r#"origins = any, dangerous($0), allow(max_age_capped)"#,
    r#""answered""#
);
const EMPTY_WARNINGS: Source =
    source!("empty_warnings", r#"origins = any, allow($0)"#, r#""answered""#);
const EMPTY_WARNINGS_BESIDE_ESCAPES: Source = source!(
    "empty_warnings_beside_escapes",
    r#"origins = ["null"], allow($0), dangerous(null_origin)"#,
    r#""answered""#
);
const SECOND_WARNING: Source = source!(
    "second_warning",
    r#"origins = any, max_age = 100000, allow(max_age_capped, opt$0)"#,
    r#""answered""#
);
const IN_THE_BODY: Source =
    source!("in_the_body", r#"origins = any"#, "let text = String::new();\n    text.le$0");
const IN_THE_BODY_BESIDE_A_MISTAKE: Source = source!(
    "in_the_body_beside_a_mistake",
    r#"origins = any, credentials"#,
    "let text = String::new();\n    text.le$0"
);

const SOURCES: &[Source] = &[
    ON_A_KEY,
    ON_AN_ESCAPE,
    BESIDE_A_MISTAKE,
    IN_AN_UNFINISHED_HANDLER,
    HALF_TYPED,
    HALF_TYPED_FIRST,
    EMPTY_SLOT,
    EMPTY_SLOT_BETWEEN,
    EMPTY_ESCAPES,
    EMPTY_ESCAPES_BESIDE_WARNINGS,
    EMPTY_WARNINGS,
    EMPTY_WARNINGS_BESIDE_ESCAPES,
    SECOND_WARNING,
    IN_THE_BODY,
    IN_THE_BODY_BESIDE_A_MISTAKE,
];

/// One test, because one server: loading it is what takes the time.
#[test]
fn rust_analyzer_knows_the_keys() {
    let Some(mut editor) = Editor::open(SOURCES) else { return };
    keys_are_explained(&mut editor);
    keys_are_offered(&mut editor);
    keys_are_followed(&mut editor);
    bodies_are_completed(&mut editor);
}

fn keys_are_explained(editor: &mut Editor) {
    let row = Key::MaxAge.entry();
    for source in [ON_A_KEY, BESIDE_A_MISTAKE, IN_AN_UNFINISHED_HANDLER] {
        let shown = editor.hover(&source);
        assert!(shown.contains(row.summary), "{}: {shown:?}", source.name);
        assert!(shown.contains(row.shape), "{}: {shown:?}", source.name);
    }
    let shown = editor.hover(&ON_AN_ESCAPE);
    assert!(shown.contains(Key::Dangerous.entry().summary), "{shown:?}");
}

fn keys_are_offered(editor: &mut Editor) {
    for source in [EMPTY_SLOT, EMPTY_SLOT_BETWEEN] {
        let offered = editor.completions(&source);
        for row in KEYS.iter().filter(|row| row.key != Key::Crate) {
            let times = offered.iter().filter(|label| *label == row.name).count();
            assert_eq!(times, 1, "{}: {} in {offered:?}", source.name, row.name);
        }
    }
    for source in [EMPTY_ESCAPES, EMPTY_ESCAPES_BESIDE_WARNINGS] {
        let offered = editor.completions(&source);
        for escape in Danger::ALL.map(Danger::name) {
            let times = offered.iter().filter(|label| *label == escape).count();
            assert_eq!(times, 1, "{}: {escape} in {offered:?}", source.name);
        }
    }
    for source in [EMPTY_WARNINGS, EMPTY_WARNINGS_BESIDE_ESCAPES] {
        let offered = editor.completions(&source);
        for row in RULES.iter().filter(|row| row.severity == Severity::Warning) {
            let times = offered.iter().filter(|label| *label == row.code).count();
            assert_eq!(times, 1, "{}: {} in {offered:?}", source.name, row.code);
        }
    }
    let half_typed = [
        (HALF_TYPED, "max_age"),
        (HALF_TYPED_FIRST, "origins"),
        (SECOND_WARNING, "options_listed"),
    ];
    for (source, key) in half_typed {
        let offered = editor.completions(&source);
        assert!(offered.iter().any(|label| label == key), "{}: {offered:?}", source.name);
    }
}

fn keys_are_followed(editor: &mut Editor) {
    for source in [ON_A_KEY, BESIDE_A_MISTAKE, IN_AN_UNFINISHED_HANDLER] {
        let places = editor.definitions(&source);
        let is_there = |(file, _): &(String, u64)| file.ends_with("/cors-runtime/src/generated.rs");
        assert!(places.iter().any(is_there), "{}: {places:?}", source.name);
    }
}

fn bodies_are_completed(editor: &mut Editor) {
    for source in [IN_THE_BODY, IN_THE_BODY_BESIDE_A_MISTAKE] {
        let offered = editor.completions(&source);
        assert!(
            offered.iter().any(|label| label.starts_with("len")),
            "{}: {offered:?}",
            source.name
        );
    }
}
