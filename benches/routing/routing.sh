#!/usr/bin/env bash
# Applications of 500 dynamic routes: plain, annotated, annotated with `Cors::default()` outermost, and with a policy of
# actix-cors around each. Prints Markdown.
#
#   benches/routing/routing.sh instructions    the first, the middle and the last route, and preflights for them
#   benches/routing/routing.sh size            the programs, and what a handler adds
#   benches/routing/routing.sh symbols         which functions a handler adds, and how many bytes each of them
#
# Environment: HANDLERS (500).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
work=$target/routing
count=${HANDLERS:-500}

# handler <kind> <number>: every policy has an origin of its own, so that no two are folded into one.
handler() {
    local wrap=
    case $1 in
        annotated | middleware)
            echo "#[cors_runtime::cors(origins = [\"https://a.example\", \"https://a$2.example\"], credentials)]" ;;
        actix-cors)
            echo "fn cors$2() -> actix_cors::Cors {"
            echo '    actix_cors::Cors::default().allowed_methods(["GET"]).supports_credentials()'
            echo "        .allowed_origin(\"https://a.example\").allowed_origin(\"https://a$2.example\")"
            echo '}'
            wrap=", wrap = \"cors$2()\"" ;;
    esac
    echo "#[get(\"/route$2/{id}\"$wrap)]"
    echo "async fn handler$2() -> HttpResponse { HttpResponse::Ok().finish() }"
}

# package <kind>: writes it and builds it.
package() {
    local folder=$work/$1 around='' n
    [ "$1" = middleware ] && around='.wrap(cors_runtime::Cors::default())'
    mkdir -p "$folder/src"
    cp "$here/main.rs" "$folder/src/main.rs"
    cp "$root/Cargo.lock" "$folder/Cargo.lock"
    cat > "$folder/Cargo.toml" <<TOML
[package]
name = "routing-$1"
version = "0.0.0"
edition = "2024"

[dependencies]
actix-http = { version = "3.20.0", default-features = false }
actix-web = { version = "4.18.1", default-features = false, features = ["macros"] }
$(case $1 in annotated | middleware) echo "cors-runtime = { path = '$root/cors-runtime' }" ;; actix-cors) echo 'actix-cors = "0.7.2"' ;; esac)

[workspace]
TOML
    {
        for n in $(seq "$count"); do handler "$1" "$n"; done
        echo 'fn app() -> App<impl actix_web::dev::ServiceFactory<actix_web::dev::ServiceRequest, Config = (), Response = ServiceResponse<impl actix_web::body::MessageBody>, Error = Error, InitError = ()>> {'
        echo 'App::new().configure(|config| {'
        for n in $(seq "$count"); do echo "config.service(handler$n);"; done
        echo "})$around"
        echo '}'
    } > "$folder/src/handlers.rs"
    # The lock file of the workspace has everything that these need, and more.
    cargo build --quiet --release --offline --manifest-path "$folder/Cargo.toml" --target-dir "$work/target" >&2
}

program() { echo "$work/target/release/routing-$1"; }

# instructions <kind> <path> [preflight]
instructions() {
    local out=$work/profile
    valgrind --tool=callgrind --quiet --collect-atstart=no "--toggle-collect=routing_$1::measured_region" \
        --callgrind-out-file="$out" "$(program "$1")" "${@:2}" >&2
    echo $(($(sed -n 's/^summary: //p' "$out") / 64))
}

ratio() { awk "BEGIN { printf \"%.3f\", $1 / $2 }"; }
grouped() { sed -E ':a; s/^([0-9]+)([0-9]{3})/\1,\2/; ta' <<< "$1"; }

instruction_tables() {
    local n plain annotated middleware
    echo "| GET from a listed origin | plain | annotated | ratio | annotated, \`Cors::default()\` | ratio |"
    echo '|---|---:|---:|---:|---:|---:|'
    for n in 1 $((count / 2)) "$count"; do
        plain=$(instructions plain "/route$n/7")
        annotated=$(instructions annotated "/route$n/7")
        middleware=$(instructions middleware "/route$n/7")
        echo "| route $n of $count | $(grouped "$plain") | $(grouped "$annotated") | $(ratio "$annotated" "$plain") | $(grouped "$middleware") | $(ratio "$middleware" "$plain") |"
    done
    echo
    echo "| preflight | annotated | annotated, \`Cors::default()\` |"
    echo '|---|---:|---:|'
    for n in 1 $((count / 2)) "$count"; do
        annotated=$(instructions annotated "/route$n/7" preflight)
        middleware=$(instructions middleware "/route$n/7" preflight)
        echo "| route $n of $count | $(grouped "$annotated") | $(grouped "$middleware") |"
    done
}

# sections <kind>: bytes of code, of constants, and of everything that is loaded.
sections() {
    size -A "$(program "$1")" | awk '
        $1 == ".text" { code = $2 }
        $1 ~ /^\.(rodata|data\.rel\.ro|data)$/ { constants += $2 }
        $3 > 0 { all += $2 }
        END { print code, constants, all - code - constants }'
}

size_table() {
    local kind code constants rest plain
    read -r -a plain <<< "$(sections plain)"
    echo "| bytes for each handler, over plain | code | constants | relocations, unwinding and the like | all |"
    echo '|---|---:|---:|---:|---:|'
    for kind in annotated actix-cors; do
        read -r code constants rest <<< "$(sections "$kind")"
        code=$(((code - plain[0]) / count)) constants=$(((constants - plain[1]) / count)) rest=$(((rest - plain[2]) / count))
        echo "| $kind | $(grouped "$code") | $(grouped "$constants") | $(grouped "$rest") | $(grouped $((code + constants + rest))) |"
    done
    read -r code constants rest <<< "$(sections plain)"
    echo
    echo "A plain handler: $(grouped "$(plain_handler)") bytes of code of its own."
}

# symbols <kind>: the functions and constants of which there is one for each handler: bytes for a handler, how many, what.
symbols() {
    nm -C --radix=d --print-size --size-sort "$(program "$1")" |
        awk -v count="$count" '
            {
                bytes = $2 + 0; $1 = $2 = $3 = ""
                gsub(/::h[0-9a-f]{16}/, ""); gsub(/(handler|cors)[0-9]+/, "&#"); gsub(/[0-9]+#/, "N")
                sum[$0] += bytes; number[$0]++
            }
            END { for (name in sum) if (number[name] >= count / 2) printf "%6d %6d %s\n", sum[name] / count, number[name], name }' |
        sort -rn
}

plain_handler() { symbols plain | awk '{ sum += $1 } END { print sum }'; }

# Everything that the lock file names; the packages are built without a registry.
cargo fetch --quiet --locked --manifest-path "$root/Cargo.toml" >&2
case ${1:-} in
    instructions)
        for kind in plain annotated middleware; do package "$kind"; done
        instruction_tables
        ;;
    size)
        for kind in plain annotated actix-cors; do package "$kind"; done
        size_table
        ;;
    symbols)
        for kind in plain annotated actix-cors; do
            package "$kind"
            echo "$kind: bytes for each handler, number, symbol"
            symbols "$kind"
        done
        ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$here/routing.sh" >&2; exit 2 ;;
esac
