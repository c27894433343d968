#!/usr/bin/python3
"""Draws the roofline of the kernels from what the JMH benchmarks measured.

usage: plot_roofline.py model/benchmarks/target/benchmarks.csv PLOT.svg

Roofs: the peak of independent chains of multiply-adds at every vector width, and what each level of the memory feeds a
core with, by the kernel descend over arrays that just fit it (twice read, once written). Points: the kernels that are sums
of products, at their shapes, each over the operations per byte that it would have if every operand were moved once.
Needs Debian's python3-matplotlib; the same CSV gives the same bytes.
"""

import csv
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

COLOURS = {"scalar": "#999999", "vector-128": "#E69F00", "vector-256": "#009E73", "vector-512": "#0072B2"}
LEVELS = {"DESCEND_LEVEL_1": "level 1", "DESCEND_LEVEL_2": "level 2", "DESCEND_LEVEL_3": "level 3",
          "DESCEND_MEMORY": "memory"}


def main(source, target):
    with open(source, newline="") as file:
        rows = list(csv.DictReader(file))
    peaks = {r["kernels"]: float(r["flops"]) / float(r["ns"]) for r in rows if r["benchmark"] == "PeakBenchmark"}
    calls = [r for r in rows if r["benchmark"] == "KernelBenchmark"
             and (float(r["flops"]) > 0 or r["what"] in LEVELS)]
    if not peaks or not calls:
        sys.exit(f"{source}: no peak, or no kernels")
    widest = max(peaks, key=list(COLOURS).index)
    plt.rcParams.update({"svg.hashsalt": "throughtime", "svg.fonttype": "none", "font.size": 10, "axes.spines.top": False,
                         "axes.spines.right": False})
    figure, axes = plt.subplots(figsize=(7.5, 5), layout="constrained")
    left, right = 0.1, 300
    for kernels, peak in peaks.items():
        axes.plot([peak / 500, right], [peak, peak], color=COLOURS[kernels], linewidth=1.4)
        axes.annotate(f"{kernels}: {peak:.0f}", (right, peak), xytext=(-2, 3), textcoords="offset points", ha="right",
                      fontsize=9, color=COLOURS[kernels])
    for row in calls:
        if row["kernels"] == widest and row["what"] in LEVELS:
            bandwidth = float(row["bytes_moved"]) / float(row["ns"])
            end = peaks[widest] / bandwidth
            axes.plot([left, end], [left * bandwidth, peaks[widest]], color="#777777", linewidth=0.9, linestyle="--")
            above = row["what"] != "DESCEND_LEVEL_2"
            axes.annotate(f"{LEVELS[row['what']]}: {bandwidth:.0f} GB/s", (left, left * bandwidth), xytext=(3, 5 if above else -4),
                          textcoords="offset points", fontsize=8, color="#555555", va="bottom" if above else "top")
    for row in calls:
        if row["what"] in LEVELS:
            continue
        intensity = float(row["flops"]) / float(row["bytes_moved"])
        rate = float(row["flops"]) / float(row["ns"])
        wide = row["kernels"] == widest
        marker = "o" if row["kernel"] == "multiplyAdd" else "s"
        axes.plot(intensity, rate, marker, color=COLOURS[row["kernels"]], markersize=6 if wide else 4,
                  alpha=1 if wide else 0.6)
        if wide:
            axes.annotate(row["shape"], (intensity, rate), xytext=(5, -3 if marker == "o" else -11),
                          textcoords="offset points", fontsize=8)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(left, right)
    axes.set_ylim(1, max(peaks.values()) * 1.6)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda v, _: f"{v:g}"))
    axes.set_xlabel("operations per byte, if every operand moves once")
    axes.set_ylabel("GFLOP/s, one core")
    axes.set_title("Roofline: multiplyAdd (circles) and outerAdd (squares) by shape, and the roofs", loc="left", fontsize=11)
    axes.grid(True, color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    figure.savefig(target, metadata={"Date": None})


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
