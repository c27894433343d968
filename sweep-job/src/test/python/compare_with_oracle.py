#!/usr/bin/env python3
"""Compares the Iter lines of canonical runs with those of another program, line for line.

The other program is the course's to the formula, written with PyTorch: a Python file that takes the course's
flags and prints an Iter line for every checkpoint. Both train the same runs; an Iter line shows at most four
digits, so lines are equal unless float32 rounding has grown to that, or one of the programs is wrong.

    compare_with_oracle.py ORACLE [--runs A1,A2,A4,B2] [--iterations 600] [--results DIR]

--results DIR: a directory where `./submit.sh run conf/canonical.conf` with that many iterations, plus one, has
left its logs; without it the script runs that in a temporary one. Exit status: 0 all lines are equal, else 1.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[4]
NAMES = {
    "A1": "A1_mem_rnn_tanh_noclip",
    "A2": "A2_mem_rnn_tanh_clip005",
    "A3": "A3_mem_rnn_tanh_clip001",
    "A4": "A4_mem_gru_noclip",
    "A5": "A5_mem_gru_clip005",
    "B1": "B1_mul_rnn_tanh_noclip",
    "B2": "B2_mul_gru_noclip",
}
# What the other program has no flag for: it does what the canonical runs say.
LEFT_OUT = {"--name", "--diagBins", "--satThresh", "--err_abs", "--memvalues", "--mempos", "--bound"}
SWITCHES = {"--collectDiags", "--diagGates"}
# The oracle ends its lines before the errors of a linear output.
LINEAR = re.compile(r", valid mae .*")


def train(results, runs, iterations):
    names = ",".join(NAMES[run] for run in runs)
    call = ["./submit.sh", "run", "conf/canonical.conf", "--only", names, "--out", str(results)]
    subprocess.run(call + ["--set", f"maxiters={iterations + 1}"], cwd=ROOT, check=True)


def commands(results):
    """The course's flags of every run, by its name."""
    found = {}
    for line in (results / "commands.txt").read_text().splitlines():
        words = line.split()
        if "--name" in words:
            found[words[words.index("--name") + 1]] = words[words.index("--task") :]
    return found


def oracle_flags(words):
    flags = []
    while words:
        flag, words = words[0], words[1:]
        if flag in SWITCHES:
            continue
        value, words = words[0], words[1:]
        if flag not in LEFT_OUT:
            flags += [flag, value]
    return flags


def oracle_lines(oracle, flags):
    env = {**os.environ, "OMP_NUM_THREADS": "1"}
    call = [sys.executable, str(oracle), *flags]
    said = subprocess.run(call, check=True, env=env, capture_output=True, text=True).stdout
    return [line for line in said.splitlines() if line.startswith("Iter ")]


def fields(line):
    return [part.rsplit(" ", 1) for part in re.split(r", |: ", line)]


def compare(name, ours, theirs):
    """Prints what differs; gives whether nothing does."""
    equal = sum(a == b for a, b in zip(ours, theirs))
    print(f"{name}: {equal} of {max(len(ours), len(theirs))} lines are equal")
    for a, b in zip(ours, theirs):
        if a == b:
            continue
        print("  " + a.split(":")[0])
        for (what, here), (_, there) in zip(fields(a), fields(b)):
            if here != there:
                print(f"    {what.strip()}: {here.strip()}, oracle {there.strip()}")
    return equal == len(ours) == len(theirs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("oracle", type=pathlib.Path)
    parser.add_argument("--runs", default="A1,A2,A4,B2")
    parser.add_argument("--iterations", type=int, default=600)
    parser.add_argument("--results", type=pathlib.Path)
    args = parser.parse_args()
    runs = args.runs.split(",")
    with tempfile.TemporaryDirectory() as scratch:
        results = args.results or pathlib.Path(scratch) / "results"
        if not args.results:
            train(results, runs, args.iterations)
        flags = commands(results)
        well = True
        for run in runs:
            name = NAMES[run]
            log = (results / "logs" / f"{name}.log").read_text().splitlines()
            ours = [LINEAR.sub("", line) for line in log if line.startswith("Iter ")]
            theirs = oracle_lines(args.oracle.resolve(), oracle_flags(flags[name]))
            well &= compare(name, ours, theirs)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
