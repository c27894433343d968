#!/usr/bin/python3
"""Times our training against the same training in eager PyTorch, both in one sitting, and prints the table.

usage: compare_with_peer.py --peer PATH/oracle.py [--rows A1,A4,...] [--windows 5] [--keep-memory] [--core 0] ...

The peer is a Python module with a class Run(**flags) that draws weights and data as we do, has step() for an iteration and
check(n) for the checkpoint after iteration n. It is no part of this project, so its path is an argument. Needs Debian's
python3-torch, python3-numpy and libopenblas0-pthread, and taskset to pin (without it nothing is pinned).

How it is made fair:
- Both sides train the same run: the same flags (ours are asked for and handed to the peer), the same draws, so the same
  lengths. After every window the last losses of both are compared; where they differ, there is no table.
- A window is 20 iterations and the checkpoint after them. Windows alternate: the peer's, then ours, then the peer's.
- One thread each, both on the same core: torch.set_num_threads(1), BLAS and OpenMP with one thread, the whole JVM with
  its compiler and collector on that core.
- Start-up and warm-up are left out and printed by themselves: on both sides iterations 0 to 20 and the first checkpoint;
  for the JVM also a run with the same flags before, of at least --warm-up seconds, which its compiler needs. One JVM
  trains all rows, as an executor does, and every row is warmed up before the first is timed.
- With --keep-memory the C library's malloc keeps what the peer frees. Without it, as a user finds it, PyTorch hands large
  tensors back to the system and takes fresh pages for the next ones, and where pages are dear, as in many virtual
  machines, that can be most of its time: the last table says how much of it the system took. We allocate nothing there.
- Seconds are medians over the windows, wall time; behind a ratio of medians is the least and most of the windows' own.
"""

import argparse
import importlib.util
import multiprocessing
import os
import platform
import statistics
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

from timed_runs import TimedRuns, build

KEEP_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(10**11), "MALLOC_MMAP_MAX_": "0", "MALLOC_TOP_PAD_": str(1 << 28)}

CANONICAL = dict(maxiters=2_000_000_000, checkFreq=20)
TRAINING_ALONE = dict(maxiters=2_000_000_000, checkFreq=1_000_000_000, ebs=1, cbs=1, collectDiags=False)
# basic_tanh gives the W_hh of 500 units a spectral radius above 2: states are chaotic and gradients explode, and no two
# programs agree on a loss. The weights of smart_tanh cost the same and can be compared.
WIDE = dict(TRAINING_ALONE, nhid=500, bs=200, init="smart_tanh")


class Row:
    """A line of the table: a run, the iterations of a window, and the ratios that are asked for."""

    def __init__(self, name, what, label, flags, iterations, checkpoint, least, aim):
        self.name, self.what, self.label, self.flags = name, what, label, flags
        self.iterations, self.checkpoint, self.least, self.aim = iterations, checkpoint, least, aim


ROWS = [
    Row("A1", "A1: mem, rnn", "A1", CANONICAL, 20, True, 7, 10),
    Row("A4", "A4: mem, gru", "A4", CANONICAL, 20, True, 6, 8),
    Row("B1", "B1: mul, rnn", "B1", CANONICAL, 20, True, 4.5, 6),
    Row("B2", "B2: mul, gru", "B2", CANONICAL, 20, True, 6.5, 8),
    Row("torder", "torder, rnn, smart_tanh, Omega, clipping", "T1", CANONICAL, 20, True, 5, 7),
    Row("training", "training alone at batch 20 (mem, rnn), no checkpoint", "A1", TRAINING_ALONE, 20, False, 7, 10),
    Row("wide", "nhid 500, bs 200, mem, rnn: one iteration", "A1", WIDE, 1, False, 3, 6),
]


class Peer:
    """The other side's run, timed as ours is."""

    def __init__(self, module, flags):
        known = vars(module.Run(maxiters=1, ebs=1, cbs=1, diag=False).a)
        mine = {k: v for k, v in flags.items() if k in known}
        begun = time.perf_counter()
        self.run = module.Run(**mine, diag=flags["collectDiags"])
        self.seconds = time.perf_counter() - begun
        self.done = 0
        self.cpu = self.system = 0.0

    def step(self, iterations, checkpoint):
        before, begun = os.times(), time.perf_counter()
        for _ in range(iterations):
            self.run.step()
        self.done += iterations
        if checkpoint:
            self.run.check(self.done - 1)
        seconds, after = time.perf_counter() - begun, os.times()
        self.system += after.system - before.system
        self.cpu += after.system - before.system + after.user - before.user
        return seconds

    def losses(self):
        return self.run.iters[-1][0], self.run.checks[-1]["valid_nll"] if self.run.checks else None


def load(path):
    """The peer's module, on one thread, and how long its imports took."""
    begun = time.perf_counter()
    spec = importlib.util.spec_from_file_location("peer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.torch.set_num_threads(1)
    return module, time.perf_counter() - begun


def agree(row, peer, answer):
    """Holds both sides to the same losses: float32 sums in another order, no more."""
    train, valid = peer.losses()
    for name, theirs, ours in (("train_nll", train, answer["train_nll"]), ("valid_nll", valid, answer["valid_nll"])):
        if theirs is not None and not abs(theirs - ours) <= 2e-3 * abs(theirs):
            sys.exit(f"{row.name}: not the same run, {name} after iteration {peer.done - 1} is {theirs} there and "
                     f"{ours} here")


def warm_up(ours, row, seconds):
    """A run with the row's flags, not to be timed but for its first window; seconds of that, and of all."""
    ours.start(row.label, **row.flags)
    begun = time.perf_counter()
    first = ours.step(row.iterations + (1 if row.checkpoint else 0))["seconds"]
    while time.perf_counter() - begun < seconds:
        ours.step(row.iterations)
    return first, time.perf_counter() - begun


def measure(path, row, ours, windows):
    """Seconds of both sides' windows, and what was left out; in a process that has trained nothing else."""
    module, imports = load(path)
    our_start = ours.start(row.label, **row.flags)
    peer = Peer(module, ours.flags)
    # The first checkpoint is after iteration 20, the 21st.
    first = row.iterations + (1 if row.checkpoint else 0)
    left_out = peer.step(first, row.checkpoint)
    agree(row, peer, ours.step(first))
    theirs, mine = [], []
    for _ in range(windows):
        theirs.append(peer.step(row.iterations, row.checkpoint))
        answer = ours.step(row.iterations)
        mine.append(answer["seconds"])
        agree(row, peer, answer)
    aside = dict(our_start=our_start, imports=imports, peer_start=peer.seconds, peer_first=left_out,
                 system=peer.system / peer.cpu, torch=str(module.torch.__version__), numpy=module.np.__version__,
                 threads=module.torch.get_num_threads())
    return theirs, mine, aside


def measure_in_child(*arguments):
    """What measure returns. A user's PyTorch trains one run a process: memory that another freed would help this one."""
    fork = multiprocessing.get_context("fork")
    receiving, sending = fork.Pipe(duplex=False)
    child = fork.Process(target=lambda: sending.send(measure(*arguments)))
    child.start()
    sending.close()
    try:
        return receiving.recv()
    except EOFError:
        sys.exit(1)
    finally:
        child.join()


def spread(values):
    return f"{statistics.median(values):.3f} ({min(values):.3f} to {max(values):.3f})"


def processor():
    try:
        with open("/proc/cpuinfo") as lines:
            name = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor()
    return f"{name}, {os.cpu_count()} cores"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--peer", required=True, help="path of the peer's module")
    parser.add_argument("--rows", default=",".join(row.name for row in ROWS), help="which rows (default: %(default)s)")
    parser.add_argument("--windows", type=int, default=5, help="how many windows a median is of (default: %(default)s)")
    parser.add_argument("--warm-up", type=float, default=6, help="seconds that the JVM warms up a row (default: %(default)s)")
    parser.add_argument("--core", type=int, default=0, help="the core of both sides (default: %(default)s)")
    parser.add_argument("--java-option", action="append", default=[], help="e.g. -Dthroughtime.kernel=scalar")
    parser.add_argument("--keep-memory", action="store_true", help="malloc keeps what the peer frees")
    options = parser.parse_args()
    names = options.rows.split(",")
    rows = [row for row in ROWS if row.name in names]
    if options.windows < 5 or len(rows) < len(names):
        parser.error(f"at least 5 windows, and rows of {', '.join(row.name for row in ROWS)}")

    if options.keep_memory and any(os.environ.get(name) != value for name, value in KEEP_MEMORY.items()):
        # malloc reads them when the process starts.
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | KEEP_MEMORY)
    build()
    pin = hasattr(os, "sched_setaffinity")
    if pin:
        os.sched_setaffinity(0, {options.core})
    ours = TimedRuns(options.core if pin else None, options.java_option)
    cold = {row.name: warm_up(ours, row, options.warm_up) for row in rows}
    table, aside = [], []
    for row in rows:
        theirs, mine, started = measure_in_child(options.peer, row, ours, options.windows)
        ratios = [t / m for t, m in zip(theirs, mine)]
        ratio = statistics.median(theirs) / statistics.median(mine)
        table.append((row.what, spread(theirs), spread(mine), f"**{ratio:.1f}** ({min(ratios):.1f} to {max(ratios):.1f})",
                      f"{row.least:g}", f"{row.aim:g}"))
        first, all_of_it = cold[row.name]
        aside.append((row.what, f"{started['imports']:.2f} + {started['peer_start']:.2f}", f"{started['our_start']:.2f}",
                      f"{started['peer_first']:.2f}", f"{first:.2f}", f"{all_of_it:.1f}",
                      f"{100 * started['system']:.0f} %"))
    ours.close()

    print(f"{processor()}; {'both sides on core ' + str(options.core) if pin else 'nothing pinned'}")
    print(f"ours: {ours.java}, kernels {ours.kernels}; JVM ready after {ours.seconds:.2f} s")
    print(f"peer: PyTorch {started['torch']}, NumPy {started['numpy']}, Python {platform.python_version()}, "
          f"{started['threads']} thread{'; malloc keeps freed memory' if options.keep_memory else ''}")
    print(f"medians (least to most) of {options.windows} windows of 20 iterations and the checkpoint after them, or as said\n")
    show(("one core", "PyTorch s", "ours s", "ratio", "at least", "aim"), table)
    print("Left out above, in seconds: drawing weights and validation set; the first window, cold on both sides; the JVM's"
          " warm-up in all (--warm-up).\n")
    show(("one core", "PyTorch imports + draws", "ours draws", "PyTorch's first window", "ours, first in this JVM",
          "ours, warm-up", "of PyTorch's time, in the system"), aside)


def show(head, rows):
    for cells in (head, ["---"] * len(head), *rows):
        print("| " + " | ".join(cells) + " |")
    print(flush=True)


if __name__ == "__main__":
    main()
