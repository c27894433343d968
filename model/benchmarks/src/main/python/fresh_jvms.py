#!/usr/bin/python3
"""Counts the JVMs in which the compiler made slow code of a validation pass or of training, for good.

usage: fresh_jvms.py [--times 60] [--runs A1,A4,B1,B2] [--work validation,training] [--repeats 150] [--busy 0] [--core 0]
                     [--java-home HOME]

Each of the --times JVMs per run and kind of work is new and does nothing else, --repeats times: it scores 1,000 sequences, or
trains for 20 iterations of one length. There are two signs of slow code:
- vectors are kept as objects: the last time allocated more than 100,000 bytes;
- sums are kept in memory, which allocates nothing: the least processor time is more than 15 % above that of the fastest JVM.
  Each JVM's time is divided by that of multiply-adds in registers in the same JVM, so that a processor that changes its clock
  does not look like a slow JVM. Both are the least of many.

The script prints, for each run and kind, how many JVMs showed either sign. With --busy N, N processes that only count share the
core, so that the compiler gets less of it. Exit status: 0 if no JVM was slow, else 1.
"""

import argparse
import json
import statistics
import subprocess
import sys

from timed_runs import build, command, pinned

MOST_BYTES = 100_000
MOST_ABOVE_FASTEST = 1.15
KINDS = ("validation", "training")


def measure(label, kind, options):
    started = command("FreshWork", (label, kind, options.repeats), options.core, ("-Xmx1g", "-XX:+UseSerialGC"),
                      options.java_home)
    done = subprocess.run(started, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{done.stderr}\n{' '.join(started)} failed")
    return json.loads(done.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=60, help="JVMs for each run and kind of work (default: %(default)s)")
    parser.add_argument("--runs", default="A1,A4,B1,B2", help="labels of runs (default: %(default)s)")
    parser.add_argument("--work", default=",".join(KINDS), help="kinds of work (default: %(default)s)")
    parser.add_argument("--repeats", type=int, default=150, help="how often each JVM does its work (default: %(default)s)")
    parser.add_argument("--busy", type=int, default=0, help="processes that share the core (default: %(default)s)")
    parser.add_argument("--core", type=int, help="run on this core alone (default: any)")
    parser.add_argument("--java-home", help="the JDK to start (default: the one that builds)")
    options = parser.parse_args()
    kinds = options.work.split(",")
    if not set(kinds) <= set(KINDS):
        parser.error(f"--work is one or more of {', '.join(KINDS)}")
    build()
    count = [*pinned(options.core), sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(count) for _ in range(options.busy)]
    slow_ones = 0
    try:
        print("run  work        JVMs  kept objects  slower  most MB allocated  ms: median (least to most)  / chains: the same")
        for label in options.runs.split(","):
            for kind in kinds:
                answers = [measure(label, kind, options) for _ in range(options.times)]
                relative = [answer["chains"] for answer in answers]
                kept = [answer["bytes"] > MOST_BYTES for answer in answers]
                slower = [value > MOST_ABOVE_FASTEST * min(relative) for value in relative]
                slow_ones += sum(a or b for a, b in zip(kept, slower))
                ms = [answer["milliseconds"] for answer in answers]
                most = max(answer["bytes"] for answer in answers) / 1e6
                print(f"{label:3}  {kind:10}  {len(answers):4}  {sum(kept):12}  {sum(slower):6}  {most:17.3f}  "
                      f"{statistics.median(ms):.2f} ({min(ms):.2f} to {max(ms):.2f})  "
                      f"{statistics.median(relative):.2f} ({min(relative):.2f} to {max(relative):.2f})", flush=True)
    finally:
        for process in busy:
            process.kill()
    sys.exit(1 if slow_ones else 0)


if __name__ == "__main__":
    main()
