# Options of spark-submit come before the command. bash makes words of =, : and @.
function _complete_submit_value() {
  case $1 in
    --master) COMPREPLY=( $(compgen -W 'local[*] local[2] yarn spark:// k8s://' -- "$2") ) ;;
    --deploy-mode) COMPREPLY=( $(compgen -W 'client cluster' -- "$2") ) ;;
    --archives | --files | --jars | --keytab | --properties-file | --py-files)
      COMPREPLY=( $(compgen -f -- "$2") ) ;;
    *) COMPREPLY=() ;;
  esac
}

# Named queries of sql are files of conf/queries beside submit.sh.
function _complete_submit_query() {
  local file names=''
  for file in "${COMP_WORDS[0]%/*}"/conf/queries/*.sql; do
    [ -e "$file" ] || continue
    file=${file##*/}
    names="$names @${file%.sql}"
  done
  COMPREPLY=( $(compgen -W "$names" -- "$1") )
}

# Every run that has begun has a log. Names behind --run and --only may be several, with commas between
# them.
function _complete_submit_runs() {
  local file names='' head='' part="$2"
  case $part in
    *,*)
      head="${part%,*},"
      part="${part##*,}" ;;
  esac
  for file in "$1"/logs/*.log; do
    [ -e "$file" ] || continue
    file=${file##*/}
    names="$names $head${file%.log}"
  done
  COMPREPLY=( $(compgen -W "$names" -- "$head$part") )
}

# The results directory of a call whose command is word $1, or else that of its sweep file, or nothing.
function _complete_submit_results() {
  local j=$(($1 + 1)) name='' usual=''
  while [ "$j" -lt "$COMP_CWORD" ]; do
    if [ -d "${COMP_WORDS[j]}/logs" ]; then
      echo "${COMP_WORDS[j]}"
      return 0
    fi
    case ${COMP_WORDS[j]} in
      *.conf)
        name=${COMP_WORDS[j]##*/}
        usual="results/${name%.conf}" ;;
    esac
    j=$((j + 1))
  done
  [ ! -d "$usual/logs" ] || echo "$usual"
}

function _complete_submit() {
  local valued=' @VALUED@ '
  local i=1 curr_word="${COMP_WORDS[COMP_CWORD]}" option=''
  while [ "$i" -lt "$COMP_CWORD" ]; do
    option="${COMP_WORDS[i]}"
    case $option in
      --*=*) option='' ;;
      -*) case $valued in
        *" $option "*)
          i=$((i + 1))
          [ "${COMP_WORDS[i]}" != '=' ] || i=$((i + 1))
          if [ "$i" -ge "$COMP_CWORD" ]; then
            [ "$curr_word" != '=' ] || curr_word=''
            _complete_submit_value "$option" "$curr_word"
            return 0
          fi ;;
      esac ;;
      *) break ;;
    esac
    i=$((i + 1))
    while [ "$i" -lt "$COMP_CWORD" ]; do
      case ${COMP_WORDS[i]} in
        '=' | ':' | '@') i=$((i + 2)) ;;
        *) break ;;
      esac
    done
  done
  if [ "$i" -ge "$COMP_CWORD" ]; then
    if [ "$i" -gt "$COMP_CWORD" ]; then
      COMPREPLY=()
      return 0
    fi
    case $curr_word in
      -*)
        COMPREPLY=( $(compgen -W '@ALL@' -- "$curr_word") )
        return 0 ;;
    esac
  elif [ "${COMP_WORDS[i]}" = sql ]; then
    case $curr_word in
      @*)
        _complete_submit_query "$curr_word"
        return 0 ;;
    esac
    if [ "${COMP_WORDS[COMP_CWORD - 1]}" = @ ]; then
      _complete_submit_query "@$curr_word"
      return 0
    fi
  else
    option="${COMP_WORDS[COMP_CWORD - 1]}"
    [ "$option" != '=' ] || option="${COMP_WORDS[COMP_CWORD - 2]}"
    if [ "$option" = --run ] || [ "$option" = --only ]; then
      [ "$curr_word" != '=' ] || curr_word=''
      _complete_submit_runs "$(_complete_submit_results "$i")" "$curr_word"
      return 0
    fi
  fi
  if [ "$i" -gt 1 ]; then
    COMP_WORDS=( "${COMP_WORDS[0]}" "${COMP_WORDS[@]:$i}" )
    COMP_CWORD=$((COMP_CWORD - i + 1))
    COMP_LINE="${COMP_WORDS[*]}"
  fi
  _complete_submit_command
}
