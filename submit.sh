#!/usr/bin/env bash
# Builds the program if needed, finds Spark, and starts spark-submit. See usage below and README.md.
set -euo pipefail

usage() {
  cat <<'USAGE'
usage: ./submit.sh [spark-submit options] COMMAND ...

  help [COMMAND]        list the commands, or show the manual page of one
  run CONF              train the runs of a sweep file, e.g. conf/quick.conf
  train FLAGS           train one run with the course's flags
  status DIR            show the state of every run
  sql DIR [STATEMENT]   query the tables
  report DIR            write an HTML page and a PDF
  watch DIR             show the report in a browser while the sweep trains
  certify DIR           evaluate solved runs on fresh sequences
  dynamics DIR          measure the networks as dynamical systems
  digest DIR            print hashes of the results
  compact DIR           join the files of ended runs into a few
  submission DIR        make the folder that you hand in
  completion SHELL      print a script that completes commands, options and files

Options of spark-submit (--master, --deploy-mode, --conf, --driver-memory, ...) go before COMMAND. Without --master, runs train on
all cores of this machine. Spark is $SPARK_HOME if that is set, else the one that the build provides. Exit status: 0, all went
well; 1, a run failed or a limit stopped it; 2, the call or the configuration is wrong; 130, interrupted.

sql leaves a process behind that answers the next calls in a second or two. It ends after ten idle minutes, or after as many as
THROUGHTIME_WARM says (0: none). ./submit.sh sql --stop ends it at once.
USAGE
}

fail() {
  printf '%s\n' "$1" >&2
  exit "${2:-2}"
}

# Most machines have these tools; a minimal container may not. Checks before anything uses them.
missing=''
for tool in cat date find head ls mkdir mktemp mv readlink rm sed tail; do
  command -v "$tool" >/dev/null || missing+=" $tool"
done
[ -z "$missing" ] || fail "not found in PATH:$missing; install coreutils, findutils and sed"

# Quotes a word for Spark's lists of Java options.
quoted() {
  local word=${1//\\/\\\\}
  printf '"%s"' "${word//\"/\\\"}"
}

# The folder of this script, after following symbolic links.
script=${BASH_SOURCE[0]}
case $script in */*) ;; *) script=./$script ;; esac
while [ -L "$script" ]; do
  link=$(readlink "$script")
  case $link in
    /*) script=$link ;;
    *) script=${script%/*}/$link ;;
  esac
done
home=$(cd -P "${script%/*}/" && pwd)
target=$home/sweep-job/target
application=$target/throughtime.jar

# ---- The call: spark-submit's options, then the command with its arguments.

spark_options=()  # as given
confs=()          # KEY=VALUE of every --conf, and of the options that stand for one
properties_file=''
command=''
while [ $# -gt 0 ]; do
  option=$1
  value=''
  case $option in
    --*=*)
      value=${option#*=}
      option=${option%%=*}
      shift
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    -v | --verbose | --supervise | --load-spark-defaults)
      spark_options+=("$option")
      shift
      continue
      ;;
    -*)
      [ $# -ge 2 ] || fail "$option needs a value"
      value=$2
      shift 2
      ;;
    run | train | status | digest | certify | dynamics | compact | sql | report | watch | submission | help | completion)
      command=$option
      shift
      break
      ;;
    *) fail "there is no command $option; known: run, train, status, sql, report, watch, certify, dynamics, digest, compact, submission, help, completion (./submit.sh --help)" ;;
  esac
  case $option in
    --conf | -c)
      case $value in
        *=*) confs+=("$value") ;;
        *) fail "--conf $value: expected KEY=VALUE" ;;
      esac
      ;;
    --master)
      case $value in
        local | local\[*\] | local-cluster\[*\] | spark://* | yarn | k8s://*) ;;
        *) fail "--master $value: expected local[N], spark://HOST:PORT, yarn or k8s://..." ;;
      esac
      confs+=("spark.master=$value")
      ;;
    --driver-memory)
      [[ $value =~ ^[0-9]+[kmgtKMGT]?[bB]?$ ]] || fail "--driver-memory $value: expected a size such as 4g"
      confs+=("spark.driver.memory=$value")
      ;;
    --deploy-mode) confs+=("spark.submit.deployMode=$value") ;;
    --properties-file)
      [ -r "$value" ] || fail "--properties-file $value: no such file"
      properties_file=$value
      ;;
    --files) confs+=("spark.files=$value") ;;
    --archives | --driver-class-path | --driver-cores | --driver-java-options | --driver-library-path) ;;
    --exclude-packages | --executor-cores | --executor-memory | --jars | --keytab | --name) ;;
    --num-executors | --packages | --principal | --proxy-user | --py-files | --queue | --repositories) ;;
    --total-executor-cores) ;;
    *) fail "$option: unsupported option of spark-submit (./submit.sh --help); put the options of a command after the command" ;;
  esac
  spark_options+=("$option" "$value")
done
if [ -z "$command" ]; then
  [ ${#spark_options[@]} -eq 0 ] || fail "there is no command after the options of spark-submit (./submit.sh --help)"
  usage
  exit 0
fi

# ---- Your own Spark, if you name one: before anything is written.

embedded=yes
if [ -n "${SPARK_HOME:-}" ]; then
  embedded=''
  [ -x "$SPARK_HOME/bin/spark-submit" ] ||
    fail "SPARK_HOME is $SPARK_HOME, which has no bin/spark-submit; unset it to use the Spark that the build provides"
  spark_version=''
  for jar in "$SPARK_HOME"/jars/spark-core_*.jar; do
    spark_version=${jar##*/spark-core_}
    spark_version=${spark_version#*-} # behind that of Scala
    spark_version=${spark_version%.jar}
  done
  [[ $spark_version =~ ^([0-9]+)\. ]] ||
    fail "SPARK_HOME is $SPARK_HOME, which has no jars/spark-core_*.jar; unset it to use the Spark that the build provides"
  [ "${BASH_REMATCH[1]}" -ge 4 ] ||
    fail "SPARK_HOME is $SPARK_HOME, which holds Spark $spark_version; set it to Spark 4.0 or later, or unset it to use the Spark that the build provides"
fi

# ---- Java.

if [ -n "${JAVA_HOME:-}" ]; then
  java=$JAVA_HOME/bin/java
  [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, which has no bin/java; set it to a JDK, 17 or newer"
else
  java=$(command -v java) || fail "no java found: install a JDK, 17 or newer, or set JAVA_HOME to one"
fi
java_version=''
release=$(readlink -f "$java" 2>/dev/null || true)
release=${release%/bin/java}/release
if [ -r "$release" ]; then
  java_version=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$release")
fi
[ -n "$java_version" ] || java_version=$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')
java_major=${java_version%%[!0-9]*}
[ "${java_major:-0}" -ge 17 ] || fail "$java is Java ${java_version:-of an unknown version}: Java 17 or newer is needed"

# ---- The build. It is skipped if the application jar is newer than all of its sources, or if a build calls this script.

stamp=$target/built
stale() {
  [ "${THROUGHTIME_BUILD:-}" != running ] || return 1
  [ -f "$application" ] && [ -f "$stamp" ] || return 0
  [ -n "$(cd "$home" && find .mvn pom.xml conf/{reference,canonical}.conf model/pom.xml model/src/main model/src/build sweep-job/pom.xml \
    sweep-job/src/main sweep-job/src/build -newer "$stamp" -print 2>/dev/null | head -n 1)" ]
}

build() {
  local log=$target/build.log
  command -v mvn >/dev/null || fail "no mvn found: install Apache Maven 3.8 or newer" 1
  if [ -n "${JAVA_HOME:-}" ] && [ ! -x "$JAVA_HOME/bin/javac" ]; then
    fail "JAVA_HOME is $JAVA_HOME, which has no bin/javac; set it to a JDK, 17 or newer" 1
  elif [ -z "${JAVA_HOME:-}" ] && ! command -v javac >/dev/null; then
    fail "no javac found: install a JDK, 17 or newer" 1
  fi
  printf 'building (the first time takes a few minutes), log in %s\n' "$log"
  : >"$stamp.unfinished"
  if ! (cd "$home" && mvn -B -pl sweep-job -am -Dmaven.test.skip=true package) >"$log" 2>&1 </dev/null; then
    if grep -qF '[ERROR]' "$log"; then
      sed -n -e '/ -> \[Help/q' -e '/^\[ERROR\]/p' "$log" | head -n 12 >&2
    else
      tail -n 12 "$log" >&2
    fi
    fail "the build failed, see $log" 1
  fi
  mv -f "$stamp.unfinished" "$stamp"
}

if stale; then
  mkdir -p "$target"
  # One build at a time, if this system has a lock command.
  (
    if command -v flock >/dev/null; then
      exec 9>"$target/build.lock"
      flock 9
    fi
    if stale; then
      build 9>&-
    fi
  ) || exit $?
fi

# ---- Spark.

if [ -n "$embedded" ]; then
  for jars in "$target"/spark-*/jars; do
    SPARK_HOME=${jars%/jars}
  done
  [ -d "$SPARK_HOME/jars" ] || fail "no Spark in $target: remove $stamp, and the next call builds it again" 1
  # The launcher would look for it in Spark's own source tree.
  for jar in "$SPARK_HOME"/jars/spark-core_*.jar; do
    scala=${jar##*/spark-core_}
  done
  export SPARK_HOME SPARK_SCALA_VERSION=${scala%%-*}
fi

# The manual and the completion script need classes, but no Spark process.
case $command in
  help | completion)
    exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx256m \
      -cp "$application:$SPARK_HOME/jars/*" org.throughtime.sweep.cli.Manual "$command" "$@"
    ;;
esac

# The file that Spark reads settings from, by spark-submit's own rule.
[ -n "$properties_file" ] || properties_file=${SPARK_CONF_DIR:-$SPARK_HOME/conf}/spark-defaults.conf
file_confs=$(sed -n 's/^[[:space:]]*\(spark\.[^[:space:]=:]*\)[[:space:]]*[=:]\{0,1\}[[:space:]]*/\1=/p' \
  "$properties_file" 2>/dev/null || true)

# Prints the value that the user gave to a Spark property, on the command line or in a file. Fails if there is none.
configured() {
  local key=$1 found=1 value='' line
  while IFS= read -r line; do
    case $line in "$key="*) value=${line#*=} found=0 ;; esac
  done <<<"$file_confs"
  for line in ${confs[@]+"${confs[@]}"}; do
    case $line in "$key="*) value=${line#*=} found=0 ;; esac
  done
  printf '%s' "$value"
  return $found
}

# ---- The process that stays, for the most common sql calls. Its client starts it, by calling this script.

warm_minutes=${THROUGHTIME_WARM:-10}
[[ $warm_minutes =~ ^[0-9]{1,6}$ ]] || fail "THROUGHTIME_WARM is $warm_minutes: must be a number of minutes, or 0"
warm_socket=${THROUGHTIME_WARM_SOCKET:-} # set for the process that serves
unset THROUGHTIME_WARM_SOCKET
warm_client=''
warm_folder=${XDG_RUNTIME_DIR:-}
if [ -n "$warm_folder" ] && [ -d "$warm_folder" ] && [ -O "$warm_folder" ]; then
  warm_folder+=/throughtime
else
  warm_folder=${TMPDIR:-/tmp}/throughtime-$UID
fi

# Whether a sql call opens a prompt, which needs this terminal.
asks_prompt() {
  local word
  [ -t 0 ] || return 1
  for word in "$@"; do
    case $word in @* | *[[:space:]\(]* | -*) return 1 ;; esac
  done
}

# Whether a word names a file that only this process has open, such as the pipe of <(...).
names_open_file() {
  local word
  for word in "$@"; do
    case $word in */dev/fd/* | */dev/std* | */proc/*) return 0 ;; esac
  done
  return 1
}

# Everything except the call itself that decides what a sql process answers.
warm_key() {
  pwd -P
  printf '%s\n' "$home" "$java" "$java_version" "$warm_minutes"
  # With seconds, as GNU's ls has them and then BSD's.
  ls -lin --full-time "$application" "$stamp" 2>/dev/null || ls -linT "$application" "$stamp"
  env | sed -n '/^\(SPARK_\|HADOOP\|HDFS_\|YARN_\|J[AD][VK]A*_\|_JAVA_\|AWS_\|AZURE_\|GOOGLE_\|KRB5\|LANG\|LC_\|LD_\|TZ=\|HOME=\|USER=\|TMPDIR=\|[a-zA-Z]*_[pP][rR][oO][xX][yY]=\)/p' |
    LC_ALL=C sort
}

if [ "$command" = sql ] && [ "${1-}" = --stop ]; then
  [ $# -eq 1 ] || fail 'sql --stop takes no other arguments'
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -cp "$application" org.throughtime.sweep.warm.WarmClient \
    --stop "$warm_folder"
fi
if [ "$command" = sql ] && [ -z "$warm_socket" ] && [ "$warm_minutes" -gt 0 ] && [ -n "$embedded" ] &&
  [ "${THROUGHTIME_BUILD:-}" != running ] && [ ${#spark_options[@]} -eq 0 ] && [ -z "$file_confs" ] &&
  command -v cksum >/dev/null && ! asks_prompt "$@" && ! names_open_file "$@" && { mkdir -m 700 "$warm_folder" 2>/dev/null || [ -d "$warm_folder" ]; } &&
  [ -O "$warm_folder" ] && [ ! -L "$warm_folder" ] && chmod 700 "$warm_folder"; then
  THROUGHTIME_WARM_KEY=$(warm_key)
  export THROUGHTIME_WARM_KEY
  warm_client=$(printf '%s' "$THROUGHTIME_WARM_KEY" | cksum)
  warm_client=$warm_folder/${warm_client%% *}.sock
  [ ${#warm_client} -le 100 ] || warm_client='' # the longest address of a socket
fi

# Passes the call to the process that stays.
ask_warm() {
  local columns=0 keyboard=false
  if [ -t 1 ]; then
    columns=$(stty size </dev/tty 2>/dev/null || true)
    columns=${columns##* }
    [ "$columns" != 0 ] || columns=''
  fi
  [ ! -t 0 ] || keyboard=true
  unset SPARK_HOME SPARK_SCALA_VERSION # this script must not see them if the client starts it
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx64m -cp "$application" org.throughtime.sweep.warm.WarmClient \
    "$warm_client" "$home/submit.sh" "${columns:-80}" "$keyboard" sql "$@"
}
# That process also reports a wrong call.
[ -z "$warm_client" ] || [ ! -S "$warm_client" ] || ask_warm "$@"

# Settings that the program needs. They do not override those of the user.
unless_configured() {
  configured "${1%%=*}" >/dev/null || spark_options+=(--conf "$1")
}

if ! master=$(configured spark.master); then
  master='local[*]'
  spark_options+=(--master "$master")
fi

# ---- Masters and deploy modes that cannot work are refused before anything starts.

part=''
case $master in
  yarn) part=yarn ;;
  k8s://*) part=kubernetes ;;
esac
if [ -n "$part" ]; then
  part_jar=''
  for part_jar in "$SPARK_HOME"/jars/spark-"${part}"_*.jar; do :; done
  if [ ! -e "$part_jar" ]; then
    lacks='the Spark that the build provides'
    [ -n "$embedded" ] || lacks="SPARK_HOME is $SPARK_HOME, which"
    fail "--master $master: $lacks has no jars/spark-${part}_*.jar; set SPARK_HOME to a Spark 4.0 or later that has it, such as those of spark.apache.org"
  fi
fi
if [ "$master" = yarn ] && [ -z "${HADOOP_CONF_DIR:-}${YARN_CONF_DIR:-}" ] &&
  [ ! -f "${SPARK_CONF_DIR:-$SPARK_HOME/conf}/spark-env.sh" ]; then
  fail '--master yarn: HADOOP_CONF_DIR is not set; set it to the folder with the yarn-site.xml and core-site.xml of your cluster'
fi

here=yes # where the driver runs
[ "$(configured spark.submit.deployMode || true)" != cluster ] || here=''
if [ -z "$here" ]; then
  case $master in
    yarn) ;;
    k8s://*)
      configured spark.kubernetes.file.upload.path >/dev/null ||
        fail '--deploy-mode cluster: Kubernetes needs a place to which the program and the sweep file are uploaded; add --conf spark.kubernetes.file.upload.path=URI, such as s3a://BUCKET/FOLDER'
      ;;
    *) fail "--deploy-mode cluster: --master $master does not send the program and the sweep file to the driver; leave out --deploy-mode, and the driver runs here" ;;
  esac
  case $command in
    run | train | certify | dynamics | compact) ;;
    *) fail "--deploy-mode cluster: $command answers here; leave out --deploy-mode cluster" ;;
  esac
  for word in "$@"; do
    [ "$word" != --dry-run ] || fail '--deploy-mode cluster: --dry-run answers here; leave out --deploy-mode cluster'
  done
fi

logs=$home/target/logs
mkdir -p "$logs" 2>/dev/null && [ -w "$logs" ] || logs=$(mktemp -d)
log=$logs/$(date +%Y%m%d-%H%M%S)-$$.log
# Keeps the newest twenty old logs.
(cd "$logs" && ls -t | tail -n +20 | while IFS= read -r old; do rm -f -- "$old"; done)

# Every JVM that trains needs the Vector API, and a compiler that keeps optimizing it. In a method with many of its calls,
# Java 17 counts the same few failed guesses of a cast once for each call. At a limit of 100 it leaves vectors as objects.
# Java's default options come before the user's own, which therefore override them.
vector_java='--add-modules=jdk.incubator.vector -XX:PerMethodTrapLimit=1000'
driver_java=$vector_java
# A driver elsewhere has no such files.
[ -z "$here" ] || driver_java+=" $(quoted "-Dlog4j2.configurationFile=$home/conf/log4j2.properties") $(quoted "-Dthroughtime.log=$log")"
if [ "$command" = sql ]; then
  driver_java+=" $(quoted "-Dthroughtime.queries=$home/conf/queries")"
  [ ! -t 0 ] || driver_java+=' -Dthroughtime.keyboard=true'
  [ -z "$warm_socket" ] ||
    driver_java+=" $(quoted "-Dthroughtime.warm=$warm_socket") -Dthroughtime.warm.minutes=$warm_minutes -XX:+UseSerialGC"
fi
case $command in report | watch | submission) driver_java+=' -Djava.awt.headless=true' ;; esac # they draw, but not on a screen
# The build's archives of classes, for this Java and this folder (class-archives.sh). If an archive does not match, Java starts
# without it and must not print a warning.
archive_log=(-Xlog:cds*=off)
[ "$java_major" -lt 24 ] || archive_log+=('-Xlog:aot*=off')
start_java=() # options of Start
. "$home/sweep-job/src/build/class-archive-name.sh"
if [ -n "$embedded" ] && [ -r "$release" ]; then
  archive=$(class_archive "$command" "$SPARK_HOME" "$release")
  if [[ $master == local* ]] && [ -f "$archive" ]; then
    driver_java+=" $(quoted "-XX:SharedArchiveFile=$archive") ${archive_log[*]}"
  fi
  archive=$(class_archive start "$SPARK_HOME" "$release")
  if [ "$archive" -nt "$application" ]; then
    start_java+=("-XX:SharedArchiveFile=$archive" "${archive_log[@]}")
    # Without an archive, Spark's parser takes seconds to load. Then the driver parses, which needs the parser anyway.
    start_java+=(-Dthroughtime.parser=true -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider)
  fi
fi
brief=''
case $command in status | sql | submission) brief=yes ;; esac
for word in "$@"; do
  case $word in --help | --dry-run) brief=yes ;; esac
done
# The process ends before the second compiler would pay off.
[ -z "$brief" ] || driver_java+=' -XX:TieredStopAtLevel=1'
size=''
if [ -t 1 ] && [ -n "$here" ]; then
  # Java's detection of a terminal differs between versions, so the shell detects it.
  size=$(stty size </dev/tty 2>/dev/null || true)
  [ "${size##* }" != 0 ] || size='' # a terminal that does not know its size
  driver_java+=" -Dthroughtime.terminal=true${size:+ -Dthroughtime.columns=${size##* }}"
fi
driver_java+=" $(configured spark.driver.defaultJavaOptions || true)"
executor_java="$vector_java $(configured spark.executor.defaultJavaOptions || true)"
spark_options+=(--conf "spark.driver.defaultJavaOptions=$driver_java")
spark_options+=(--conf "spark.executor.defaultJavaOptions=$executor_java")

# A run has one thread, so BLAS and OpenMP must not start their own.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
unless_configured spark.executorEnv.OMP_NUM_THREADS=1
unless_configured spark.executorEnv.OPENBLAS_NUM_THREADS=1
# The program shows its own progress.
unless_configured spark.ui.showConsoleProgress=false

case $master in
  local*)
    # Only this machine can reach the driver's ports and the UI.
    export SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}
    unless_configured spark.driver.bindAddress=127.0.0.1
    unless_configured spark.driver.host=127.0.0.1
    unless_configured spark.driver.memory=4g
    ;;
esac

main=(--class org.throughtime.sweep.cli.Main "$application")
arguments=("${spark_options[@]}" "${main[@]}" "$command" "$@")

# Runs a small JVM, whose standard output is words ended by NUL, and stores the words in `said`. Start reports a wrong call
# here, because Spark takes seconds to load. If it says that the call is over, this script ends.
said=()
small_java() {
  said=()
  while IFS= read -r -d '' word; do
    said+=("$word")
  done < <("$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -Xmn160m "-Dthroughtime.queries=$home/conf/queries" \
    ${size:+"-Dthroughtime.columns=${size##* }"} "$@" 2>"$log")
  if [ "${said[0]-}" = over ]; then
    status=${said[1]}
    [ "$status" -eq 0 ] || exec >&2
    printf '%s' "${said[2]}"
    exit "$status"
  fi
}

start=org.throughtime.sweep.cli.Start
if [ -z "$embedded" ]; then
  if [ -n "$here" ]; then
    small_java -cp "$application:$SPARK_HOME/jars/*" "$start" --check "${arguments[@]}"
  else
    # The sweep file and those that it includes travel with the program. The driver finds them in its working folder.
    small_java -cp "$application:$SPARK_HOME/jars/*" "$start" --send "${arguments[@]}"
    [ "${said[0]-}" = send ] || fail "$start says: $(head -n 1 "$log")" 1
    files=$(configured spark.files || true)
    files+=${files:+${said[1]:+,}}${said[1]}
    [ -z "$files" ] || spark_options+=(--files "$files")
    arguments=("${spark_options[@]}" "${main[@]}" "${said[@]:2}")
  fi
  submit=("$SPARK_HOME/bin/spark-submit" "${arguments[@]}")
else
  # As in bin/spark-submit: Spark's launcher prints the command, after an empty word. Start calls the launcher if the call is
  # correct.
  [ -z "$warm_socket" ] || start=org.apache.spark.launcher.Main
  small_java ${start_java[@]+"${start_java[@]}"} -cp "$(start_class_path "$application" "$SPARK_HOME")" "$start" \
    org.apache.spark.deploy.SparkSubmit "${arguments[@]}"
  [ -z "$warm_client" ] || ask_warm "$@"
  submit=(${said[@]+"${said[@]:1}"})
  [ ${#submit[@]} -gt 0 ] || fail "Spark's launcher says: $(head -n 1 "$log")"
  submit[0]=${submit[0]#$'\n'}
fi

# Java's own warnings go to the log file with Spark's output, because no option silences them on every version.
exec "${submit[@]}" 2> >(
  trap '' INT TERM HUP
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
      'WARNING: '* | *'VM warning: '* | 'SLF4J'* | 'NOTE: Picked up '* | 'Picked up '*) printf '%s\n' "$line" >>"$log" ;;
      *) printf '%s\n' "$line" >&2 ;;
    esac
  done
)
