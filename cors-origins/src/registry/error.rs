//! Why a change was refused. Nothing has changed then.

use std::fmt;

use cors_runtime::PolicyError;

/// Why a change was refused; nothing has changed.
#[derive(Debug)]
#[non_exhaustive]
pub enum RegistryError {
    /// Some entries break rules: all of them, each with its position, as far as
    /// [`PolicyError::issues`] goes.
    Refused(PolicyError),
    /// Some origins are other tenants': the first hundred, in the order of the list.
    Taken(Vec<Taken>),
    /// The tenant would have more origins than it may.
    Quota {
        /// How many it may have.
        quota: u64,
        /// How many it would have.
        asked: u64,
    },
    /// The name of a tenant or of an actor is none.
    Name(NamedProblem),
    /// The database did not answer in time, was not there, or refused the change. Where the
    /// connection was lost during the commit, the change may have happened all the same; it can be
    /// sent again.
    Database(sqlx::Error),
}

/// An origin that belongs to another tenant. Which one is not said.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Taken {
    /// The position in the list, counted from 0.
    pub entry: usize,
    /// The origin.
    pub origin: String,
}

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NamedProblem {
    /// There is nothing, or nothing but blanks.
    Empty,
    /// It has more than 256 bytes.
    TooLong,
    /// It has control characters.
    Control,
}

impl NamedProblem {
    pub(crate) fn of(name: &str) -> Result<(), NamedProblem> {
        if name.trim().is_empty() {
            Err(NamedProblem::Empty)
        } else if name.len() > 256 {
            Err(NamedProblem::TooLong)
        } else if name.chars().any(char::is_control) {
            Err(NamedProblem::Control)
        } else {
            Ok(())
        }
    }
}

impl fmt::Display for NamedProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            NamedProblem::Empty => "a tenant and an actor need a name",
            NamedProblem::TooLong => "a name of a tenant or an actor has more than 256 bytes",
            NamedProblem::Control => "a name of a tenant or an actor has control characters",
        })
    }
}

impl fmt::Display for RegistryError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RegistryError::Refused(error) => error.fmt(out),
            RegistryError::Taken(taken) => {
                let count = taken.len();
                match taken.first() {
                    Some(first) if count == 1 => {
                        write!(out, "`{}` belongs to another tenant", first.origin)
                    }
                    Some(first) => write!(
                        out,
                        "`{}` and {} more belong to other tenants",
                        first.origin,
                        count - 1
                    ),
                    None => out.write_str("an origin belongs to another tenant"),
                }
            }
            RegistryError::Quota { quota, asked } => {
                write!(out, "the tenant may have {quota} origins, and would have {asked}")
            }
            RegistryError::Name(problem) => problem.fmt(out),
            RegistryError::Database(error) => write!(out, "the database refused: {error}"),
        }
    }
}

impl std::error::Error for RegistryError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            RegistryError::Refused(error) => Some(error),
            RegistryError::Database(error) => Some(error),
            _ => None,
        }
    }
}

impl From<sqlx::Error> for RegistryError {
    fn from(error: sqlx::Error) -> Self {
        RegistryError::Database(error)
    }
}
