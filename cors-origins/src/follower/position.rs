//! What a node knows beside what the database is at. A version alone would not do: after a restore,
//! other changes have the same numbers. So each change has a mark that was drawn at random, and the
//! database is further along *our* history only if it has our last mark where we have it.

use crate::database::session::Head;

/// How the database stands to what a node knows, before any row was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing has changed.
    Same,
    /// There may be more changes; [`is_later`] decides when the mark was read.
    Later,
    /// This is another history, or nothing is known yet.
    Other,
    /// It is a replica that has not got as far.
    Behind,
    /// The origins are gone, while nothing says that anybody removed them.
    Emptied,
}

/// Compares. `holds_origins`: whether the node would lose any.
pub(crate) fn compare(known: Option<&Head>, head: &Head, holds_origins: bool) -> Standing {
    let is_gone = head.size > 0 && !head.has_rows;
    if is_gone && holds_origins {
        return Standing::Emptied;
    }
    let Some(known) = known else { return Standing::Other };
    let is_same_table = known.epoch == head.epoch;
    let standing = if !is_same_table {
        Standing::Other
    } else if head.version == known.version && head.mark == known.mark {
        Standing::Same
    } else if head.version > known.version {
        Standing::Later
    } else if head.version < known.version && head.is_replica {
        Standing::Behind
    } else {
        Standing::Other
    };
    if standing == Standing::Other { other(head, holds_origins) } else { standing }
}

/// Another history, unless there is nothing in it.
pub(crate) fn other(head: &Head, holds_origins: bool) -> Standing {
    if !head.has_rows && holds_origins { Standing::Emptied } else { Standing::Other }
}

/// Whether the changes after the known one continue it.
pub(crate) fn is_later(known: &Head, mark: Option<&str>) -> bool {
    mark == Some(known.mark.as_str())
}

/// What is said about another history, or about one that cannot be told from another because the log
/// has forgotten where the node is.
pub(crate) fn describe(known: &Head, head: &Head, is_forgotten: bool) -> String {
    let Head { epoch, version, .. } = known;
    if is_forgotten {
        format!(
            "the log has forgotten version {version}, at which this node was: everything was read, up to version {}",
            head.version
        )
    } else if *epoch == head.epoch {
        format!(
            "the database was restored to an earlier state: its version {} does not continue version {version}",
            head.version
        )
    } else {
        format!(
            "this is another database: tables of epoch `{}`, version {}, after `{epoch}`, version {version}",
            head.epoch, head.version
        )
    }
}
