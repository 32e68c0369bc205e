//! A recorder of counters, for one thread.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit};

/// Counters by their labels, in the order of the labels.
#[derive(Debug, Default)]
pub(crate) struct Counters(Mutex<BTreeMap<Vec<String>, Arc<AtomicU64>>>);

impl Counters {
    /// What has been counted: name, values of the labels, number.
    pub(crate) fn read(&self) -> Vec<(Vec<String>, u64)> {
        let counters = self.0.lock().expect("nobody panics");
        let read = |(labels, counter): (&Vec<String>, &Arc<AtomicU64>)| {
            (labels.clone(), counter.load(Ordering::Relaxed))
        };
        counters.iter().map(read).collect()
    }
}

impl Recorder for Counters {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let labels = key.labels().map(|label| format!("{}={}", label.key(), label.value()));
        let whole = std::iter::once(key.name().to_owned()).chain(labels).collect();
        let mut counters = self.0.lock().expect("nobody panics");
        Counter::from_arc(Arc::clone(counters.entry(whole).or_default()))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}
