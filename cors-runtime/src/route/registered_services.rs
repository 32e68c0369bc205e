//! Services with a policy of their own as they register, on the thread that builds an application:
//! resources and `Files`, each with a probe beside it, and scopes with a probe inside.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use actix_web::dev::{AppService, ResourceMap};

#[cfg(feature = "audit")]
use crate::route::ear;
use crate::route::probe::{self, PROBE};
#[cfg(feature = "audit")]
use crate::route::recording;
use crate::route::registered_service::RegisteredService;
use crate::route::served_methods;

thread_local! {
    /// The services of the applications of this thread; a probe's name is a place in this list. An
    /// application holds its own for as long as it lives, and then the place is used again.
    static SERVICES: RefCell<Vec<Weak<RegisteredService>>> = const { RefCell::new(Vec::new()) };
    /// The probes of what has registered since an application was completed last; emptied by
    /// [`close`].
    static NEW: RefCell<Vec<Rc<ResourceMap>>> = const { RefCell::new(Vec::new()) };
}

/// What the probe of a service marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// What has registered right before it.
    Before,
    /// The scope that it is in.
    Around,
}

impl Marks {
    const fn word(self) -> &'static str {
        match self {
            Marks::Before => "service",
            Marks::Around => "scope",
        }
    }
}

/// Marks the place of a service.
pub(crate) fn add(own: &Rc<RegisteredService>, marks: Marks, service: &mut AppService) {
    let number = SERVICES.with_borrow_mut(|services| {
        let free = services.iter().position(|known| known.strong_count() == 0);
        let number = free.unwrap_or_else(|| {
            services.push(Weak::new());
            services.len() - 1
        });
        services[number] = Rc::downgrade(own);
        number
    });
    #[cfg(feature = "audit")]
    ear::place(service);
    let name = format!("{PROBE} {} {number}", marks.word());
    let probe = probe::place(&name, Rc::clone(own), service);
    #[cfg(feature = "audit")]
    recording::add_service(&probe, own.policy(), marks == Marks::Around);
    NEW.with_borrow_mut(|new| new.push(probe));
}

/// The service that placed the probe of this name, and what it marks.
pub(crate) fn by_probe(name: &str) -> Option<(Rc<RegisteredService>, Marks)> {
    let (word, number) = name.strip_prefix(PROBE)?.trim_start().split_once(' ')?;
    let marks = [Marks::Before, Marks::Around].into_iter().find(|marks| marks.word() == word)?;
    let number: usize = number.parse().ok()?;
    let service = SERVICES.with_borrow(|services| services.get(number)?.upgrade())?;
    Some((service, marks))
}

/// Called when services are built, which is after all of their application have registered.
pub(crate) fn close() {
    for probe in NEW.take() {
        // Where its scopes cannot be told, it may be anywhere.
        served_methods::add_services_below(probe::prefix(&probe).unwrap_or_default());
    }
    #[cfg(feature = "audit")]
    recording::find_services();
}
