#!/usr/bin/env bash
# Archives the embedded Spark's classes as commands of submit.sh need them: Java maps an archive into memory instead of reading
# and checking classes one by one, which is half of the start. The build calls this, with its own Java in JAVA_HOME. Nothing
# depends on an archive, so whatever goes wrong here fails nothing.
set -u

home=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
for jars in "$home"/sweep-job/target/spark-*/jars; do
  spark=${jars%/jars}
done
release=$JAVA_HOME/release
[ -d "$spark/jars" ] && [ -r "$release" ] || exit 0

silent='-Xlog:cds*=off'
grep -q '^JAVA_VERSION="\(1[0-9]\|2[0-3]\)[."]' "$release" || silent+=' -Xlog:aot*=off'

. "$home/sweep-job/src/build/class-archive-name.sh"

# What Start needs for a statement that is right and has most parts of SQL, after which it asks Spark's launcher, and for one that
# is wrong. The launcher wants a version of Scala whatever it is. The archive holds for the application's jar too, so every build
# makes it.
application=$home/sweep-job/target/throughtime.jar
start_classes=$(start_class_path "$application" "$spark")
made=$(class_archive start "$spark" "$release")
new=${made%.jsa}.$$
rm -f "$made"

# start_needs STATEMENT: the names of the classes.
start_needs() {
  SPARK_HOME=$spark SPARK_SCALA_VERSION=any "$JAVA_HOME/bin/java" "-XX:DumpLoadedClassList=$new.list" $silent -XX:+UseSerialGC \
    -Dthroughtime.parser=true -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider -cp "$start_classes" \
    org.throughtime.sweep.cli.Start org.apache.spark.deploy.SparkSubmit --class org.throughtime.sweep.cli.Main "$application" \
    sql results "$1" </dev/null >&2
  # A newer Java numbers the classes, and the numbers of two lists are not the same.
  sed 's/ id: [0-9]*$//' "$new.list"
}

{
  start_needs "WITH a AS (SELECT run, count(*) AS n, median(gradient_norm) FROM iterations WHERE iter > 1.5 GROUP BY run)
    SELECT * FROM a JOIN runs USING (run) WHERE task = 'mem' AND n IN (1, 2) ORDER BY n LIMIT 3"
  start_needs 'SELECT run FROM runs WHERE ('
} | awk '!seen[$0]++' >"$new.classes"
if "$JAVA_HOME/bin/java" -Xshare:dump -XX:+UseSerialGC $silent "-XX:SharedClassListFile=$new.classes" \
  "-XX:SharedArchiveFile=$new" -cp "$start_classes" && [ -f "$new" ]; then
  mv -f "$new" "$made"
fi
rm -f "$new" "$new.list" "$new.classes"

# An archive holds for these jars too. That of sql is made last.
last=$(class_archive sql "$spark" "$release")
if [ -f "$last" ] && [ -z "$(find "$spark/jars" -newer "$last" -print | head -n 1)" ]; then
  exit 0
fi
results=$(mktemp -d) || exit 0
trap 'rm -rf "$results"' EXIT

# archive COMMAND...: of the classes that a command needs.
archive() {
  local made new
  made=$(class_archive "$1" "$spark" "$release")
  new=${made%.jsa}.$$
  rm -f "$made"
  if env -u SPARK_HOME -u SPARK_CONF_DIR THROUGHTIME_BUILD=running "$home/submit.sh" --master 'local[1]' \
    --driver-java-options "\"-XX:ArchiveClassesAtExit=$new\" $silent" "$@" </dev/null && [ -f "$new" ]; then
    mv -f "$new" "$made"
  fi
  rm -f "$new"
}

# The shortest run that does everything a run does, and questions that need most of SQL.
archive train --name archive --maxiters 21 --ebs 20 --cbs 20 --bs 2 --nhid 4 --collectDiags --out "$results/out"
archive sql "$results/out" \
  "SELECT * FROM profile LIMIT 3; SELECT run, count(*) AS n, median(gradient_norm) FROM iterations
   JOIN (SELECT run, task FROM runs) USING (run) GROUP BY run ORDER BY n; SELECT * FROM leaderboard"
exit 0
