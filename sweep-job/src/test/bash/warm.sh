#!/usr/bin/env bash
# The process that sql leaves behind, for real: the same bytes as from a process of its own, whatever is done to it, and the seconds
# of a call. Needs a finished sweep. usage: sweep-job/src/test/bash/warm.sh DIR
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
results=$(cd "$1" && pwd)
submit=$home/submit.sh
scratch=$(mktemp -d)
# Sockets of its own: nobody else's process is asked, or stopped.
unset XDG_RUNTIME_DIR
export TMPDIR=$scratch
export THROUGHTIME_WARM=3
folder=$scratch/throughtime-$UID
cleanup() {
  "$submit" sql --stop >/dev/null || true
  rm -rf "$scratch"
}
trap cleanup EXIT

question='SELECT run, count(*) AS n, sum(train_nll) AS s FROM iterations GROUP BY run ORDER BY run'
forever='SELECT count(*) FROM iterations a, iterations b, iterations c WHERE a.train_nll + b.train_nll > c.train_nll'

fail() {
  printf 'WRONG: %s\n' "$1"
  exit 1
}

# own WORD...: the answer of a process of its own. It has both streams and the exit status, as that of `ask`.
own() {
  THROUGHTIME_WARM=0 ask "$@"
}

ask() {
  local status=0
  "$submit" sql "$@" 2>&1 || status=$?
  echo "status $status"
}

# server: the process that serves, if there is one.
server() {
  local pid
  for pid in /proc/[0-9]*; do
    if tr '\0' ' ' <"$pid/cmdline" 2>/dev/null | grep -q -- "-Dthroughtime.warm=$folder/.*org.apache.spark.deploy.SparkSubmit"; then
      echo "${pid#/proc/}"
    fi
  done | tail -n 1
}

# same WHAT EXPECTED: the question is answered.
same() {
  local answer
  answer=$(ask "$results" "$question" --format csv </dev/null)
  [ "$answer" = "$2" ] || fail "another answer $1: $answer"
  echo "ok: $1"
}

expected=$(own "$results" "$question" --format csv </dev/null)
[ "$(wc -l <<<"$expected")" -gt 2 ] || fail "no rows: $expected"
[ -z "$(server)" ] || fail 'THROUGHTIME_WARM=0 left a process behind'

exec 8>"$scratch/lock"
flock 8
same 'the first call' "$expected"
exec 8>&-
flock -n "$scratch/lock" true || fail 'the process holds a file of its caller'
first=$(server)
[ -n "$first" ] || fail 'no process was left behind'
same 'the second call' "$expected"
[ "$(server)" = "$first" ] || fail 'the second call started another process'

times=$(for _ in 1 2 3 4 5; do
  begin=$(date +%s%N)
  "$submit" sql "$results" "$question" >/dev/null </dev/null
  echo $((($(date +%s%N) - begin) / 1000000))
done | sort -n | tr '\n' ' ')
echo "ok: five calls took $times ms"

for words in '--formt csv' 'DROP_VIEW_x' '--list' '@who-vanishes' '-f none.sql' '--help'; do
  # shellcheck disable=SC2086 # words
  [ "$(own "$results" ${words//_/ } </dev/null)" = "$(ask "$results" ${words//_/ } </dev/null)" ] || fail "another answer to $words"
done
[ "$(own "$results" 'SELECT rum FROM runs' </dev/null)" = "$(ask "$results" 'SELECT rum FROM runs' </dev/null)" ] ||
  fail 'another refusal'
[ "$(echo 'SELECT 7 AS seven; SELECT 8' | ask "$results")" = "$(echo 'SELECT 7 AS seven; SELECT 8' | own "$results")" ] ||
  fail 'another answer to what is piped in'
[[ $(ask "$results" -f <(echo 'SELECT 7 AS seven') --format csv) == *$'7\r\nstatus 0' ]] || fail 'no answer to -f of a pipe'
echo 'ok: mistakes, pipes and files'

cd "$(dirname "$results")"
[ "$(ask "$(basename "$results")" "$question" --format csv </dev/null)" = "$expected" ] || fail 'another answer in another directory'
cd "$home"
echo 'ok: another directory'

ask "$results" "$question" --format csv </dev/null >"$scratch/one" &
other=$!
same 'one of two calls at once' "$expected"
wait "$other"
[ "$(cat "$scratch/one")" = "$expected" ] || fail 'another answer to the other'

"$submit" sql "$results" 'SELECT * FROM iterations' --format csv </dev/null 2>/dev/null | head -n 1 >/dev/null || true
same 'after a call whose reader had enough' "$expected"

for signal in INT TERM; do
  # A shell without job control has the processes it starts in the background ignore SIGINT, and so may have its own parent.
  env --default-signal=INT,TERM "$submit" sql "$results" "$forever" </dev/null >"$scratch/interrupted" 2>&1 &
  client=$!
  # Bash loses a SIGINT that it alone gets while another command runs, so the signal is for the JVM that takes its place.
  for _ in $(seq 600); do
    [ "$(cat /proc/"$client"/comm)" != java ] || break
    sleep .1
  done
  sleep 4
  kill "-$signal" "$client"
  (sleep 60 && kill -KILL "$client") &
  watchdog=$!
  status=0
  wait "$client" || status=$?
  kill "$watchdog" 2>/dev/null || true
  [ "$status" -eq 130 ] || fail "exit status $status behind SIG$signal: $(cat "$scratch/interrupted")"
  [ "$(cat "$scratch/interrupted")" = interrupted ] || fail "SIG$signal: $(cat "$scratch/interrupted")"
  same "after SIG$signal" "$expected"
done

"$submit" sql "$results" 'SELECT 1' >/dev/null </dev/null
frozen=$(server)
kill -STOP "$frozen"
same 'while the process is frozen' "$expected"
kill -KILL "$frozen"
same 'after kill -9' "$expected"
[ "$(server)" != "$frozen" ] || fail 'it is still there'
same 'after that' "$expected"

for socket in "$folder"/*.sock; do
  rm -f "$socket"
  echo damaged >"$socket"
done
same 'with damaged sockets' "$expected"

TZ=Asia/Tokyo "$submit" sql "$results" "SELECT current_timezone() AS zone" --format csv </dev/null | grep -q Asia/Tokyo ||
  fail 'the environment of another call'
echo 'ok: another environment'

"$submit" sql --stop
for _ in $(seq 100); do
  [ -n "$(server)" ] || break
  sleep .1
done
[ -z "$(server)" ] || fail 'a process is left after --stop'
echo 'All is well'
