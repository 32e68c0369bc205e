//! Real browsers through WebDriver: which are installed, starting one, making it open, click, run a script and read, and leaving
//! nothing behind. What they are asked, the suites say.

mod browser;
mod capabilities;
mod display;
mod driver;
mod engine;
mod program;

pub use browser::Browser;
pub use engine::Engine;
