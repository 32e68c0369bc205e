//! The audit in a file: written, compared in meaning, and what is said where it differs. The variable is the process's, so
//! each case runs this program again.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use actix_web::{App, Responder, put};
use cors_runtime::{Audit, Cors, cors};

/// Names the file for the program that runs again, and the application.
const FILE: &str = "CORS_TESTS_AUDIT_FILE";
const APPLICATION: &str = "CORS_TESTS_AUDIT_APPLICATION";

mod narrow {
    use super::{Responder, cors, put};

    #[cors(origins = ["https://a.example"], max_age = 600)]
    #[put("/item")]
    pub(super) async fn replace() -> impl Responder {
        "replaced"
    }
}

mod wide {
    use super::{Responder, cors, put};

    #[cors(origins = ["https://*.a.example", "https://a.example"], credentials, max_age = 600)]
    #[put("/item")]
    pub(super) async fn replace() -> impl Responder {
        "replaced"
    }
}

async fn audited(application: &str) -> Audit {
    match application {
        "wide" => {
            cors_runtime::audit(|| App::new().service(wide::replace).wrap(Cors::default())).await
        }
        _ => {
            cors_runtime::audit(|| App::new().service(narrow::replace).wrap(Cors::default())).await
        }
    }
    .unwrap()
}

/// What the program does that runs again; on its own it has nothing to do.
#[actix_web::test]
async fn again() {
    if let (Ok(file), Ok(application)) = (env::var(FILE), env::var(APPLICATION)) {
        audited(&application).await.assert_snapshot(file);
    }
}

/// Runs this program again; what it prints, and whether it went well.
fn run(file: &Path, application: &str, variable: &str) -> (String, bool) {
    let output = Command::new(env::current_exe().unwrap())
        .args(["snapshot::again", "--exact", "--nocapture"])
        .envs([
            (FILE, file.to_str().unwrap()),
            (APPLICATION, application),
            ("CORS_AUDIT", variable),
        ])
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (String::from_utf8(said).unwrap(), output.status.success())
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("audit").join(name);
    let _ = fs::remove_dir_all(&folder);
    folder
}

#[test]
fn a_file_that_is_not_there_fails_and_says_how_to_write_it() {
    let file = folder("missing").join("audit.json");
    let (said, went_well) = run(&file, "narrow", "");
    assert!(!went_well && said.contains("there is no audit at"), "{said}");
    assert!(said.contains("`CORS_AUDIT=update cargo test`"), "{said}");
    assert!(!file.exists(), "nothing is written unasked");
}

#[test]
fn it_is_written_once_and_agrees_from_then_on() {
    let file = folder("written").join("deep/audit.json");
    assert!(run(&file, "narrow", "update").1);
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.ends_with("}\n") && text.contains("\"/item\""), "{text}");
    assert!(!text.contains("snapshot.rs:"), "no lines of the source: {text}");
    let (said, went_well) = run(&file, "narrow", "");
    assert!(went_well, "{said}");
    let written = fs::metadata(&file).unwrap().modified().unwrap();
    assert!(run(&file, "narrow", "update").1);
    assert_eq!(
        fs::metadata(&file).unwrap().modified().unwrap(),
        written,
        "the same is not written"
    );
}

#[test]
fn a_difference_is_told_in_meaning() {
    let file = folder("different").join("audit.json");
    assert!(run(&file, "narrow", "update").1);
    let (said, went_well) = run(&file, "wide", "");
    assert!(!went_well, "{said}");
    assert!(said.contains("https://*.a.example") && said.contains("widened"), "{said}");
    assert!(said.contains("if this is meant: `CORS_AUDIT=update cargo test`"), "{said}");
    assert!(run(&file, "wide", "update").1 && run(&file, "wide", "").1);
}

#[test]
fn what_is_no_audit_or_means_nothing_is_refused() {
    let folder = folder("broken");
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("audit.json");
    for text in ["", "{}", "[]", "{\"version\": 99}", "\u{0}", "{\"version\": 1, \"rows\": 5}"] {
        fs::write(&file, text).unwrap();
        let (said, went_well) = run(&file, "narrow", "");
        assert!(!went_well && said.contains("cannot be read as an audit"), "{text}: {said}");
    }
    let (said, went_well) = run(&file, "narrow", "yes");
    assert!(!went_well && said.contains("`CORS_AUDIT=yes` means nothing"), "{said}");
}

#[actix_web::test]
async fn two_audits_are_compared() {
    let (narrow, wide) = (audited("narrow").await, audited("wide").await);
    assert!(!Audit::compare(&narrow, &wide).widened().is_empty());
    assert!(Audit::compare(&wide, &narrow).widened().is_empty());
    assert!(!Audit::compare(&wide, &narrow).narrowed().is_empty());
}
