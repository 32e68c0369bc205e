//! Good values, broken as people break them. What was meant by each result is the good value.

use cors_rules::STANDARD_METHODS;

/// Texts as entries of a list.
pub(super) fn quoted(entries: &[String], separator: &str) -> String {
    let entries: Vec<String> = entries.iter().map(|entry| format!("\"{entry}\"")).collect();
    entries.join(separator)
}

/// The list in forms that its key does not take.
pub(super) fn broken_forms(key: &str, entries: &[String]) -> Vec<String> {
    let list = quoted(entries, ", ");
    let mut forms = vec![
        format!("{key}({list})"),
        format!("{key}([{list}])"),
        format!("{key}: [{list}]"),
        format!("{key} => [{list}]"),
        format!("{key} == [{list}]"),
        format!("{key} [{list}]"),
        format!("{key} = ({list})"),
        format!("{key} = {{{list}}}"),
        format!("{key} = &[{list}]"),
        format!("{key} = {list}"),
        format!("{key} = \"{}\"", entries.join(", ")),
        format!("{key} = \"{}\"", entries.join(",")),
        format!("{key} = \"{}\"", entries.join(" ")),
        format!("{key}(\"{}\")", entries.join(", ")),
        format!("{key} = [\"{}\"]", entries.join(", ")),
    ];
    // A bare word that is no standard method is a constant, and not what was meant.
    let is_bare = |entry: &String| key != "methods" || STANDARD_METHODS.contains(&entry.as_str());
    if key != "origins" && entries.iter().all(is_bare) {
        let bare = entries.join(", ");
        forms.extend([format!("{key}({bare})"), format!("{key} = ({bare})")]);
    }
    // One of them is the right form.
    let right = format!("{key} = [{}]", quoted(entries, ", "));
    forms.retain(|form| *form != right);
    forms
}

/// An entry as people get it wrong; what was meant is the entry.
pub(super) fn broken_entries(key: &str, entry: &str) -> Vec<String> {
    match key {
        "origins" => broken_origins(entry),
        "methods" => {
            let mut broken = vec![format!(" {entry}"), format!("{entry},"), format!("{entry}\\n")];
            // The case of other methods is that of the script.
            if entry == "PATCH" {
                broken.extend(["patch".to_owned(), "Patch".to_owned()]);
            }
            broken
        }
        _ => vec![
            format!("{entry}:"),
            format!("{entry}: value"),
            format!(" {entry}"),
            entry.replace('-', " "),
            format!("{entry},"),
        ],
    }
}

fn broken_origins(entry: &str) -> Vec<String> {
    let (scheme, rest) = entry.split_once("://").expect("an origin");
    let mut broken = vec![
        format!("{entry}/"),
        format!("{entry}/app"),
        format!("{entry}/*"),
        format!("{entry}?x=1"),
        format!("{entry}#top"),
        format!(" {entry}"),
        format!("{entry}\\n"),
        format!("{entry},"),
        format!("{scheme}://me@{rest}"),
        format!("{}://{rest}", scheme.to_uppercase()),
        format!("{scheme}:{rest}"),
        format!("{scheme}:/{rest}"),
        format!("{scheme}//{rest}"),
        format!("{scheme};//{rest}"),
        format!("{scheme}://{scheme}://{rest}"),
        format!("'{entry}'"),
    ];
    // Without a scheme it is `https`, and `http` on one's own machine.
    let is_local =
        rest.starts_with("localhost") || rest.starts_with("127.") || rest.starts_with("[::1]");
    if (scheme == "http") == is_local {
        broken.extend([
            rest.to_owned(),
            format!("//{rest}"),
            format!("://{rest}"),
            format!("{rest}/"),
        ]);
    }
    if let Some(front) = entry.strip_suffix(":*") {
        broken.push(format!("{front}*"));
    } else {
        broken.push(format!("{entry}*"));
    }
    if !rest.contains(':') {
        broken.push(format!("{entry}:{}", if scheme == "https" { 443 } else { 80 }));
        broken.push(format!("{scheme}://{}", rest.to_uppercase()));
    }
    if let Some(base) = rest.strip_prefix("*.") {
        broken.extend([format!("{scheme}://*{base}"), format!("{scheme}://**.{base}")]);
    }
    broken.push(entry.replace("xn--bcher-kva", "bücher"));
    broken.retain(|text| text != entry);
    broken
}
