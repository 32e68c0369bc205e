//! Programs of this machine, and processes that are ended together with those that they started.

use std::{
    env,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// Where a program lies; one with a path is taken as it stands.
pub(super) fn find(program: &str) -> Option<PathBuf> {
    if program.starts_with('/') {
        return Some(PathBuf::from(program)).filter(|path| path.is_file());
    }
    let folders = env::var_os("PATH")?;
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tools/bin");
    let mut paths = env::split_paths(&folders).chain([own]).map(|folder| folder.join(program));
    paths.find(|path| path.is_file())
}

/// A process and all that it started; ended when dropped.
pub(super) struct Process(pub(super) Child);

impl Process {
    pub(super) fn start(command: &mut Command) -> Self {
        let started = command.process_group(0).stderr(Stdio::null()).spawn();
        Process(started.unwrap_or_else(|error| panic!("{command:?} does not start: {error}")))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The group has the number of its first process. Each step may find the process gone already.
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
