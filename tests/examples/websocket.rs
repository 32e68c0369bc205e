//! `websocket`: the handshake of an unlisted page is refused, the others get an echo.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};

use cors_tests::{Answer, Ask, Example, ask_port, connect};

use crate::says_which_port_is_taken;

const API: u16 = 4300;
const PORTS: [u16; 2] = [3300, API];

/// What a browser, or a program that is none, sends with its handshake.
fn handshake(lines: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = b"GET /echo HTTP/1.1\r\nHost: localhost:4300\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
        Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        .to_vec();
    for (name, value) in lines {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes
}

/// The answer to a handshake, and the echo of one text where it opened.
fn shake_hands(lines: &[(&str, &str)]) -> (Answer, Option<String>) {
    let mut socket = connect(API);
    socket.write_all(&handshake(lines)).expect("it can be sent");
    let mut reader = BufReader::new(socket.try_clone().expect("a second handle"));
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).expect("a line") > 0 {}
    let answer = Answer::from_bytes(head.as_bytes(), 0);
    if answer.status != 101 {
        return (answer, None);
    }
    // One masked text frame (https://www.rfc-editor.org/rfc/rfc6455#section-5.2); a mask of zeros changes nothing.
    socket.write_all(b"\x81\x85\0\0\0\0hello").expect("it can be sent");
    let mut frame = [0; 7];
    reader.read_exact(&mut frame).expect("an echo");
    assert_eq!(frame[..2], [0x81, 5]);
    (answer, Some(String::from_utf8_lossy(&frame[2..]).into_owned()))
}

#[test]
fn only_listed_and_own_pages_open_the_socket() {
    let _example = Example::start("websocket", &PORTS);
    let listed = "http://localhost:3300";
    let own = "http://localhost:4300";
    for (lines, opens) in [
        (vec![("Origin", listed)], true),
        (vec![("Origin", listed), ("Sec-Fetch-Site", "same-site")], true),
        (vec![("Origin", own)], true),
        (vec![("Origin", own), ("Sec-Fetch-Site", "same-origin")], true),
        // No browser: CORS is none of its business.
        (vec![], true),
        (vec![("Origin", "https://evil.example")], false),
        (vec![("Origin", "http://127.0.0.1:3300"), ("Sec-Fetch-Site", "cross-site")], false),
        (vec![("Origin", "http://localhost:3301")], false),
        (vec![("Origin", "null")], false),
    ] {
        let (answer, echo) = shake_hands(&lines);
        if opens {
            assert_eq!((answer.status, echo.as_deref()), (101, Some("hello")), "{lines:?}");
        } else {
            assert_eq!((answer.status, answer.cors()), (403, vec![]), "{lines:?}");
        }
    }
}

#[test]
fn the_page_is_served_on_both_ports() {
    let _example = Example::start("websocket", &PORTS);
    for port in PORTS {
        let page = ask_port(port, &Ask::new("GET"));
        assert_eq!(page.status, 200);
        assert!(page.mentions("ws://localhost:4300/echo"));
    }
}

#[test]
fn a_second_one_says_which_port_is_taken() {
    says_which_port_is_taken("websocket", 3300, &PORTS);
}
