//! `diff --git`: the old side is what another commit has.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{Run, audits, run_in};

/// A repository of its own, removed at the end.
struct Repository(PathBuf);

impl Drop for Repository {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Repository {
    fn new(name: &str) -> Repository {
        let folder = std::env::temp_dir().join(format!("cors-git-{name}-{}", std::process::id()));
        fs::create_dir_all(folder.join("tests")).unwrap();
        let repository = Repository(folder);
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    fn git(&self, arguments: &[&str]) {
        let identity =
            ["-c", "user.name=x", "-c", "user.email=x@example", "-c", "commit.gpgsign=false"];
        let ended =
            Command::new("git").current_dir(&self.0).args(identity).args(arguments).output();
        let ended = ended.expect("git is installed");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }

    fn put(&self, audit: &str) {
        fs::copy(audits().join(audit), self.0.join("tests/cors-audit.json")).unwrap();
    }

    fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "state"]);
    }

    fn run(&self, below: &str, arguments: &[&str]) -> Run {
        run_in(&self.0.join(Path::new(below)), arguments)
    }
}

#[test]
fn the_old_side_is_that_of_the_commit() {
    let repository = Repository::new("old");
    repository.put("old.json");
    repository.commit();
    let default = &["diff", "--git", "main"];
    assert_eq!(repository.run(".", default).status, 0);
    repository.put("new.json");
    let run = repository.run(".", default);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    assert!(run.out.starts_with("widened: 2\n"), "{}", run.out);
    // From another folder, by another path.
    let below = repository.run("tests", &["diff", "--git", "HEAD", "cors-audit.json"]);
    let beside = repository.run("tests", &["diff", "--git", "HEAD", "../tests/cors-audit.json"]);
    assert_eq!((&below.out, below.status), (&run.out, 1));
    assert_eq!((&beside.out, beside.status), (&run.out, 1));
}

#[test]
fn a_file_that_was_not_there_had_no_route() {
    let repository = Repository::new("new");
    repository.commit();
    repository.put("old.json");
    let run = repository.run(".", &["diff", "--git", "main"]);
    assert_eq!(run.status, 1);
    assert!(run.err.starts_with("note: `main` has no `tests/cors-audit.json`"), "{}", run.err);
    assert!(run.out.contains("`PUT /cart` is new"), "{}", run.out);
}

#[test]
fn what_is_no_commit_is_no_comparison() {
    let repository = Repository::new("none");
    repository.put("old.json");
    repository.commit();
    let of = |base| repository.run(".", &["diff", &format!("--git={base}")]);
    of("nowhere").refused("git says: fatal");
    of("--output=x").refused("`--output=x` is no commit");
    of("main:tests").refused("`main:tests` is no commit");
    of("").refused("`` is no commit");
    assert!(!repository.0.join("x").exists());
    let outside = run_in(&std::env::temp_dir(), &["diff", "--git", "main"]);
    outside.refused("cannot read `tests/cors-audit.json`");
    fs::write(repository.0.join("tests/cors-audit.json"), "{}").unwrap();
    repository.commit();
    repository.put("old.json");
    of("main").refused("`tests/cors-audit.json at main` is no audit: line 1");
}
