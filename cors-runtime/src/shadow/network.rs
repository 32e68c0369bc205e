//! From which network a request comes, as a number: counts tell values that one sender makes up from
//! those that many have. Addresses themselves are not kept.

use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::LazyLock;

use actix_web::HttpRequest;

/// Made anew in each process, so that nobody can choose addresses that share a number.
static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// What proxies write the address into from which a request came to them, each at the end.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The network of a client: of IPv4 the first 24 bits, of IPv6 the first 48, as they are handed out
/// to one customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Network(u64);

impl Network {
    /// That of whoever is at the other end of the connection; where a proxy is trusted, of whoever
    /// was at the other end of its own.
    pub(super) fn of(request: &HttpRequest, trusts_forwarded: bool) -> Network {
        let forwarded = if trusts_forwarded { forwarded_for(request) } else { None };
        let peer = || request.peer_addr().map(|peer| peer.ip());
        Network::of_address(forwarded.or_else(peer))
    }

    fn of_address(address: Option<IpAddr>) -> Network {
        let prefix = address.map(|address| match address.to_canonical() {
            IpAddr::V4(address) => u64::from(u32::from(address) >> 8),
            IpAddr::V6(address) => {
                let [first, second, third, ..] = address.segments();
                1 << 48 | u64::from(first) << 32 | u64::from(second) << 16 | u64::from(third)
            }
        });
        Network(KEY.hash_one(prefix))
    }

    /// One of so many places; the number has to be a power of two.
    pub(super) fn place(self, places: usize) -> usize {
        usize::try_from(self.0 >> 32).unwrap_or_default() & (places - 1)
    }

    /// One of 64 bits, of which those that are set say how many networks there were.
    pub(super) fn bit(self) -> u64 {
        1 << (self.0 & 63)
    }

    #[cfg(test)]
    pub(super) fn of_text(address: &str) -> Network {
        Network::of_address(Some(address.parse().expect("an address")))
    }
}

/// The last address of the last line: what the nearest proxy has written itself. Those before it are
/// what it was told.
fn forwarded_for(request: &HttpRequest) -> Option<IpAddr> {
    let line = request.headers().get_all(FORWARDED_FOR).last()?.to_str().ok()?;
    line.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn the_addresses_of_one_customer_are_one_network() {
        let same = |one, other| Network::of_text(one) == Network::of_text(other);
        assert!(same("192.0.2.1", "192.0.2.254") && same("192.0.2.1", "::ffff:192.0.2.7"));
        assert!(!same("192.0.2.1", "192.0.3.1"));
        assert!(same("2001:db8:1::1", "2001:db8:1:ff::2") && !same("2001:db8:1::", "2001:db8:2::"));
    }

    #[test]
    fn a_client_cannot_choose_its_network() {
        let asked = |lines: &[&str], trusts| {
            let peer = "192.0.2.1:5000".parse().unwrap();
            let request = TestRequest::default().peer_addr(peer);
            let request = lines
                .iter()
                .fold(request, |request, line| request.append_header((FORWARDED_FOR, *line)));
            Network::of(&request.to_http_request(), trusts)
        };
        let peer = Network::of_text("192.0.2.1");
        assert_eq!(asked(&["198.51.100.7"], false), peer);
        assert_eq!(asked(&["198.51.100.7, 203.0.113.9"], true), Network::of_text("203.0.113.9"));
        assert_eq!(asked(&["198.51.100.7", "203.0.113.9"], true), Network::of_text("203.0.113.9"));
        for broken in ["", "nobody", "198.51.100.7,", "198.51.100.7, \u{e9}", "1.2.3.4:80"] {
            assert_eq!(asked(&[broken], true), peer, "{broken}");
        }
    }
}
