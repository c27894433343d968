# For submit.sh, which has Java read class archives, and class-archives.sh, which makes them.

# class_archive NAME SPARK RELEASE: the archive of the classes that Start (NAME is start), sql, or any other command of submit.sh
# needs. It holds for one folder of Spark and one Java, which the file RELEASE tells.
class_archive() {
  local name=classes key
  case $1 in start | sql) name=$1 ;; esac
  key=$(printf '%s\n' "$2" | cat "$3" - | cksum)
  printf '%s/%s-%s.jsa' "$2" "$name" "${key%% *}"
}

# start_class_path APPLICATION SPARK: the class path of Start. An archive holds for one class path only. Spark's launcher is first
# among Spark's jars, because Java finds it there in half the time.
start_class_path() {
  local jar launcher=''
  for jar in "$2"/jars/spark-launcher_*.jar; do
    launcher=$jar
  done
  printf '%s:%s:%s/jars/*' "$1" "$launcher" "$2"
}
