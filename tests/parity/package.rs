//! A package that the suite writes and cargo compiles: under the target folder, with the versions of this workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A generated package.
#[derive(Debug)]
pub(crate) struct Package {
    folder: PathBuf,
}

impl Package {
    /// Writes a package with these files under `src`, and these lines of dependencies.
    pub(crate) fn write(name: &str, dependencies: &str, files: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\n{dependencies}\n\n[profile.dev]\ndebug = false\n\n[workspace]\n"
        );
        fs::create_dir_all(folder.join("src")).expect("the target folder is writable");
        let package = Package { folder };
        package.put("Cargo.toml", &manifest);
        let versions = fs::read_to_string(workspace().join("Cargo.lock")).expect("a lock file");
        package.put("Cargo.lock", &versions);
        for (file, text) in files {
            package.put(&format!("src/{file}"), text);
        }
        package
    }

    /// Leaves a file alone that says the same already, or cargo would compile it again.
    fn put(&self, file: &str, text: &str) {
        let path = self.folder.join(file);
        if !fs::read_to_string(&path).is_ok_and(|written| written == text) {
            fs::write(&path, text).expect("the target folder is writable");
        }
    }

    /// Cargo in this package. All packages share one target folder, so that actix-web is compiled once for them.
    pub(crate) fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .arg(command)
            .args(["--offline", "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity"))
            .env_remove("RUSTFLAGS");
        cargo
    }
}

/// The root of this workspace.
pub(crate) fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// A dependency on a package of this workspace, as a line of a manifest.
pub(crate) fn dependency(name: &str, folder: &str) -> String {
    let path = workspace().join(folder).canonicalize().expect("the package is there");
    format!("{name} = {{ path = '{}' }}", path.display())
}
