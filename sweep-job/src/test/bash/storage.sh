#!/usr/bin/env bash
# A disk that fills up and a file system that turns read-only in the middle of a sweep, for real: both must end with one line
# that names a file and exit status 1, without a stack trace; once mended, the same command must leave what an undisturbed sweep
# leaves. Needs root, for mount. usage: sweep-job/src/test/bash/storage.sh [ITERATIONS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../../.."
iterations=${1:-1001}
scratch=$(mktemp -d)
disk=$scratch/disk
mkdir "$disk"
driver=
cleanup() {
  [ -z "$driver" ] || kill -9 -- "-$driver" 2>/dev/null || true
  umount "$disk" 2>/dev/null || umount --lazy "$disk" 2>/dev/null || true
  rm -rf "$scratch"
}
trap cleanup EXIT

sweep() {
  ./submit.sh run conf/quick.conf --only A1_mem_rnn_tanh_noclip,B1_mul_rnn_tanh_noclip \
    --set "maxiters=$iterations" --out "$1" </dev/null
}

fail() {
  printf 'WRONG: %s\n' "$1"
  exit 1
}

# told STATUS LOG: how a sweep ended whose storage broke.
told() {
  [ "$1" -eq 1 ] || { cat "$2"; fail "exit status $1, expected 1"; }
  grep -q 'cannot be written' "$2" || { cat "$2"; fail 'no line names a file'; }
  ! grep -qE '^[[:space:]]+at |Exception in thread' "$2" || { cat "$2"; fail 'a stack trace'; }
  grep -m 1 'cannot be written' "$2"
}

same() {
  local file count=0
  while IFS= read -r file; do
    case $file in
      ./tables/runs/[!@]*) [ -f "$1/$file" ] || fail "$file is missing" ;;
      *) cmp "$scratch/undisturbed/$file" "$1/$file" || fail "$file differs" ;;
    esac
    count=$((count + 1))
  # `epochs` has a file for every driver, and the claim names the last one.
  done < <(cd "$scratch/undisturbed" && find . -type f ! -name '.owner*' -not -path './epochs/*')
  [ "$(find "$1" -type f ! -name '.owner*' -not -path '*/epochs/*' | wc -l)" -eq "$count" ] || fail 'files are left over'
  echo "$count files, the same bytes"
}

sweep "$scratch/undisturbed" >"$scratch/log"

echo '== A disk that fills up'
mount -t tmpfs -o size=16m tmpfs "$disk"
# What is left on it takes the beginning of the sweep, not all of it.
dd if=/dev/zero of="$disk/filler" bs=1k count=15900 status=none
status=0
sweep "$disk/out" >"$scratch/log" 2>&1 || status=$?
told "$status" "$scratch/log"
rm "$disk/filler"
sweep "$disk/out" >"$scratch/log"
same "$disk/out"
umount "$disk"

echo '== A file system that turns read-only'
mount -t tmpfs -o size=64m tmpfs "$disk"
set -m
sweep "$disk/out" >"$scratch/log" 2>&1 &
driver=$!
set +m
for _ in $(seq 600); do
  ls "$disk"/out/state/A1*.state >/dev/null 2>&1 && break
  sleep .1
done
# A file that is being written just now keeps the file system busy; the sweep has it open for milliseconds only.
remounted=
for _ in $(seq 200); do
  if mount -o remount,ro "$disk" 2>/dev/null; then
    remounted=yes
    break
  fi
  sleep .05
done
[ -n "$remounted" ] || fail "the file system stays busy: $(mount -o remount,ro "$disk" 2>&1)"
status=0
wait "$driver" || status=$?
driver=
told "$status" "$scratch/log"
mount -o remount,rw "$disk"
sweep "$disk/out" >"$scratch/log"
same "$disk/out"

echo 'All is well'
