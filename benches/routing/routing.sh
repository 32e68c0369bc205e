#!/usr/bin/env bash
# What 500 annotated dynamic routes cost: instructions for the first, the middle and the last, preflights, and the size of
# the program. Prints Markdown.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
work=$target/routing
count=${1:-500}

# package <name> <text before each handler> <text after the services>
package() {
    local folder=$work/$1
    mkdir -p "$folder/src"
    cp "$here/main.rs" "$folder/src/main.rs"
    cat > "$folder/Cargo.toml" <<TOML
[package]
name = "routing-$1"
version = "0.0.0"
edition = "2024"

[dependencies]
actix-http = { version = "3.20.0", default-features = false }
actix-web = { version = "4.18.1", default-features = false, features = ["macros"] }
cors-runtime = { path = "$root/cors-runtime" }

[workspace]
TOML
    cp "$root/Cargo.lock" "$folder/Cargo.lock"
    {
        for n in $(seq "$count"); do
            printf '%s\n#[get("/route%s/{id}")]\nasync fn handler%s() -> HttpResponse { HttpResponse::Ok().finish() }\n' "$2" "$n" "$n"
        done
        echo 'fn app() -> App<impl actix_web::dev::ServiceFactory<actix_web::dev::ServiceRequest, Config = (), Response = ServiceResponse<impl actix_web::body::MessageBody>, Error = Error, InitError = ()>> {'
        echo "App::new().configure(|config| {"
        for n in $(seq "$count"); do echo "config.service(handler$n);"; done
        echo "})$3"
        echo '}'
    } > "$folder/src/handlers.rs"
    cargo build --quiet --release --offline --manifest-path "$folder/Cargo.toml" --target-dir "$work/target" >&2
}

# instructions <package> <path> [preflight]
instructions() {
    local out=$work/profile
    valgrind --tool=callgrind --quiet --collect-atstart=no "--toggle-collect=routing_$1::measured_region" \
        --callgrind-out-file="$out" "$work/target/release/routing-$1" "${@:2}" >&2
    echo $(($(sed -n 's/^summary: //p' "$out") / 64))
}

annotation='#[cors_runtime::cors(origins = ["https://a.example"], credentials)]'
package plain '' ''
package annotated "$annotation" ''
package middleware "$annotation" '.wrap(cors_runtime::Cors::default())'

ratio() { awk "BEGIN { printf \"%.3f\", $1 / $2 }"; }
echo "| GET from a listed origin | plain | annotated | ratio | annotated, \`Cors::default()\` | ratio |"
echo '|---|---|---|---|---|---|'
for n in 1 $((count / 2)) "$count"; do
    plain=$(instructions plain "/route$n/7")
    annotated=$(instructions annotated "/route$n/7")
    middleware=$(instructions middleware "/route$n/7")
    echo "| route $n of $count | $plain | $annotated | $(ratio "$annotated" "$plain") | $middleware | $(ratio "$middleware" "$plain") |"
done
echo
echo "| preflight | annotated | annotated, \`Cors::default()\` |"
echo '|---|---|---|'
for n in 1 $((count / 2)) "$count"; do
    echo "| route $n of $count | $(instructions annotated "/route$n/7" preflight) | $(instructions middleware "/route$n/7" preflight) |"
done
echo
size() { stat -c %s "$work/target/release/routing-$1"; }
echo "Size: plain $(size plain) bytes, annotated $(size annotated): $((($(size annotated) - $(size plain)) / count)) bytes for each annotated handler."
