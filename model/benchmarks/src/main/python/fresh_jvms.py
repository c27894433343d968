#!/usr/bin/python3
"""Counts the JVMs whose validation pass keeps vectors as objects, and so runs slower for good.

usage: fresh_jvms.py [--times 60] [--runs A1,A4,B1,B2] [--passes 150] [--busy 0] [--core 0] [--java-home HOME]

Each of the --times JVMs per run is new and does nothing but score 1,000 sequences --passes times. The script prints, for each
run, how many of them still allocated more than 100,000 bytes in the last pass, and the processor time of a pass. With --busy N, N
processes that only count share the core, so that the compiler gets less of it. Exit status: 0 if no JVM kept objects, else 1.
"""

import argparse
import json
import statistics
import subprocess
import sys

from timed_runs import build, command, pinned

MOST_BYTES = 100_000


def measure(label, options):
    started = command("FreshPasses", (label, options.passes), options.core, ("-Xmx1g", "-XX:+UseSerialGC"), options.java_home)
    done = subprocess.run(started, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != 0:
        sys.exit(f"{done.stderr}\n{' '.join(started)} failed")
    return json.loads(done.stdout.splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--times", type=int, default=60, help="JVMs for each run (default: %(default)s)")
    parser.add_argument("--runs", default="A1,A4,B1,B2", help="labels of runs (default: %(default)s)")
    parser.add_argument("--passes", type=int, default=150, help="passes in each JVM (default: %(default)s)")
    parser.add_argument("--busy", type=int, default=0, help="processes that share the core (default: %(default)s)")
    parser.add_argument("--core", type=int, help="run on this core alone (default: any)")
    parser.add_argument("--java-home", help="the JDK to start (default: the one that builds)")
    options = parser.parse_args()
    build()
    count = [*pinned(options.core), sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(count) for _ in range(options.busy)]
    kept_by_any = 0
    try:
        print("run  JVMs  kept objects  most MB a pass  ms a pass: median (least to most)")
        for label in options.runs.split(","):
            answers = [measure(label, options) for _ in range(options.times)]
            kept = sum(answer["bytes"] > MOST_BYTES for answer in answers)
            kept_by_any += kept
            ms = [answer["milliseconds"] for answer in answers]
            most = max(answer["bytes"] for answer in answers) / 1e6
            print(f"{label:3}  {len(answers):4}  {kept:12}  {most:14.3f}  {statistics.median(ms):.2f} ({min(ms):.2f} to {max(ms):.2f})",
                  flush=True)
    finally:
        for process in busy:
            process.kill()
    sys.exit(1 if kept_by_any else 0)


if __name__ == "__main__":
    main()
