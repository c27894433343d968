# For submit.sh, which has Java read class archives, and class-archives.sh, which makes them.

# class_archive COMMAND SPARK RELEASE: the archive of the classes that a command of submit.sh needs. It holds for one folder of
# Spark and one Java, which the file RELEASE tells.
class_archive() {
  local name=classes key
  [ "$1" != sql ] || name=sql
  key=$(printf '%s\n' "$2" | cat "$3" - | cksum)
  printf '%s/%s-%s.jsa' "$2" "$name" "${key%% *}"
}
