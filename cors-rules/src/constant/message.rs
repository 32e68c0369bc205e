//! The text of an error of const evaluation. There is no allocation there, so it is written into a
//! buffer of fixed size. What a rule says about itself comes from the table of rules.

use std::time::Duration;

use crate::origin::position;
use crate::{Key, Rule};

/// The room for one message; the longest parts are cut long before.
const ROOM: usize = 2_048;
/// How many bytes of a value are shown.
const SHOWN: usize = 80;

/// A message on its way.
///
/// ```
/// use cors_rules::{Rule, constant::Message};
///
/// const TEXT: Message =
///     Message::of_value(Rule::OriginQuery, "origins", "FRONTEND", "https://a.example?x");
/// assert!(TEXT.as_str().starts_with(
///     "`FRONTEND` is `https://a.example?x`, and a serialised origin has no query [cors::origin_query]\n\
///      help: give it the value `\"https://a.example\"`\nsee: https://"
/// ));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Message {
    bytes: [u8; ROOM],
    len: usize,
}

impl Message {
    const EMPTY: Message = Message { bytes: [0; ROOM], len: 0 };

    /// What is wrong with the value of a constant in a key, by the one rule that it breaks.
    #[must_use]
    pub const fn of_value(rule: Rule, key: &str, name: &str, value: &str) -> Message {
        let message = Message::EMPTY.constant(name, value);
        let is_star = matches!(value.as_bytes(), b"*");
        if matches!(rule, Rule::WrongValue) || (is_star && matches!(rule, Rule::OriginBadWildcard))
        {
            return message
                .push("`, and a constant never stands for everything")
                .code(rule)
                .push("\nhelp: write `")
                .push(key)
                .push(" = any`, where a reader sees it")
                .see(rule);
        }
        let message =
            message.push("`, and ").push(rule.entry().summary).code(rule).push("\nhelp: give it ");
        let message = match super::corrected_origin(value) {
            Some(origin) if matches!(rule.entry().key, Key::Origins) => {
                message.push("the value `\"").push(origin).push("\"`")
            }
            _ if matches!(rule, Rule::OriginBadIp) && position(value.as_bytes(), b'/').is_some() => {
                message.push("a network such as `\"http://192.168.0.0/16\"`, by its first address, or one address")
            }
            _ => message.push("a value as in `").push(rule.entry().accepted).push("`"),
        };
        message.see(rule)
    }

    /// The same for a number.
    ///
    /// ```
    /// use cors_rules::{Rule, constant::Message};
    ///
    /// let message = Message::of_number(Rule::MaxAgeInvalid, "AGE", -5);
    /// assert!(message.as_str().starts_with("`AGE` is `-5`, and a maximum age is a number of seconds"));
    /// ```
    #[must_use]
    pub const fn of_number(rule: Rule, name: &str, number: i128) -> Message {
        Message::EMPTY
            .push("`")
            .push(name)
            .push("` is `")
            .push_number(number)
            .push("`, and ")
            .push(rule.entry().summary)
            .code(rule)
            .push("\nhelp: give it a value as in `")
            .push(rule.entry().accepted)
            .push("`")
            .see(rule)
    }

    /// The same for a duration that is no maximum age: with a fraction of a second, or too long.
    ///
    /// ```
    /// use std::time::Duration;
    /// use cors_rules::constant::Message;
    ///
    /// let message = Message::of_duration("AGE", Duration::from_millis(1_500));
    /// assert!(message.as_str().starts_with("`AGE` is between `1` and `2` seconds, and a maximum age is a number of seconds"));
    /// ```
    #[must_use]
    pub const fn of_duration(name: &str, duration: Duration) -> Message {
        let rule = Rule::MaxAgeInvalid;
        // Widening; `From` is not const.
        let seconds = duration.as_secs() as i128;
        if duration.subsec_nanos() == 0 {
            return Message::of_number(rule, name, seconds);
        }
        Message::EMPTY
            .push("`")
            .push(name)
            .push("` is between `")
            .push_number(seconds)
            .push("` and `")
            .push_number(seconds + 1)
            .push("` seconds, and ")
            .push(rule.entry().summary)
            .code(rule)
            .push("\nhelp: give it whole seconds, for example `Duration::from_secs(600)`")
            .see(rule)
    }

    /// What is wrong with a constant beside the other keys of its policy, and what helps.
    ///
    /// ```
    /// use cors_rules::{Rule, constant::Message};
    ///
    /// let rule = Rule::InsecureOriginWithCredentials;
    /// let message = Message::of_combination(rule, "OLD", "http://a.example", "use `https`");
    /// assert!(message.as_str().contains("[cors::insecure_origin_with_credentials]\nhelp: use `https`\n"));
    /// ```
    #[must_use]
    pub const fn of_combination(rule: Rule, name: &str, value: &str, help: &str) -> Message {
        Message::EMPTY
            .constant(name, value)
            .push("`, and ")
            .push(rule.entry().summary)
            .code(rule)
            .push("\nhelp: ")
            .push(help)
            .see(rule)
    }

    /// `method_of_route_missing`, for a list with constants in it.
    ///
    /// ```
    /// let message = cors_rules::constant::Message::of_missing_method("PUT");
    /// assert!(message.as_str().starts_with("the route serves `PUT`, and the list lacks it ["));
    /// ```
    #[must_use]
    pub const fn of_missing_method(method: &str) -> Message {
        Message::EMPTY
            .push("the route serves `")
            .push(method)
            .push("`, and the list lacks it")
            .code(Rule::MethodOfRouteMissing)
            .push("\nhelp: add `")
            .push(method)
            .push("` to `methods`")
            .see(Rule::MethodOfRouteMissing)
    }

    /// The text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match self.bytes.split_at_checked(self.len) {
            Some((written, _)) => match str::from_utf8(written) {
                Ok(text) => text,
                Err(_) => "",
            },
            None => "",
        }
    }

    const fn constant(self, name: &str, value: &str) -> Message {
        self.push("`").push(name).push("` is `").push_shown(value)
    }

    const fn code(self, rule: Rule) -> Message {
        self.push(" [cors::").push(rule.code()).push("]")
    }

    const fn see(self, rule: Rule) -> Message {
        self.push("\nsee: ")
            .push(rule.entry().see)
            .push("\nmore: `cargo cors explain ")
            .push(rule.code())
            .push("`")
    }

    const fn push(mut self, text: &str) -> Message {
        let mut rest = text.as_bytes();
        while let [byte, others @ ..] = rest {
            self = self.push_byte(*byte);
            rest = others;
        }
        self
    }

    /// A value that may hold anything: visible ASCII as it is, all else escaped byte by byte.
    const fn push_shown(mut self, text: &str) -> Message {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let (mut rest, mut shown) = (text.as_bytes(), 0);
        while let [byte, others @ ..] = rest {
            if shown == SHOWN {
                return self.push("…");
            }
            if matches!(*byte, b' '..=b'~') {
                self = self.push_byte(*byte);
            } else {
                #[allow(clippy::indexing_slicing)] // half a byte
                let (high, low) = (DIGITS[(*byte >> 4) as usize], DIGITS[(*byte & 15) as usize]);
                self = self.push("\\x").push_byte(high).push_byte(low);
            }
            shown += 1;
            rest = others;
        }
        self
    }

    const fn push_number(self, number: i128) -> Message {
        let (message, rest) =
            (if number < 0 { self.push("-") } else { self }, number.unsigned_abs() / 10);
        let message = match rest {
            0 => message,
            // At most 38 times: each has a digit less. Widening cannot fail behind a division.
            #[allow(clippy::cast_possible_wrap)]
            rest => message.push_number(rest as i128),
        };
        // A digit.
        #[allow(clippy::cast_possible_truncation)]
        message.push_byte(b'0' + (number.unsigned_abs() % 10) as u8)
    }

    const fn push_byte(mut self, byte: u8) -> Message {
        if let Some((place, _)) = match self.bytes.split_at_mut_checked(self.len) {
            Some((_, free)) => free.split_first_mut(),
            None => None,
        } {
            *place = byte;
            self.len += 1;
        }
        self
    }
}
