//! A package that a suite writes and cargo compiles: in a scratch folder, with the versions of this workspace.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// actix-web as a dependency of a generated package.
pub const ACTIX_WEB: &str =
    "actix-web = { version = \"4\", default-features = false, features = [\"macros\"] }";

/// A generated package.
#[derive(Clone, Debug)]
pub struct Package {
    folder: PathBuf,
    target: PathBuf,
}

impl Package {
    /// Writes a package with these dependencies, as lines of a manifest, and these files under `src`. All packages of one
    /// scratch folder (`CARGO_TARGET_TMPDIR` of a suite) share one target folder, so that actix-web is compiled once.
    ///
    /// # Panics
    /// Where the scratch folder is not writable.
    #[must_use]
    pub fn write(
        scratch: &str,
        name: &str,
        dependencies: &[String],
        files: &[(&str, &str)],
    ) -> Self {
        let scratch = Path::new(scratch);
        let package = Package { folder: scratch.join(name), target: scratch.join("packages") };
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\n{}\n\n[profile.dev]\ndebug = false\n\n[workspace]\n",
            dependencies.join("\n")
        );
        fs::create_dir_all(package.folder.join("src")).expect("the scratch folder is writable");
        package.put("Cargo.toml", &manifest);
        let versions = fs::read_to_string(lock_file()).expect("a lock file");
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
            fs::write(&path, text).expect("the scratch folder is writable");
        }
    }

    /// Where the package is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where cargo compiles it.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Cargo in this package.
    #[must_use]
    pub fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo
            .arg(command)
            .args(["--offline", "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env_remove("RUSTFLAGS");
        cargo
    }
}

/// The root of the repository. These suites are also those of `tests/oldest`, a folder further down.
///
/// # Panics
/// Where it is not around the package.
#[must_use]
pub fn root() -> &'static Path {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders.find(|folder| folder.join("rust-toolchain.toml").is_file()).expect("the root is around")
}

/// The lock file that the suite itself is built with.
fn lock_file() -> PathBuf {
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let mut files = folders.map(|folder| folder.join("Cargo.lock"));
    files.find(|file| file.is_file()).expect("a lock file")
}

/// A dependency on a package of this workspace, as a line of a manifest.
///
/// # Panics
/// Where there is no such folder.
#[must_use]
pub fn dependency(name: &str, folder: &str) -> String {
    let path = root().join(folder).canonicalize().expect("the package is there");
    format!("{name} = {{ path = '{}' }}", path.display())
}
