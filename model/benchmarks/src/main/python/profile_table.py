#!/usr/bin/python3
"""Tells what the time of a run is spent on: flight recordings of runs to a table of shares.

usage: profile_table.py LABEL=RECORDING.jfr ...

A recording of a run, as it is trained by submit.sh (OUT a folder that is not there yet):

    ./submit.sh --master 'local[1]' --driver-java-options "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints \\
        -XX:FlightRecorderOptions=stackdepth=128 -XX:StartFlightRecording=filename=A1.jfr,settings=profile" \\
        run conf/canonical.conf --only A1_mem_rnn_tanh_noclip --set maxiters=3001 --out OUT

Flight Recorder looks at the running threads every 10 or 20 ms. A sample counts where our code is on its stack, inlined
or not, and belongs to the first rule below that fits. What Spark and the JVM do beside is no part of it, nor is a thread
that waits. Needs the JDK's jfr, of JAVA_HOME or the path.
"""

import collections
import json
import os
import subprocess
import sys
from pathlib import Path

OURS = "org.throughtime."
RECORDING = ("sweep.artifact", "sweep.resume", "sweep.store", "sweep.table")
RECORDED = tuple(OURS + room for room in RECORDING)
CELL = OURS + "model.cell."
KERNEL = OURS + "model.kernel."
LOOPS = ("VectorKernels", "ScalarKernels", "VectorGradients", "ScalarGradients")
PIECES = [
    "recurrent products", "activations and gates", "input: lookup or product", "output layer's product", "softmax",
    "loss and error",
    "products back through time", "gradients of activations and gates", "outer products and sums", "other",
]
PASSES = ["training", "validation", "diagnostic batch"]
REST = ["drawing batches", "Omega", "norm, clipping, update", "rho", "profiles of the diagnostic batch", "recording",
        "drawing weights and validation set", "other"]


def samples(recording):
    """Stacks of the recording, innermost frame first, as (class, method)."""
    home = os.environ.get("JAVA_HOME")
    jfr = str(Path(home) / "bin" / "jfr") if home else "jfr"
    printed = subprocess.run(
        [jfr, "print", "--json", "--stack-depth", "128", "--events", "jdk.ExecutionSample,jdk.NativeMethodSample", recording],
        stdout=subprocess.PIPE, check=True)
    for event in json.loads(printed.stdout)["recording"]["events"]:
        trace = event["values"].get("stackTrace")
        if trace:
            yield [(f["method"]["type"]["name"].replace("/", "."), f["method"]["name"]) for f in trace["frames"]]


def kernel(stack):
    """The kernel that is running: the outermost method of its package."""
    return next((name for owner, name in reversed(stack)
                 if owner in [KERNEL + loops for loops in LOOPS]), None)


def piece(stack):
    """What of a pass, by the methods that the cells are made of."""
    mine = [(owner[len(CELL):], name) for owner, name in stack if owner.startswith(CELL)]
    names = {name for _, name in mine}
    owners = {owner for owner, _ in mine}
    running = kernel(stack)
    if "accumulate" in names:
        return "outer products and sums"
    if "Readout" in owners or "Scoring" in owners:
        return {"multiplyAdd": "output layer's product", "columnLargest": "softmax",
                "columnExpSums": "softmax"}.get(running, "loss and error")
    if "InputLayer" in owners:
        return "input: lookup or product"
    if "backward" in names:
        return "products back through time" if running == "multiplyAdd" else "gradients of activations and gates"
    if running == "multiplyAdd":
        return "recurrent products"
    if running in ("tanh", "sigmoid", "interpolate", "multiply") or any(o.startswith("Activation") for o in owners):
        return "activations and gates"
    return "other"


def place(stack):
    """Where a sample belongs: (pass, piece), or (None, what else)."""
    has = lambda owner, name=None: any(o.startswith(OURS + owner) and name in (None, n) for o, n in stack)
    if any(has(room) for room in RECORDING):
        return None, "recording"
    if has("model.diagnostics.SpectralRadius"):
        return None, "rho"
    if has("model.cell.Profiles"):
        return None, "profiles of the diagnostic batch"
    if has("model.train.Trainer", "start") or has("model.train.Validation", "<init>"):
        return None, "drawing weights and validation set"
    if has("model.train.Validation", "score"):
        return "validation", piece(stack)
    if has("model.train.Validation"):
        return "diagnostic batch", piece(stack)
    if has("model.cell.Omega") or has("model.cell.FullOmega"):
        return None, "Omega"
    if has("model.task") or has("model.random"):
        return None, "drawing batches"
    if has("model.train.Clipping") or has("model.optimizer"):
        return None, "norm, clipping, update"
    if has("model.cell"):
        return "training", piece(stack)
    return None, "other"


def main(arguments):
    if not arguments or any("=" not in argument for argument in arguments):
        sys.exit(__doc__)
    runs = {}
    for argument in arguments:
        label, recording = argument.split("=", 1)
        stacks = [s for s in samples(recording) if any(o.startswith(OURS + "model.train.Trainer")
                                                       or o.startswith(RECORDED) for o, _ in s)]
        if not stacks:
            sys.exit(f"{recording}: no run in it")
        runs[label] = (len(stacks), collections.Counter(place(s) for s in stacks))
    print("| % of a run's time | " + " | ".join(f"{label} ({count:,} samples)" for label, (count, _) in runs.items()) + " |")
    print("| --- |" + " --- |" * len(runs))

    def line(name, keys, least=0.05):
        shares = [100 * sum(counts[k] for k in keys) / total for total, counts in runs.values()]
        if any(share >= least for share in shares):
            print(f"| {name} | " + " | ".join(f"{share:.1f}" for share in shares) + " |")

    for one in PASSES:
        line(f"**{one}, in all**", [(one, p) for p in PIECES])
        for p in PIECES:
            line(f"{one}: {p}", [(one, p)], 0.25)
    for what in REST:
        line(f"**{what}**", [(None, what)])


if __name__ == "__main__":
    main(sys.argv[1:])
