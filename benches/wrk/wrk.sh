#!/usr/bin/env bash
# End to end over loopback: every contender serves for a second in every round, in turn, and is compared with the first one
# of its round. Prints Markdown: the median of the rounds' ratios, and their quartiles. Needs wrk, and four cores.
#
#   benches/serve/wrk.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${1:-15}
cargo build --quiet --release --locked -p cors-benches --features peers --bin serve
serve=${CARGO_TARGET_DIR:-target}/release/serve
work=$(mktemp -d)
servers=()
trap 'kill "${servers[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

port=18080
declare -A ports
start() {
    ports[$1]=$port
    taskset -c 0,1 "$serve" "$1" "$port" &
    servers+=($!)
    port=$((port + 1))
}
for contender in bare options route route+Cors Cors actix-cors; do start "$contender"; done
sleep 1

origin='https://app-9999999.example'
cat > "$work/B.lua" <<LUA
wrk.headers["Origin"] = "$origin"
LUA
cat > "$work/D.lua" <<LUA
wrk.method = "OPTIONS"
wrk.headers["Origin"] = "$origin"
wrk.headers["Access-Control-Request-Method"] = "PUT"
wrk.headers["Access-Control-Request-Headers"] = "content-type,x-name"
LUA
cat > "$work/G.lua" <<LUA
local names = {}
for i = 1, 2048 do names[i] = string.format("x-%05d", i) end
wrk.method = "OPTIONS"
wrk.headers["Origin"] = "$origin"
wrk.headers["Access-Control-Request-Method"] = "PUT"
wrk.headers["Access-Control-Request-Headers"] = table.concat(names, ",")
LUA
# The same, sixteen requests in each write.
for scenario in B D; do
    cat "$work/$scenario.lua" - > "$work/${scenario}p.lua" <<'LUA'
init = function()
    local requests = {}
    for i = 1, 16 do requests[i] = wrk.format() end
    pipelined = table.concat(requests)
end
request = function() return pipelined end
LUA
done

# rate <contender> <scenario>: requests per second.
rate() {
    taskset -c 2,3 wrk -t2 -c32 -d1s -s "$work/$2.lua" "http://127.0.0.1:${ports[$1]}/data" |
        sed -n 's/^Requests\/sec: *//p'
}

# compare <scenario> <contender>...
compare() {
    local scenario=$1 contender first
    shift
    for _ in $(seq "$rounds"); do
        first=
        for contender in "$@"; do
            local now
            now=$(rate "$contender" "$scenario")
            first=${first:-$now}
            echo "$now $first" >> "$work/$scenario $contender"
        done
    done
    for contender in "$@"; do
        awk '{ print $1 / $2, $1 }' "$work/$scenario $contender" | sort -n |
            awk -v row="| $scenario | $contender |" '{ r[NR] = $1 } END { printf "%s %.3f | %.3f – %.3f |\n", row, r[int((NR + 1) / 2)], r[int((NR + 3) / 4)], r[int((3 * NR + 1) / 4)] }'
    done
}

echo '| | contender | ratio | quartiles |'
echo '|---|---|---:|---|'
compare B bare route route+Cors Cors actix-cors
compare Bp bare route route+Cors Cors actix-cors
compare D options route route+Cors Cors actix-cors
compare Dp options route route+Cors Cors actix-cors
compare G options route route+Cors Cors actix-cors
