//! A second policy beside the one that decides: nothing of it reaches a response, and what it would have decided otherwise is
//! in the report. The report is that of the process, so this is a binary of its own.

mod attribute;
mod bounded;
mod live;
mod report;
mod same_answers;
mod startup;
mod support;
