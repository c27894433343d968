#!/usr/bin/python3
"""Draws how a cost grows: any CSV with the columns x, y, ymin, ymax, series, as lines with what they spread over.

usage: plot_costs.py COSTS.csv PLOT.svg --title TITLE --x LABEL --y LABEL [--linear] [--slopes 1,2] [--scale 1000]

Both axes are logarithmic unless --linear. --slopes draws thin lines of these powers of x for the eye, --scale multiplies
y. Series come in the order of the file. Needs Debian's python3-matplotlib; the same CSV gives the same bytes.
"""

import argparse
import csv

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

# Okabe and Ito's colours: apart for colour-blind eyes too.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
MARKERS = "os^Dv<>"


def read(path, scale):
    """Rows of every series, ascending in x."""
    series = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            numbers = tuple(float(row[name]) * (1 if name == "x" else scale) for name in ("x", "y", "ymin", "ymax"))
            series.setdefault(row["series"], []).append(numbers)
    if not series:
        raise SystemExit(f"{path}: no rows")
    return {name: sorted(rows) for name, rows in series.items()}


def guide(axes, rows, power):
    """A line of that power below the lowest series, as far as it fits."""
    x0, x1 = rows[0][0], rows[-1][0]
    y1 = rows[-1][1] * 0.7
    axes.plot([x0, x1], [y1 * (x0 / x1) ** power, y1], color="#999999", linewidth=0.8, linestyle=":", zorder=1)
    axes.annotate(f"$x^{{{power:g}}}$" if power != 1 else "$x$", (x0, y1 * (x0 / x1) ** power), xytext=(-12, -3),
                  textcoords="offset points", color="#777777", fontsize=8)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("costs")
    parser.add_argument("plot")
    parser.add_argument("--title", required=True)
    parser.add_argument("--x", required=True, help="label of the horizontal axis")
    parser.add_argument("--y", required=True, help="label of the vertical axis")
    parser.add_argument("--linear", action="store_true")
    parser.add_argument("--slopes", default="", help="powers of x to compare with, separated by commas")
    parser.add_argument("--scale", type=float, default=1)
    options = parser.parse_args()

    plt.rcParams.update({"svg.hashsalt": "throughtime", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 10,
                         "axes.spines.top": False, "axes.spines.right": False})
    series = read(options.costs, options.scale)
    figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
    for i, (name, rows) in enumerate(series.items()):
        x, y, least, most = zip(*rows)
        colour = COLOURS[i % len(COLOURS)]
        axes.fill_between(x, least, most, color=colour, alpha=0.15, linewidth=0)
        axes.plot(x, y, color=colour, marker=MARKERS[i % len(MARKERS)], markersize=4, linewidth=1.6, label=name)
    if options.linear:
        axes.set_ylim(bottom=0)
    else:
        axes.set_xscale("log")
        axes.set_yscale("log")
        ticks = sorted({row[0] for rows in series.values() for row in rows})
        axes.set_xticks(ticks, [f"{t:,.0f}" for t in ticks])
        axes.xaxis.set_minor_locator(matplotlib.ticker.NullLocator())
        axes.yaxis.set_major_formatter(matplotlib.ticker.FuncFormatter(lambda v, _: f"{v:,g}"))
        lowest = min(series.values(), key=lambda rows: rows[-1][1])
        for power in filter(None, options.slopes.split(",")):
            guide(axes, lowest, float(power))
    axes.set_title(options.title, loc="left", fontsize=11)
    axes.set_xlabel(options.x)
    axes.set_ylabel(options.y)
    axes.grid(True, color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.legend(frameon=False, fontsize=9)
    figure.savefig(options.plot, metadata={"Date": None})


if __name__ == "__main__":
    main()
