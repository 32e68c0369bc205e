//! The structure of the crates: which file may import which. `cors-runtime` has rooms in an order,
//! `cors-rules` and `cors-macros` have no circles. `--nocapture` prints the picture.

mod circles;
mod names;
mod paths;
mod picture;
mod rooms;
mod samples;
mod source;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use circles::circles;
use names::Arrow;
use source::Source;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Fails with every violation, each on lines of its own.
fn report(crate_name: &str, violations: &[String]) {
    let mut text = String::new();
    for violation in violations {
        let _ = writeln!(text, "{violation}");
    }
    assert!(
        violations.is_empty(),
        "{crate_name}: {} violations of the order of the house\n{text}",
        violations.len()
    );
}

/// Where an arrow starts, what it names and where that is defined.
fn describe(folder: &str, source: &Source, arrow: &Arrow) -> String {
    let path = |file: usize| source.files.get(file).map_or("?", |file| &file.path);
    let Arrow { line, path: written, .. } = arrow;
    format!("{folder}/src/{}:{line}: `{written}` (defined in {})", path(arrow.from), path(arrow.to))
}

/// The circles among some arrows, each as one violation.
fn circle_violations(folder: &str, source: &Source, arrows: &[&Arrow]) -> Vec<String> {
    let describe = |arrow: &&Arrow| format!("\n  {}", describe(folder, source, arrow));
    circles(arrows)
        .iter()
        .map(|circle| {
            let arrows: String = circle.iter().map(describe).collect();
            format!("a circle of files:{arrows}")
        })
        .collect()
}

fn violations_of_rooms(folder: &str, source: &Source, listed: &[String]) -> Vec<String> {
    let arrows = source.arrows();
    let mut violations: Vec<String> = rooms::wrong_files(source, listed)
        .into_iter()
        .map(|(path, line, what)| format!("{folder}/src/{path}:{line}: {what}"))
        .collect();
    for arrow in &arrows {
        if let Some(what) = rooms::wrong_import(source, arrow) {
            violations.push(format!("{}: {what}", describe(folder, source, arrow)));
        }
    }
    let room = |file: usize| source.files.get(file).map_or("", |file| rooms::room_of(&file.path));
    let inside: Vec<&Arrow> = arrows
        .iter()
        .filter(|arrow| arrow.from != arrow.to && room(arrow.from) == room(arrow.to))
        .collect();
    violations.extend(circle_violations(folder, source, &inside));
    violations
}

fn violations_without_circles(folder: &str, source: &Source) -> Vec<String> {
    let arrows = source.arrows();
    let between: Vec<&Arrow> = arrows.iter().filter(|arrow| arrow.from != arrow.to).collect();
    circle_violations(folder, source, &between)
}

/// The paths that lead into one of these crates, or into one whose name begins with theirs and `_`.
fn violations_of_foreign(folder: &str, source: &Source, forbidden: &[&str]) -> Vec<String> {
    let is_forbidden = |name: &str| {
        let crate_name = name.split('_').next().unwrap_or_default();
        forbidden.contains(&crate_name)
    };
    source
        .foreign()
        .into_iter()
        .filter(|(_, _, name)| is_forbidden(name))
        .filter_map(|(file, line, name)| {
            let path = &source.files.get(file)?.path;
            Some(format!("{folder}/src/{path}:{line}: names `{name}`"))
        })
        .collect()
}

/// Every file below a folder, by its path from there.
fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![PathBuf::new()];
    while let Some(inside) = waiting.pop() {
        for entry in folder.join(&inside).read_dir().expect("the folder can be read") {
            let entry = entry.expect("the folder can be read");
            let path = inside.join(entry.file_name());
            if entry.path().is_dir() {
                waiting.push(path);
            } else {
                found.push(path.to_str().expect("paths are UTF-8").to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn imports_of_the_runtime_go_down() {
    let folder = Path::new(ROOT).join("cors-runtime");
    let source = Source::read(&folder);
    println!("{}", picture::of_rooms("cors-runtime", &source, &rooms::ROOMS));
    let listed = files_below(&folder.join("src"));
    report("cors-runtime", &violations_of_rooms("cors-runtime", &source, &listed));
}

#[test]
fn the_rules_have_no_circles_and_name_neither_actix_nor_syn() {
    let folder = Path::new(ROOT).join("cors-rules");
    let source = Source::read(&folder);
    println!("{}", picture::of_rooms("cors-rules", &source, &[]));
    let mut violations = violations_without_circles("cors-rules", &source);
    violations.extend(violations_of_foreign("cors-rules", &source, &["actix", "syn"]));
    let manifest =
        std::fs::read_to_string(folder.join("Cargo.toml")).expect("the manifest is there");
    for (index, line) in manifest.lines().enumerate() {
        if line.starts_with("actix") || line.starts_with("syn") {
            violations.push(format!("cors-rules/Cargo.toml:{}: depends on `{line}`", index + 1));
        }
    }
    report("cors-rules", &violations);
}

#[test]
fn the_macros_have_no_circles() {
    let source = Source::read(&Path::new(ROOT).join("cors-macros"));
    println!("{}", picture::of_rooms("cors-macros", &source, &[]));
    report("cors-macros", &violations_without_circles("cors-macros", &source));
}
