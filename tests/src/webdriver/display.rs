//! A screen that nobody sees, for a browser that wants one.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use super::program::Process;

/// An X server without a screen; ended when dropped.
pub(super) struct Display {
    _server: Process,
    /// As `DISPLAY` wants it.
    pub(super) name: String,
}

impl Display {
    pub(super) fn start() -> Self {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]);
        let mut server = Process::start(command.stdout(Stdio::piped()));
        let output = server.0.stdout.take().expect("a pipe");
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number).expect("Xvfb names its display");
        Display { _server: server, name: format!(":{}", number.trim()) }
    }
}
