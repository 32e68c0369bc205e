//! What refusing a list takes from the heap: a small multiple of the list, however many of its
//! entries are bad, since the words of most findings are never made.

use std::sync::Arc;

use cors_runtime::{OriginSet, Policy, PolicyBuilder};

use crate::counting::Counts;

const MANY: usize = 500_000;

/// Bytes of the heap that are taken while something runs, freed again or not.
fn taken<T>(run: impl FnOnce() -> T) -> usize {
    let before = Counts::now();
    let result = run();
    let taken = Counts::now().since(before).bytes;
    drop(result);
    taken
}

#[test]
fn a_set_refuses_a_list_without_a_copy_of_it() {
    let set = Arc::new(OriginSet::new());
    let insecure: Vec<String> = (0..MANY).map(|n| format!("http://t{n}.example")).collect();
    drop(Policy::builder().origin_set(set.clone()).credentials(true).build().unwrap());
    let lists = [vec!["x"; MANY], vec!["a,b"; MANY], insecure.iter().map(String::as_str).collect()];
    for list in &lists {
        let size = size_of_val(list.as_slice()) + list.iter().map(|text| text.len()).sum::<usize>();
        let bytes = taken(|| set.replace(list).unwrap_err());
        assert!(bytes < size, "{bytes} bytes for a list of {size}: {}", list[0]);
    }
}

#[test]
fn a_builder_refuses_a_list_with_one_copy_of_it() {
    type Make = fn(Vec<&'static str>) -> PolicyBuilder;
    let bad: [(&str, Make); 4] = [
        ("x", |list| Policy::builder().origins(list)),
        ("a,b", |list| Policy::builder().origins(list)),
        ("a b", |list| Policy::builder().any_origin().methods(list)),
        ("a b", |list| Policy::builder().any_origin().headers(list)),
    ];
    for (text, builder) in bad {
        let list = vec![text; MANY];
        let size = MANY * (size_of::<String>() + text.len());
        let bytes = taken(|| builder(list).build().unwrap_err());
        assert!(bytes < size * 2, "{bytes} bytes for a list of {size}: {text}");
    }
}
