#!/usr/bin/env bash
# Freezes a results directory for FrozenResultsTest: runs frozen.conf with a program's submit.sh so that every run is left
# in another way, and records what the commands say about it.
# usage: freeze.sh SUBMIT_SH FOLDER, where FOLDER holds frozen.conf and statements.txt; FOLDER/results and FOLDER/expected are made
set -euo pipefail

submit=("$1" --master 'local[1]')
folder=$2
conf=$folder/frozen.conf
results=$folder/results
expected=$folder/expected
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$expected"
rm -rf "$results"

run() {
  "${submit[@]}" run "$conf" --out "$results" "$@" >>"$work/log" || [ $? -eq 1 ]
}

# iterations NAME: how many iterations are behind its newest state.
iterations() {
  local state
  state=$(ls "$results/state" | grep "^$1\." | tail -n 1)
  state=${state%.state}
  echo $((10#${state##*.}))
}

# All of them wait; then three end.
run --set limits.sweep=1ms
run --only mem_gru,mem_rnn,mul_rnn

# A class that is no class fails its first checkpoint.
broken=$work/org/throughtime/model/diagnostics
mkdir -p "$broken"
: >"$broken/SpectralRadius.class"
submit+=(--driver-class-path "$work")
run --only mul_gru
submit=("${submit[@]:0:3}")

# Stopped between two segments, behind a checkpoint that none of them has.
run --only torder_rnn --set limits.run=1ms
until n=$(iterations torder_rnn); [ "$n" -gt 12 ] && [ $((n % 10)) -gt 6 ]; do
  run --only torder_rnn --set limits.run=2s
  [ "$(iterations torder_rnn)" -lt 75 ] || { echo 'too fast: start again' >&2; exit 1; }
done

# Killed behind its first snapshot.
"${submit[@]}" run "$conf" --out "$results" --only add_gru >>"$work/log" &
driver=$!
until compgen -G "$results/state/add_gru.*.state" >/dev/null; do
  sleep .02
done
kill -9 "$driver"
wait "$driver" 2>/dev/null || true
rm -f "$results"/.owner*

"${submit[@]}" certify "$results" --seed 7 --sequences 40 --lengths 3,6 >"$expected/certify.txt"

# What the commands say.
"${submit[@]}" status "$results" --top 0 >"$expected/status.txt"
"${submit[@]}" digest "$results" --verify >"$expected/digest.txt" 2>"$expected/verify.txt" || true
while IFS= read -r line; do
  "${submit[@]}" sql "$results" "${line#*: }" --format csv >"$expected/${line%%:*}.csv" </dev/null
done <"$folder/statements.txt"

# What it becomes once it goes on: what a sweep is that was never disturbed; and more lengths scored.
"${submit[@]}" run "$conf" --out "$work/whole" >>"$work/log"
"${submit[@]}" digest "$work/whole" >"$expected/resumed-digest.txt"
"${submit[@]}" certify "$work/whole" --seed 7 --sequences 40 --lengths 3,6,9 >"$expected/certify-longer.txt"
