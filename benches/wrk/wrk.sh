#!/usr/bin/env bash
# End to end over loopback: real servers with one worker, wrk as client, contenders in turn. Prints Markdown: medians of the
# ratios within each round, and their quartiles. Every round counts; a request that fails ends the run. Needs wrk and four
# cores: servers on two of them, who asks on the third, who floods on the fourth.
#
# `rate` is requests per second, and what a machine with other work to do makes of it. `cpu` is requests per second of
# processor time that the server spent (kernel included, waiting excluded), which such a machine disturbs far less.
#
#   benches/wrk/wrk.sh rates [ROUNDS]    rates compared with the first contender of the same round
#   benches/wrk/wrk.sh flood [ROUNDS]    what a flood of hostile preflights does to a server, compared with itself
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
rounds=${2:-15}
cargo build --quiet --release --locked -p cors-benches --features peers --bin scenarios
scenarios=${CARGO_TARGET_DIR:-target}/release/scenarios
work=$(mktemp -d)
servers=()
trap 'kill "${servers[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

for scenario in B D G0 G2; do "$scenarios" script "$scenario" > "$work/$scenario.lua"; done
for scenario in B D; do "$scenarios" script "$scenario" pipelined > "$work/${scenario}p.lua"; done

contenders=('bare' 'options' 'hand' 'ours: route' 'ours: route + Cors' 'ours: Cors' 'actix-cors')
port=18080
declare -A ports processes
for contender in "${contenders[@]}"; do
    ports[$contender]=$port
    taskset -c 0,1 "$scenarios" serve "$contender" "$port" &
    servers+=($!)
    processes[$contender]=$!
    port=$((port + 1))
done
for contender in "${contenders[@]}"; do
    until (exec 3<> "/dev/tcp/127.0.0.1/${ports[$contender]}") 2>/dev/null; do sleep 0.1; done
done

# spent <contender>: nanoseconds of processor time of all its threads so far.
spent() { awk '{ sum += $1 } END { printf "%.0f", sum }' /proc/"${processes[$1]}"/task/*/schedstat; }

# wrk_at <cores> <seconds> <contender> <scenario>: rate and cpu. A thread and 16 connections for each core.
wrk_at() {
    local said cores before after
    cores=$(tr ',' '\n' <<< "$1" | wc -l)
    before=$(spent "$3")
    said=$(taskset -c "$1" wrk -t"$cores" -c$((16 * cores)) -d"$2s" -s "$work/$4.lua" "http://127.0.0.1:${ports[$3]}/data")
    after=$(spent "$3")
    # Refusals have a status of their own; a broken connection has none.
    if [[ $said == *'Socket errors'* || ($4 == B* && $said == *'Non-2xx'*) ]]; then
        printf 'wrk: %s, %s\n%s\n' "$3" "$4" "$said" >&2
        return 1
    fi
    awk -v spent=$((after - before)) '
        / requests in / { requests = $1 }
        /^Requests\/sec:/ { print $2, requests / spent * 1e9 }' <<< "$said"
}

# beside_flood <contender> <flood>: rate of B while somebody else sends the other scenario without pause.
beside_flood() {
    wrk_at 3 2 "$1" "$2" > "$work/flooding" &
    local flood=$! rate _
    sleep 0.4
    read -r rate _ <<< "$(wrk_at 2 1 "$1" B)"
    wait "$flood"
    echo "$rate"
}

# ratio <file>: of its two columns, as `median | quartiles`.
ratio() {
    awk '{ print $1 / $2 }' "$1" | sort -n |
        awk '{ r[NR] = $1 } END { printf "%.3f | %.3f – %.3f", r[int((NR + 1) / 2)], r[int((NR + 3) / 4)], r[int((3 * NR + 1) / 4)] }'
}

# rates <scenario> <contender>...: each against the first.
rates() {
    local scenario=$1 contender rate cpu first
    shift
    for _ in $(seq "$rounds"); do
        first=()
        for contender in "$@"; do
            read -r rate cpu <<< "$(wrk_at 2,3 1 "$contender" "$scenario")"
            [ "${#first[@]}" -gt 0 ] || first=("$rate" "$cpu")
            echo "$rate ${first[0]}" >> "$work/rate $scenario $contender"
            echo "$cpu ${first[1]}" >> "$work/cpu $scenario $contender"
        done
    done
    for contender in "$@"; do
        echo "| $scenario | $contender | $(ratio "$work/cpu $scenario $contender") | $(ratio "$work/rate $scenario $contender") |"
    done
}

# flood <contender>...: each against itself.
flood() {
    local contender small same hostile calm beside
    for _ in $(seq "$rounds"); do
        for contender in "$@"; do
            read -r -a small <<< "$(wrk_at 2,3 1 "$contender" D)"
            read -r -a same <<< "$(wrk_at 2,3 1 "$contender" G0)"
            read -r -a hostile <<< "$(wrk_at 2,3 1 "$contender" G2)"
            calm=$(beside_flood "$contender" G0)
            beside=$(beside_flood "$contender" G2)
            echo "${same[1]} ${small[1]}" >> "$work/size $contender"
            echo "${hostile[1]} ${same[1]}" >> "$work/list $contender"
            echo "${hostile[0]} ${same[0]}" >> "$work/rate $contender"
            echo "$beside $calm" >> "$work/beside $contender"
        done
    done
    for contender in "$@"; do
        echo "| $contender | $(ratio "$work/size $contender") | $(ratio "$work/list $contender") | $(ratio "$work/rate $contender") | $(ratio "$work/beside $contender") |"
    done
}

ours=('hand' 'ours: route' 'ours: route + Cors' 'ours: Cors' 'actix-cors')
case ${1:-} in
    rates)
        echo '| | contender | cpu | quartiles | rate | quartiles |'
        echo '|---|---|---:|---|---:|---|'
        for scenario in B Bp; do rates "$scenario" bare "${ours[@]}"; done
        for scenario in D Dp; do rates "$scenario" options "${ours[@]}"; done
        ;;
    flood)
        echo '| | cpu G0 ÷ D | quartiles | cpu G2 ÷ G0 | quartiles | rate G2 ÷ G0 | quartiles | B beside G2 ÷ B beside G0 | quartiles |'
        echo '|---|---:|---|---:|---|---:|---|---:|---|'
        flood bare options "${ours[@]:1}"
        ;;
    *) sed -n '2,12s/^# \{0,1\}//p' benches/wrk/wrk.sh >&2; exit 2 ;;
esac
echo
echo "$rounds rounds of one second each."
