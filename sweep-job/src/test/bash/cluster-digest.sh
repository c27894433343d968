#!/usr/bin/env bash
# The quick sweep has one digest: with one thread, on a standalone cluster whose executors are processes of their
# own, there with speculative copies, and there with authentication and encryption. See docs/reliability.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."
exec </dev/null

cluster=sweep-job/src/test/bash/loopback-cluster.sh
scratch=$(mktemp -d)
cleanup() {
  for folder in "$scratch"/cluster-*/; do
    if [ -d "$folder" ]; then "$cluster" stop "$folder"; fi
  done
  rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP
# Nor may the driver be seen from elsewhere; the workers set it for their executors.
export SPARK_LOCAL_IP=127.0.0.1

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# run NAME OPTION...: the quick sweep under spark-submit's options; prints what it took, and the digest where it differs.
run() {
  local name=$1 start=$SECONDS
  shift
  ./submit.sh "$@" run conf/quick.conf --out "$scratch/$name" >"$scratch/$name.log" 2>&1 || {
    cat "$scratch/$name.log"
    fail "$name: the sweep failed"
  }
  ./submit.sh digest "$scratch/$name" >"$scratch/$name.digest" || fail "$name: there is no digest"
  [ -f "$scratch/expected" ] || cp "$scratch/$name.digest" "$scratch/expected"
  diff "$scratch/expected" "$scratch/$name.digest" || fail "$name: the digest differs from that of one thread"
  printf '%-44s %3d s  %s\n' "$name" $((SECONDS - start)) "$(tail -n 1 "$scratch/$name.digest")"
}

run local-1 --master 'local[1]'

url=$("$cluster" start "$scratch/cluster-open")
run cluster --master "$url" --executor-memory 1g
# Every task that is not done within a second gets a copy on the other worker.
run cluster-speculation --master "$url" --executor-memory 1g --conf spark.speculation=true \
  --conf spark.speculation.interval=100ms --conf spark.speculation.multiplier=1.0 \
  --conf spark.speculation.task.duration.threshold=1s \
  --driver-java-options "-Dthroughtime.log=$scratch/speculation.log"
copies=$(grep -c 'Starting task 0\.1 in stage' "$scratch/speculation.log") || fail 'cluster-speculation: no copy was started'
printf '  with %d speculative copies\n' "$copies"
"$cluster" stop "$scratch/cluster-open"

# The lines of docs/reliability.md.
(
  umask 077
  cat >"$scratch/secret.properties" <<PROPERTIES
spark.authenticate            true
spark.authenticate.secret     $(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
spark.network.crypto.enabled  true
PROPERTIES
)
url=$("$cluster" start "$scratch/cluster-closed" 2 "$scratch/secret.properties")
run cluster-authentication --master "$url" --executor-memory 1g --properties-file "$scratch/secret.properties"
