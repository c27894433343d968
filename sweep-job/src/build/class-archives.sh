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

# Start parses a statement that has most parts of SQL, and then asks Spark's launcher, which wants a version of Scala whatever it
# is. The archive holds for the application's jar too, so every build makes it.
application=$home/sweep-job/target/throughtime.jar
made=$(class_archive start "$spark" "$release")
new=${made%.jsa}.$$
rm -f "$made"
if SPARK_HOME=$spark SPARK_SCALA_VERSION=any "$JAVA_HOME/bin/java" "-XX:ArchiveClassesAtExit=$new" $silent -XX:+UseSerialGC -Dthroughtime.parser=true \
  -Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider -cp "$(start_class_path "$application" "$spark")" \
  org.throughtime.sweep.cli.Start org.apache.spark.deploy.SparkSubmit --class org.throughtime.sweep.cli.Main "$application" \
  sql results "WITH a AS (SELECT run, count(*) AS n, median(gradient_norm) FROM iterations WHERE iter > 1.5 GROUP BY run)
   SELECT * FROM a JOIN runs USING (run) WHERE task = 'mem' AND n IN (1, 2) ORDER BY n LIMIT 3" </dev/null && [ -f "$new" ]; then
  mv -f "$new" "$made"
fi
rm -f "$new"

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
