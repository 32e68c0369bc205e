//! What applications that have `actix-cors` configure, before and after: each is rebuilt from its published behaviour, with the
//! format of its configuration, and is asked what browsers ask. What differs is listed in `differences/`, and has a decision.

mod case;
mod comparison;
mod decision;
mod difference;
mod inside;
mod report;
mod running;
mod seen;
mod sharpness;

mod appflowy;
mod asterdrive;
mod blockscout;
mod hyperswitch;
mod labrinth;
mod lemmy;
mod martin;
mod mcaptcha;
mod meilisearch;
mod parseable;
mod qdrant;
mod suffix;
mod syncstorage;
mod torrust;
mod values;
mod yagna;
mod zksync;
