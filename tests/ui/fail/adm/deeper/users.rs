//! The other file of `file_module.rs`.
