//! The audit as data, and its written forms.
