#!/usr/bin/python3
"""Times our training and our validation pass against the same work in other programs, and prints the tables.

usage: compare_with_peers.py [--rows A1,A4,...] [--peers tuned,...] [--oracle PATH/oracle.py] [--windows 5] [--core 0] ...

Peers, from Maven (module model/benchmarks/peers, profile peers; the first build downloads hundreds of megabytes):
- written: libtorch through JavaCPP, each formula as it stands, an operation for each sign in it, as oracle.py is written.
- tuned: libtorch with few operations. It splits the input into time steps once, and addmm multiplies and adds in one call.
  The gates share one product. One backward pass gives the gradients of loss and Omega. A pass without gradients
  overwrites its buffers.
- fused: libtorch's own rnn_tanh and gru, the rest tuned. The diagnostic batch asks for the gradient of every state, so it
  is tuned. Omega asks for them, too, so there is no such peer. libtorch's gru resets after its recurrent product and so is
  another cell. It only makes a validation pass, with weights that give the reset gate one value for all units: then both
  cells are the same.
- onednn, onnxruntime: their primitives of both cells, validation pass, without output layer, softmax and loss.
With --oracle also python: a module with a class Run, as python_runs.py describes. It is no part of this project.

How it is made fair:
- All sides do the same run: the same flags, the same draws, so the same lengths. After every window the last losses are
  compared with ours. If one differs by more than 2e-6 (relative to the loss if that is above 1), there is no table.
- Windows alternate: each peer's, then ours. In a training row a window is 20 iterations and the checkpoint after them,
  unless the row says otherwise. In a validation row it is as many passes as take 0.3 s.
- Seconds are processor time of the whole process: compiler, collector and system included.
- One thread each, all sides on the same core. Variables that choose the kernels of a library are unset for peers.
- A peer's row has a process of its own. On both sides start-up, a warm-up run with the same flags and the first window
  (iterations 0 to 20 and the first checkpoint) are left out. The last table shows them. One JVM of ours trains all rows,
  as an executor does, and every row is warmed up before the first is timed.
- The C library's malloc keeps what a peer frees. With --default-malloc it does not, as a user finds it: large tensors go
  back to the system, which gives fresh pages for the next ones. The last table has the system's share of the time.
- A ratio is that of the medians, against the fastest peer; behind it are the least and the greatest of a window.
"""

import argparse
import os
import platform
import statistics
import sys
import time

from comparison_rows import ROWS, Pass, Training
from peers import PEERS, JavaPeer, PythonPeer, build_peers
from timed_runs import TimedRuns, build, pinned

TOLERANCE = 2e-6
FROM_MAVEN = [name for name in PEERS if name != "python"]


class Timed:
    """A side of a row while it is measured: its process, its windows' results, and what they leave out."""

    def __init__(self, side):
        self.side = side
        self.results = []
        self.start = self.first = self.warm_up = self.difference = self.system = 0.0
        self.count = 1

    def run(self, row, count):
        """Does some steps; their result and their processor time."""
        before = self.side.processor_seconds()
        self.side.step(count)
        seconds = self.side.processor_seconds() - before
        return row.result(seconds, count), seconds

    def warm(self, row, seconds):
        """Does windows for that long, the first as after a start; learns how long a step takes."""
        begun = time.perf_counter()
        _, self.first = self.run(row, row.first)
        taken, steps = self.first, row.first
        while time.perf_counter() - begun < seconds:
            steps = row.count(taken / steps)
            _, taken = self.run(row, steps)
        self.warm_up = time.perf_counter() - begun
        self.count = row.count(taken / steps)

    def start_windows(self):
        """Counts the processor's ticks from here on."""
        self.ticks = self.side.ticks()

    def end_windows(self):
        """Learns which part of the processor time since then the operating system took."""
        user, system = (now - then for now, then in zip(self.side.ticks(), self.ticks))
        self.system = system / max(1, user + system)


def agree(row, name, peer, ours):
    """Checks that a peer has our losses: float32 sums in another order, no more. Returns the greatest difference."""
    theirs, mine = peer.losses(), ours.losses()
    greatest = 0.0
    for loss in row.compared():
        difference = abs(theirs[loss] - mine[loss]) / max(1.0, abs(mine[loss]))
        if not difference <= TOLERANCE:
            sys.exit(f"{row.name}, peer {name}: not the same run, {loss} is {theirs[loss]} there and {mine[loss]} here")
        greatest = max(greatest, difference)
    return greatest


def measure(row, ours, peers, options):
    """Measures a row. `peers` have started nothing yet, `ours` is warm. Returns all sides by name, ours last."""
    ours.start = ours.side.start(row.label, **row.flags)
    for peer in peers.values():
        peer.side.start_row(row, ours.side)
        peer.warm(row, options.warm_up)
        peer.start = peer.side.start_row(row, ours.side)
    sides = {**peers, "ours": ours}
    for timed in sides.values():
        timed.run(row, row.first)
        timed.start_windows()
    for window in range(options.windows + 1):
        for name, timed in peers.items():
            timed.difference = max(timed.difference, agree(row, name, timed.side, ours.side))
        if window < options.windows:
            for timed in sides.values():
                timed.results.append(timed.run(row, timed.count)[0])
    for timed in sides.values():
        timed.end_windows()
    return sides


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def line(row, sides, columns, digits):
    """The cells of a row: each peer's result, ours, and the ratio to the fastest peer."""
    cells = [spread(sides[name].results, digits) if name in sides else "" for name in columns]
    ours = sides["ours"].results
    fastest = type(row).fastest(set(sides) - {"ours"}, key=lambda name: statistics.median(sides[name].results))
    theirs = sides[fastest].results
    ratios = [row.ratio(t, o) for t, o in zip(theirs, ours)]
    ratio = row.ratio(statistics.median(theirs), statistics.median(ours))
    return [row.what, *cells, spread(ours, digits), f"**{ratio:.2f}** ({min(ratios):.2f} to {max(ratios):.2f}), {fastest}",
            *(f"{bound:g}" for bound in row.bounds)]


def left_out(row, sides):
    """For each side: what the tables leave out."""
    for name, timed in sides.items():
        yield (row.name, name, f"{timed.side.seconds:.2f} + {timed.start:.2f}", f"{timed.first:.2f}", f"{timed.warm_up:.1f}",
               f"{100 * timed.system:.0f} %", f"{timed.difference:.0e}" if name != "ours" else "")


def show(head, rows):
    for cells in (head, ["---"] * len(head), *rows):
        print("| " + " | ".join(cells) + " |")
    print(flush=True)


def processor():
    try:
        with open("/proc/cpuinfo") as lines:
            name = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor()
    return f"{name}, {os.cpu_count()} cores"


def parse():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", default=",".join(row.name for row in ROWS), help="which rows (default: %(default)s)")
    parser.add_argument("--peers", default=",".join(FROM_MAVEN), help="which peers of Maven (default: %(default)s)")
    parser.add_argument("--oracle", help="path of a Python module that is a peer, too")
    parser.add_argument("--windows", type=int, default=5, help="how many windows a median is of (default: %(default)s)")
    parser.add_argument("--warm-up", type=float, default=6, help="seconds that a side warms up a row (default: %(default)s)")
    parser.add_argument("--core", type=int, default=0, help="the core of all sides (default: %(default)s)")
    parser.add_argument("--java-option", action="append", default=[], help="for our JVM, e.g. -Dthroughtime.kernel=scalar")
    parser.add_argument("--default-malloc", action="store_true", help="malloc gives back to the system what a peer frees")
    options = parser.parse_args()
    options.rows, options.peers = options.rows.split(","), [name for name in options.peers.split(",") if name]
    unknown = set(options.rows) - {row.name for row in ROWS} | set(options.peers) - set(FROM_MAVEN)
    if unknown:
        parser.error(f"no row or peer {', '.join(sorted(unknown))}; rows are {', '.join(row.name for row in ROWS)}, "
                     f"peers are {', '.join(FROM_MAVEN)}")
    if options.windows < 5:
        parser.error("a median is of at least 5 windows")
    if options.oracle:
        options.peers.append("python")
    if not any(row.name in options.rows and set(row.peers) & set(options.peers) for row in ROWS):
        parser.error("none of these peers does any of these rows")
    return options


def peer_of(name, row, options):
    """Starts the process of a peer for a row."""
    if name == "python":
        return PythonPeer(options.oracle, options.core, options.default_malloc)
    return JavaPeer(name, options.core, options.default_malloc, row.weights)


def measure_all(rows, ours, options):
    """Measures all rows: each with its sides by name; and what each peer is, by name."""
    warm = {row.name: Timed(ours[row.weights]) for row in rows}
    for row in rows:
        warm[row.name].side.start(row.label, **row.flags)
        warm[row.name].warm(row, options.warm_up)
    measured, programs = [], {}
    for row in rows:
        names = [name for name in PEERS if name in row.peers and name in options.peers]
        peers = {name: Timed(peer_of(name, row, options)) for name in names}
        measured.append((row, measure(row, warm[row.name], peers, options)))
        for name, timed in peers.items():
            programs[name] = str(timed.side), timed.side.program.get("configuration")
            timed.side.close()
    return measured, programs


def report(measured, programs, ours, options):
    """Prints what was measured."""
    print(f"{processor()}; {f'all sides on core {options.core}' if pinned(options.core) else 'nothing pinned'}; "
          f"{'malloc as it is' if options.default_malloc else 'malloc keeps what peers free'}")
    print(f"ours: {ours}")
    for name, (program, _) in programs.items():
        print(f"{name}: {program}")
    print(f"medians (least to most) of {options.windows} windows, processor time\n")
    for kind, title, digits in ((Training, "seconds", 3), (Pass, "1000 x T 120, H 50: million sequence-steps/s", 2)):
        rows = [(row, sides) for row, sides in measured if isinstance(row, kind)]
        if rows:
            columns = [name for name in PEERS if any(name in sides for _, sides in rows)]
            show((title, *(PEERS[name] for name in columns), "ours", "ratio to the fastest peer", *kind.asked),
                 [line(row, sides, columns, digits) for row, sides in rows])
    print("Left out above, in seconds; and the system's share of a side's time, and how far its losses are from ours.\n")
    show(("row", "side", "process + draws", "first window", "warm-up", "in the system", "losses differ by"),
         [cells for row, sides in measured for cells in left_out(row, sides)])
    for text in dict.fromkeys(configuration for _, configuration in programs.values() if configuration):
        print(f"{', '.join(name for name, (_, other) in programs.items() if other == text)}: {text}")


def main():
    options = parse()
    build()
    if set(options.peers) & set(FROM_MAVEN):
        build_peers()
    rows = [row for row in ROWS if row.name in options.rows and set(row.peers) & set(options.peers)]
    ours = {weights: TimedRuns(options.core, options.java_option, weights) for weights in {row.weights for row in rows}}
    report(*measure_all(rows, ours, options), next(iter(ours.values())), options)
    for side in ours.values():
        side.close()


if __name__ == "__main__":
    main()
