//! Where the attribute stands: in which order with others, on whose handlers, and how deep inside a
//! module. The messages as a compiler shows them are in `tests/ui`.

use crate::emit::attribute_with_sink;
use crate::tests::{codes_of, codes_on, tokens};

#[test]
fn what_reads_the_route_attribute_comes_first() {
    let body = "async fn f () -> X { }";
    for (written, first) in [
        (r#"#[utoipa::path()] #[put("/x")]"#, "# [utoipa :: path ()]"),
        (r#"#[put("/x")] #[utoipa::path()]"#, "# [utoipa :: path ()]"),
        (r#"#[a] #[::utoipa::path()] #[b] #[routes] #[get("/x")]"#, "# [:: utoipa :: path ()]"),
        (r#"#[docs::path()] #[put("/x")]"#, "# [docs :: path ()]"),
        ("#[utoipa::path()] #[put]", "# [utoipa :: path ()]"),
    ] {
        // What is wrong with the arguments is said once, when their turn comes.
        for args in
            ["__inherited(self::P), origins = any", "origins = any, credentials, crate = ::f", ""]
        {
            let item = tokens(&format!("{written} {body}"));
            let (output, sink) = attribute_with_sink(tokens(args), item);
            assert_eq!(sink.texts(), [""; 0], "{written}");
            let root = if args.contains("crate") { ":: f" } else { ":: cors_runtime" };
            let own = format!("{first} # [{root} :: __private :: cors ({})]", tokens(args));
            let output = output.to_string();
            assert!(output.starts_with(&own), "{written}: {output}");
            assert!(output.ends_with(&tokens(body).to_string()), "{output}");
            let rest = output.strip_prefix(&own).expect("checked above");
            assert!(!rest.contains("path"), "nothing is left that would come first again: {rest}");
        }
    }
}

#[test]
fn what_does_not_read_it_stays_where_it_is() {
    for written in [
        r#"#[path()] #[put("/x")]"#,
        r#"#[rustfmt::path] #[put("/x")]"#,
        r#"#[put("/x")] #[docs::path()]"#,
        r#"#[utoipa::schema()] #[put("/x")]"#,
        r#"#[instrument] #[protect("A")] #[put("/x")]"#,
    ] {
        let item = tokens(&format!("{written} async fn f() -> X {{}}"));
        let (output, sink) = attribute_with_sink(tokens("origins = any"), item);
        assert_eq!(sink.texts(), [""; 0], "{written}");
        assert!(output.to_string().contains("__CORS"), "{written}: {output}");
    }
    // Without a route there is nothing to read.
    assert_eq!(
        codes_on("origins = any", "#[utoipa::path(get)] fn f() {}"),
        ["misplaced_attribute"]
    );
}

#[test]
fn other_frameworks_are_known_by_path_or_neighbour() {
    for attributes in [
        r#"#[apistos::put(path = "/x")]"#,
        r#"#[::paperclip::actix::put("/x")]"#,
        r#"#[apistos::routes] #[get("/x")]"#,
        r#"#[put("/x")] #[api_v2_operation]"#,
        r#"#[api_operation(summary = "")] #[put("/x")]"#,
        "#[apistos::api_operation()]",
    ] {
        let item = format!("{attributes} async fn f() -> X {{}}");
        assert_eq!(codes_on("origins = any", &item), ["misplaced_attribute"], "{attributes}");
    }
    for attributes in [
        r#"#[put("/x")]"#,
        r#"#[web_fw::put("/x")]"#,
        r#"#[crate::prelude::put("/x")]"#,
        r#"#[actix_web::put("/x")] #[api_operation()]"#,
    ] {
        let item = format!("{attributes} async fn f() -> X {{}}");
        assert_eq!(codes_on("origins = any", &item), [""; 0], "{attributes}");
    }
}

#[test]
fn one_of_several_routes_is_left() {
    for (attributes, help) in [
        (r#"#[get("/x")] #[post("/x")]"#, r#"`#[routes] #[get("/x")] #[post("/x")]`"#),
        (r#"#[put("/x")] #[routes] #[put("/y")]"#, r#"`#[routes] #[put("/x")] #[put("/y")]`"#),
        (r#"#[put("/x")] #[route("/y", method = "GET")]"#, "`#[route(...)]`"),
    ] {
        let item = tokens(&format!("{attributes} async fn f() -> X {{}}"));
        let (output, sink) = attribute_with_sink(tokens("origins = any"), item);
        assert_eq!(codes_of(&sink.texts()), ["misplaced_attribute"], "{attributes}");
        assert!(sink.texts().iter().any(|text| text.contains(help)), "{:?}", sink.texts());
        let item = output.to_string();
        let item = item.split(":: core").next().expect("there is always a first part");
        assert_eq!(item.matches("# [").count(), 1, "{item}");
    }
}

/// Whatever stands around a handler, it is found; and what has none is not touched.
#[test]
fn every_handler_of_a_module_is_found() {
    let handler = r#"#[get("/x")] async fn f() -> X {}"#;
    for (content, count) in [
        ("mod a { HERE mod b { pub(crate) mod c { HERE } } }", 2),
        ("fn a() { HERE if !b(HERE) { loop { HERE } } }", 3),
        ("fn a() { if !({ HERE }) { return !{ HERE }; } }", 2),
        ("const A: () = { HERE };", 1),
        ("#[cfg(x)] #[scope(\"/y\")] pub mod a { HERE }", 1),
        ("impl A { HERE }", 1),
        ("#[unsafe(no_mangle)] HERE", 1),
        ("#[cfg_attr(x, cors(disabled))] HERE", 1),
        ("#[cors(disabled)] HERE", 0),
        ("#[cors(disabled)] #[scope(\"/y\")] mod a { HERE mod b { HERE } }", 0),
        ("a! { HERE } b!(HERE); macro_rules! c { () => { HERE } }", 0),
        ("#[a(HERE)] fn b() {}", 0),
    ] {
        let item =
            tokens(&format!("#[scope(\"/x\")] mod m {{ {} }}", content.replace("HERE", handler)));
        let (output, sink) = attribute_with_sink(tokens("origins = any"), item.clone());
        assert_eq!(sink.texts(), [""; 0], "{content}");
        let output = output.to_string();
        assert_eq!(output.matches("__inherited").count(), count, "{content}: {output}");
        if count == 0 {
            let written = item.to_string();
            let inside = written.trim_end_matches([' ', '}']);
            assert!(output.starts_with(inside), "{output}");
        }
    }
}

#[test]
fn files_inside_are_errors_wherever_they_stand() {
    for (content, count) in [
        ("mod a;", 1),
        ("pub mod a; mod b { mod c; }", 2),
        ("fn a() { mod b; }", 1),
        ("#[cfg(test)] mod a;", 1),
        ("#[cors(disabled)] mod a;", 0),
        ("a! { mod b; }", 0),
    ] {
        let found = codes_on("origins = any", &format!("#[scope(\"/x\")] mod m {{ {content} }}"));
        assert_eq!(found, vec!["misplaced_attribute"; count], "{content}");
    }
}

/// Under another name (`use cors_runtime::cors as crossing`) the attribute of a nested module cannot
/// be told from others, and the module outside writes its own on the handlers. They must not keep
/// that one without a word.
#[test]
fn a_second_policy_of_a_module_is_noticed() {
    let handler = r#"#[cors(__inherited(super::A))] #[get("/z")] fn f() -> X {}"#;
    let item = tokens(&format!("#[scope(\"/y\")] mod n {{ {handler} }}"));
    let output = attribute_with_sink(tokens("origins = any"), item).0.to_string();
    assert_eq!(output.matches("__inherited").count(), 2, "{output}");
    assert_eq!(codes_on("__inherited(self::B), origins = any", handler), ["duplicate_key"]);
}
