#!/usr/bin/env bash
# A Spark standalone cluster on loopback for tests: a master and workers of one core, from the Spark that the build brings
# along, every executor a process of its own. Ports are whatever is free. See usage below.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: loopback-cluster.sh start FOLDER [WORKERS [PROPERTIES]]
       loopback-cluster.sh worker FOLDER NUMBER
       loopback-cluster.sh url FOLDER
       loopback-cluster.sh pids FOLDER master|workers|executors
       loopback-cluster.sh stop FOLDER

start   starts a master and WORKERS workers (2) with the Spark properties of the file PROPERTIES, waits until all have
        registered and prints the master's URL. FOLDER, new or empty, gets logs, pids and what executors write.
worker  starts the worker of that number (again, where it was killed), on 127.0.0.NUMBER, and waits until it has registered.
url     prints the master's URL.
pids    prints process ids, one a line: those that live.
stop    kills all of it, executors whose worker is gone included; does nothing where nothing is left.
USAGE
}

fail() {
  printf 'loopback-cluster: %s\n' "$1" >&2
  exit 1
}

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# How long a process may take to come up, in tenths of a second.
PATIENCE=600

# daemon NAME HOST CLASS ARGUMENT...: starts one in a process group of its own, which is how its executors are found later.
daemon() {
  local name=$1 host=$2
  shift 2
  local spark=("$home"/sweep-job/target/spark-*)
  [ -d "${spark[0]}/jars" ] || fail "no Spark in sweep-job/target: build first (./submit.sh run ... or mvn package)"
  : >"$folder/$name.log"
  SPARK_HOME=${spark[0]} SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=$host \
    setsid "$java" -Xmx512m -XX:+UseSerialGC \
    -Dlog4j2.configurationFile="$home/conf/log4j2.properties" -Dthroughtime.log="$folder/$name.log" \
    -cp "${spark[0]}/jars/*" "$@" --host "$host" --webui-port 0 --properties-file "$folder/spark.properties" \
    </dev/null >"$folder/$name.out" 2>&1 &
  printf '%s\n' $! >"$folder/$name.pid"
  printf '%s\n' $! >>"$folder/groups"
}

# await NAME PATTERN: waits until the daemon's log has a line that matches, and prints what the pattern's group matched.
await() {
  local tries line
  for ((tries = 0; tries < PATIENCE; tries++)); do
    line=$(sed -n "s|.*$2.*|\\1|p" "$folder/$1.log" | tail -n 1)
    if [ -n "$line" ]; then
      printf '%s\n' "$line"
      return
    fi
    kill -0 "$(cat "$folder/$1.pid")" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 20 "$folder/$1.out" "$folder/$1.log" >&2
  fail "$1 did not come up"
}

# Every worker is on a host of its own, as far as Spark can see: it starts no speculative copy on the host of the first one.
worker() {
  daemon "worker-$1" "127.0.0.$1" org.apache.spark.deploy.worker.Worker "$(cat "$folder/url")" --cores 1 --memory 1g \
    --work-dir "$folder/work-$1"
}

registered() {
  await "worker-$1" 'Successfully \(registered\) with master' >/dev/null
}

start() {
  local workers=${1:-2} properties=${2:-/dev/null} number
  mkdir -p "$folder"
  [ -z "$(ls -A "$folder")" ] || fail "$folder: is not empty; give a new folder"
  # It may hold the cluster's secret. The REST server is off: it has a fixed port and knows no secret.
  (umask 077 && { echo spark.master.rest.enabled=false && cat "$properties"; } >"$folder/spark.properties")
  trap stop EXIT
  daemon master 127.0.0.1 org.apache.spark.deploy.master.Master --port 0
  await master 'Starting Spark master at \(spark://[0-9.:]*\)' >"$folder/url"
  for ((number = 1; number <= workers; number++)); do
    worker "$number"
  done
  for ((number = 1; number <= workers; number++)); do
    registered "$number"
  done
  trap - EXIT
  cat "$folder/url"
}

# Processes that live of all groups but those that lead them: executors.
pids() {
  local file pid group
  case $1 in
    master | workers)
      for file in "$folder/${1%s}"*.pid; do
        pid=$(cat "$file" 2>/dev/null) || continue
        kill -0 "$pid" 2>/dev/null && printf '%s\n' "$pid"
      done
      ;;
    executors)
      while IFS= read -r group; do
        { pgrep -g "$group" || true; } | { grep -vx "$group" || true; }
      done <"$folder/groups"
      ;;
    *) fail "no processes '$1': one of master, workers, executors" ;;
  esac
  return 0
}

stop() {
  local group tries
  trap - EXIT
  [ -f "$folder/groups" ] || return 0
  while IFS= read -r group; do
    kill -KILL -- "-$group" 2>/dev/null || true
  done <"$folder/groups"
  for ((tries = 0; tries < PATIENCE; tries++)); do
    [ -n "$({ pids master; pids workers; pids executors; } | head -n 1)" ] || break
    sleep 0.1
  done
  rm -f "$folder"/groups "$folder"/*.pid "$folder/url" "$folder/spark.properties"
}

case ${1:-} in
  -h | --help | '') usage && exit 0 ;;
esac
[ $# -ge 2 ] || fail 'give a folder (loopback-cluster.sh --help)'
command=$1
mkdir -p "$(dirname "$2")"
folder=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
shift 2
case $command in
  start) start "$@" ;;
  worker)
    worker "$1"
    registered "$1"
    ;;
  url) cat "$folder/url" ;;
  pids) pids "$@" ;;
  stop) stop ;;
  *) fail "no command '$command' (loopback-cluster.sh --help)" ;;
esac
