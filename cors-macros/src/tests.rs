//! What is reported, and that the item is emitted whatever is written. The rules themselves are
//! tested in `cors-rules`, the messages as a compiler shows them in `tests/ui`.

use std::str::FromStr;

use proc_macro2::TokenStream;

use crate::emit::{attribute, attribute_with_sink, policy_with_sink};

const ITEM: &str = r#"#[put("/x")] async fn handler(body: web::Json<u8>) -> impl Responder { "" }"#;

pub(crate) fn tokens(text: &str) -> TokenStream {
    TokenStream::from_str(text).expect("the test's own input has balanced brackets")
}

/// The codes of all findings, in order.
pub(crate) fn codes_of(texts: &[String]) -> Vec<String> {
    let code = |text: &String| {
        text.split_once("[cors::")?.1.split_once(']').map(|(code, _)| code.to_owned())
    };
    texts.iter().filter_map(code).collect()
}

pub(crate) fn codes_on(args: &str, item: &str) -> Vec<String> {
    codes_of(&attribute_with_sink(tokens(args), tokens(item)).1.texts())
}

/// On a handler that serves GET and takes nothing.
fn codes(args: &str) -> Vec<String> {
    codes_on(args, r#"#[get("/x")] async fn handler() -> impl Responder { "" }"#)
}

fn texts(args: &str) -> Vec<String> {
    let item = r#"#[get("/x")] async fn handler() -> impl Responder { "" }"#;
    attribute_with_sink(tokens(args), tokens(item)).1.texts()
}

#[test]
fn every_form_of_every_key_is_read() {
    for args in [
        "origins = any",
        r#"origins = ["https://a.example"]"#,
        r#"origins = ["https://a.example",]"#,
        "origins = from(crate::ORIGINS)",
        r#"origins = any, methods = [PUT, "PURGE"]"#,
        "origins = any, methods = any",
        r#"origins = any, headers = ["x-name", r"x-raw"]"#,
        "origins = any, headers = any, allow(authorization_not_covered)",
        "origins = any, headers = [\"*\", \"authorization\"]",
        "origins = any, expose = any",
        r#"origins = ["https://a.example"], credentials"#,
        r#"origins = ["https://a.example"], credentials = true"#,
        "origins = any, credentials = false",
        "origins = any, max_age = 600",
        r#"origins = any, max_age = "10m""#,
        "policy = PARTNERS",
        "policy = ::partners::POLICY, max_age = 5",
        "disabled",
        "disabled, allow(max_age_capped), crate = ::facade",
        r#"origins = ["https://a.example"], reject_unlisted"#,
        r#"origins = ["https://a.example"], reject_unlisted = false"#,
        "origins = any, preflight_status = 200",
        r#"origins = ["http://a.example"], credentials, dangerous(insecure_origins)"#,
        "origins = any, max_age = 1728000, allow(max_age_capped)",
        "origins = any, crate = crate::facade",
        "origins = any,",
    ] {
        assert_eq!(texts(args), [""; 0], "{args}");
    }
}

#[test]
fn what_no_key_takes_is_one_error() {
    for args in [
        "origins",
        "origins =",
        "origins = any any",
        r#"origins = "https://a.example""#,
        r#"origins = "*""#,
        "origins = [any]",
        "origins = [5]",
        r#"origins = ["https://a.example" "https://b.example"]"#,
        "origins = env(NAME)",
        "origins = from()",
        "origins = somewhere",
        r#"origins("https://a.example")"#,
        "origins = any, methods = PUT",
        "origins = any, methods = [PUT POST]",
        "origins = any, headers = [content-type]",
        "origins = any, headers = {}",
        r#"origins = any, credentials = "true""#,
        "origins = any, credentials(true)",
        "origins = any, max_age = true",
        "origins = any, max_age = 1.5",
        "origins = any, max_age = 6u32",
        "origins = any, max_age",
        r#"origins = any, preflight_status = "200""#,
        "policy = \"PARTNERS\"",
        "policy = partners()",
        "disabled = true",
        "origins = any, dangerous",
        "origins = any, dangerous()",
        "origins = any, dangerous(everything)",
        "origins = any, allow(any_origin_with_credentials)",
        "origins = any, allow(max_age_cap)",
        "origins = any, crate = facade",
        "origins = any, crate = self::facade",
        "origins = any, credentials max_age = 6",
    ] {
        assert_eq!(codes(args), ["wrong_value"], "{args}");
    }
}

#[test]
fn keys_are_known_or_named() {
    assert_eq!(codes("orgins = any"), ["unknown_key"]);
    assert!(texts("orgins = any").iter().any(|text| text.contains("did you mean `origins`?")));
    assert!(
        texts("allowed_origins = any").iter().any(|text| text.contains("did you mean `origins`?"))
    );
    assert!(
        texts("origins = any, exposed_headers = any")
            .iter()
            .any(|text| text.contains("did you mean `expose`?"))
    );
    assert!(texts("origins = any, zzz").iter().any(|text| text.contains("the keys are `origins`")));
    assert_eq!(codes(r#"origins = any, "x""#), ["unknown_key"]);
    assert_eq!(codes("origins = any, origins = any"), ["duplicate_key"]);
    assert_eq!(codes("disabled, origins = any"), ["conflicting_keys"]);
    assert_eq!(codes("disabled, policy = PARTNERS"), ["conflicting_keys"]);
}

#[test]
fn a_dozen_mistakes_are_a_dozen_errors() {
    let found = codes(
        r#"origins = ["https://a.example/", "HTTP://b.example", 7], methods = [patch, TRACE], headers = ["cookie", "x y"],
           expose = ["set-cookie"], max_age = -1, max_age = 5, preflight_status = 302, credential, dangerous(all)"#,
    );
    assert_eq!(found.len(), 13, "{found:?}");
}

#[test]
fn the_place_is_checked() {
    assert_eq!(codes_on("origins = any", "async fn bare() {}"), ["misplaced_attribute"]);
    assert_eq!(codes_on("origins = any", "struct Unit;"), ["misplaced_attribute"]);
    assert_eq!(codes_on("origins = any", "mod inline {}"), ["misplaced_attribute"]);
    assert_eq!(codes_on("origins = any", r#"#[scope("/x")] mod file;"#), ["misplaced_attribute"]);
    assert_eq!(codes_on("", ITEM), ["empty_attribute"]);
    assert_eq!(
        codes_on("origins = any", r#"#[cors(disabled)] #[get("/x")] fn f() -> X {}"#),
        ["duplicate_key"]
    );
}

#[test]
fn the_route_is_known_to_the_rules() {
    assert_eq!(codes_on("origins = any", ITEM), ["json_without_content_type"]);
    assert_eq!(codes_on(r#"origins = any, headers = ["content-type"]"#, ITEM), [""; 0]);
    assert_eq!(
        codes_on(r#"origins = any, headers = ["content-type"], methods = [DELETE]"#, ITEM),
        ["method_of_route_missing"]
    );
    let nested =
        r#"#[post("/x")] async fn handler(body: Either<web::Json<u8>, String>) -> String { body }"#;
    assert_eq!(codes_on("origins = any", nested), ["json_without_content_type"]);
}

#[test]
fn a_star_without_authorization_is_a_warning() {
    let listed = r#"origins = ["https://a.example"]"#;
    for args in [
        "headers = any",
        r#"headers = ["*"]"#,
        r#"headers = ["x-a", "*"]"#,
        "headers = any, credentials = false",
    ] {
        assert_eq!(codes(&format!("{listed}, {args}")), ["authorization_not_covered"], "{args}");
    }
    for args in [
        "headers = any, credentials",
        r#"headers = ["*", "Authorization"]"#,
        r#"headers = ["x-a"]"#,
        "headers = any, allow(authorization_not_covered)",
    ] {
        assert_eq!(codes(&format!("{listed}, {args}")), [""; 0], "{args}");
    }
    // The policy beneath may have credentials.
    assert_eq!(codes("policy = P, headers = any"), [""; 0]);
}

#[test]
fn what_actix_web_refuses_it_refuses_itself() {
    for attribute in [
        "#[put]",
        "#[put()]",
        "#[put(path)]",
        r#"#[put("/x", method = "GET")]"#,
        r#"#[put("/x", nope = "y")]"#,
        r#"#[put("/x", "/y")]"#,
        r#"#[route("/x")]"#,
        r#"#[route("/x", method = "get")]"#,
        r#"#[route("/x", method = "GET", method = "GET")]"#,
        "#[routes]",
    ] {
        let item = tokens(&format!("{attribute} async fn handler() -> String {{ text }}"));
        let (output, sink) = attribute_with_sink(tokens("origins = any"), item);
        assert_eq!(sink.texts(), [""; 0], "{attribute}");
        let output = output.to_string();
        assert!(output.contains("# [:: cors_runtime :: __private :: "), "{attribute}: {output}");
        assert!(output.contains("async fn handler () -> String { text }"), "{output}");
    }
}

#[test]
fn an_error_leaves_the_item_as_it_was() {
    for args in ["", "origins", "nope", "origins = any, credentials"] {
        let (output, sink) = attribute_with_sink(tokens(args), tokens(ITEM));
        assert!(sink.has_errors());
        assert!(output.to_string().contains(&tokens(ITEM).to_string()), "{output}");
    }
}

#[test]
fn no_path_of_the_usual_crate_is_left_with_another() {
    let items = [ITEM, r#"#[scope("/x")] mod m { #[get("/y")] fn f() -> X {} }"#];
    for item in items {
        for args in [
            "origins = any, allow(json_without_content_type)",
            "policy = P, headers = any, credentials",
        ] {
            let args = format!("{args}, crate = ::facade");
            let (output, _) = attribute_with_sink(tokens(&args), tokens(item));
            assert!(!output.to_string().contains("cors_runtime"), "{output}");
        }
    }
}

#[test]
fn handlers_through_macro_rules_are_served() {
    use proc_macro2::{Delimiter, Group, TokenTree};
    let route = TokenTree::Group(Group::new(Delimiter::None, tokens(r#"put("/x")"#)));
    let block = TokenTree::Group(Group::new(Delimiter::None, tokens("{ text }")));
    let body = TokenTree::Group(Group::new(Delimiter::None, block.into()));
    let item = quote::quote!(#[#route] async fn handler() -> String #body);
    let (output, sink) = attribute_with_sink(tokens("origins = any"), item);
    assert_eq!(sink.texts(), [""; 0]);
    assert!(output.to_string().contains("__CORS"), "{output}");
}

#[test]
fn invisible_groups_of_macro_rules_are_seen_through() {
    use proc_macro2::{Delimiter, Group, TokenTree};
    let group = |text: &str| TokenTree::Group(Group::new(Delimiter::None, tokens(text)));
    let origin = group(r#""https://a.example""#);
    let age = group("6");
    let path = group("::facade");
    let args = quote::quote!(origins = [#origin], max_age = #age, crate = #path);
    assert_eq!(attribute_with_sink(args, tokens(ITEM)).1.texts().len(), 1);
}

#[test]
fn a_policy_is_an_expression_in_any_case() {
    for args in
        ["", "nope", "origins = any, credentials", "policy = BASE", "origins = any", "disabled"]
    {
        let (output, _) = policy_with_sink(tokens(args));
        assert!(syn::parse2::<syn::Expr>(output).is_ok(), "{args}");
    }
    assert_eq!(codes_of(&policy_with_sink(tokens("policy = BASE")).1.texts()), ["unknown_key"]);
    assert_eq!(codes_of(&policy_with_sink(tokens("")).1.texts()), ["missing_origins"]);
}

/// Every beginning of an attribute and an item, as it is while somebody types.
#[test]
fn nothing_that_is_half_typed_panics() {
    let args: Vec<_> = tokens(r#"origins = ["https://a.example"], methods = [PUT], credentials, max_age = 6, dangerous(null_origin), policy = a::B"#)
        .into_iter()
        .collect();
    let item: Vec<_> = tokens(ITEM).into_iter().collect();
    for end in 0..=args.len() {
        attribute(args.iter().take(end).cloned().collect(), &tokens(ITEM));
        attribute(args.iter().skip(end).cloned().collect(), &tokens(ITEM));
    }
    for end in 0..=item.len() {
        let part: TokenStream = item.iter().take(end).cloned().collect();
        let output = attribute(tokens("origins = any"), &part);
        assert!(end == item.len() || output.to_string().contains(&part.to_string()));
        assert!(!output.to_string().contains("this is a bug"));
    }
}

#[test]
fn a_long_list_of_mistakes_ends_with_their_number() {
    let list = vec!["\"x\""; 150].join(", ");
    let texts = texts(&format!("origins = [{list}], methods = [TRACE]"));
    assert_eq!(texts.len(), 102, "a hundred origins, the method, and the rest");
    let rest = "50 more entries break the same rule in `origins` [cors::origin_missing_scheme]";
    assert!(texts.iter().any(|text| text.starts_with(rest)), "{texts:?}");
    assert!(texts.iter().any(|text| text.contains("[cors::method_forbidden]")));
}
