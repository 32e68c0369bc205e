//! The prefix lengths that occur among the networks of a table. An address is looked up once for
//! each of them, so that a lookup costs the same for any number of networks.

use crate::network::IpFamily;
use crate::{Network, PortPattern};

/// The lengths as bits, by family and by whether the networks have one port or any.
#[derive(Clone, Copy, Default)]
pub(super) struct Prefixes {
    bits: [[u128; 2]; 2],
}

impl Prefixes {
    /// Whether there are no networks.
    pub(super) fn is_empty(&self) -> bool {
        self.bits == Prefixes::default().bits
    }

    /// Notes the length of a network.
    pub(super) fn add(&mut self, network: Network, port: PortPattern) {
        // No network has all bits of an address, so 127 is the longest prefix.
        let bit = 1_u128.checked_shl(u32::from(network.prefix_len())).unwrap_or(0);
        *self.of_mut(network.family(), port) |= bit;
    }

    /// The lengths, shortest first.
    pub(super) fn lengths(
        &self,
        family: IpFamily,
        port: PortPattern,
    ) -> impl Iterator<Item = u8> + use<> {
        let [v4, v6] = self.bits;
        let [one, any] = if family == IpFamily::V4 { v4 } else { v6 };
        let mut rest = if port == PortPattern::Any { any } else { one };
        std::iter::from_fn(move || {
            let length = u8::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
            rest &= rest - 1;
            Some(length)
        })
    }

    fn of_mut(&mut self, family: IpFamily, port: PortPattern) -> &mut u128 {
        let [v4, v6] = &mut self.bits;
        let [one, any] = if family == IpFamily::V4 { v4 } else { v6 };
        if port == PortPattern::Any { any } else { one }
    }
}
