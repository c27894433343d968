#!/usr/bin/python3
"""Measures how the cost of a run grows with T, B and nhid, and writes a CSV for each.

usage: measure_growth.py FOLDER [--axes T,B,nhid] [--core 0]

FOLDER/growth-T.csv, growth-B.csv and growth-nhid.csv have the columns x, y, ymin, ymax, series (plot_costs.py draws them):
y in seconds, the median of the measured steps, with the least and the most. A series is a cell's training iteration, or
its checkpoint. What is not on the axis: task mem with T = 145 (a canonical run's mean), B = 20, nhid = 50; the checkpoint
scores 1,000 sequences, or B of them where B is on the axis, in one chunk, and has no diagnostic batch.
"""

import argparse
import csv
import os
import statistics
import time
from pathlib import Path

from timed_runs import TimedRuns, build

CELLS = {"rnn": "A1", "gru": "A4"}
# mem adds twice its 10 digits to the length: T = L + 20.
DIGITS = 20
POINTS = {
    "T": [50, 100, 200, 400, 800],
    "B": [5, 10, 20, 50, 100, 200, 500, 1000],
    "nhid": [16, 32, 50, 64, 100, 128, 256, 512],
}


def flags(axis, x):
    """A run's flags at one point of an axis."""
    length = (x if axis == "T" else 145) - DIGITS
    sequences = x if axis == "B" else 1000
    return dict(min_length=length, max_length=length, bs=x if axis == "B" else 20, nhid=x if axis == "nhid" else 50,
                ebs=sequences, cbs=sequences, checkFreq=1, maxiters=2_000_000_000, collectDiags=False, diagGates=False,
                # Weights stay nearly as they are, however long it takes. A run whose lr is 1e-8 or less has no iteration.
                lr=2e-8, clipstyle="rescale", cutoff=1)


def measure(run, label, point, warm_up, seconds):
    """Seconds of iterations and of checkpoints, at least five of each."""
    run.start(label, **point)
    begun = time.perf_counter()
    while time.perf_counter() - begun < warm_up:
        run.step(1)
    iterations, checkpoints = [], []
    begun = time.perf_counter()
    # The first iteration of all has no checkpoint; it is long gone.
    while len(iterations) < 5 or time.perf_counter() - begun < seconds:
        answer = run.step(1)
        iterations += answer["iterations"]
        checkpoints += answer["checkpoints"]
    return iterations, checkpoints


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--axes", default=",".join(POINTS), help="which (default: %(default)s)")
    parser.add_argument("--core", type=int, default=0)
    parser.add_argument("--warm-up", type=float, default=1.5, help="seconds for every point (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=0.7, help="measured at every point (default: %(default)s)")
    options = parser.parse_args()
    build()
    pin = hasattr(os, "sched_setaffinity")
    run = TimedRuns(options.core if pin else None)
    print(run)
    for label in CELLS.values():
        measure(run, label, flags("T", 145), 5, 0)
    for axis in options.axes.split(","):
        rows = []
        for cell, label in CELLS.items():
            for x in POINTS[axis]:
                kinds = measure(run, label, flags(axis, x), options.warm_up, options.seconds)
                for kind, values in zip(("iteration", "checkpoint"), kinds):
                    rows.append((x, *(f"{v:.4g}" for v in (statistics.median(values), min(values), max(values))),
                                 f"{cell}, {kind}"))
        path = options.folder / f"growth-{axis}.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("x", "y", "ymin", "ymax", "series"))
            writer.writerows(sorted(rows, key=lambda row: (row[-1], row[0])))
        print(path, flush=True)
    run.close()


if __name__ == "__main__":
    main()
