"""Reads what a sweep of conf/quick.conf leaves as an assignment would: numpy.load without pickle, then plots.

usage: plot_npz.py NPZ_FOLDER PLOT_FOLDER

Every key, shape, type and empty value is held to the contract of the final-state files. The task and the cell of a run
are read from its name, LABEL_TASK_CELL_... .
"""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

# conf/quick.conf, where it matters for a shape.
HIDDEN, MAX_LENGTH, MEM_POSITIONS, BATCH = 50, 200, 10, 20

# Inputs, outputs, head and longest T of the tasks.
TASKS = {
    "mem": (7, 6, "softmax", MAX_LENGTH + 2 * MEM_POSITIONS),
    "mul": (2, 1, "lastLinear", MAX_LENGTH + 20 + 2),
    "torder": (6, 4, "lastSoftmax", MAX_LENGTH),
}
SERIES = ["train_nll", "gradient_norm", "Omega", "steps_in_past"]
FIGURES = ["valid_error", "rho_Whh", "diag_loss", "diag_err"]
PROFILES = ["grad_time", "act_time", "sat_time"]
GATES = ["gate_z_sat_time", "gate_r_sat_time"]
MAY_BE_ADDED = {"valid_nll", "gradient_norm_post"}


def weight_shapes(cell, nin, nout):
    """Shape of every weight by its name."""
    h = HIDDEN
    if cell == "rnn":
        return {"W_uh": (nin, h), "W_hh": (h, h), "W_hy": (h, nout), "b_hh": (h,), "b_hy": (nout,)}
    shapes = {}
    for gate in "zr":
        shapes |= {f"W_u{gate}": (nin, h), f"W_h{gate}": (h, h), f"b_{gate}": (h,)}
    return shapes | {"W_uh": (nin, h), "W_hh": (h, h), "b_h": (h,), "W_hy": (h, nout), "b_y": (nout,)}


def hold(condition, what):
    if not condition:
        raise AssertionError(what)


def check(path, state):
    """Holds one file to the contract."""
    _, task, cell = path.name.split("_")[:3]
    nin, nout, head, longest = TASKS[task]
    iterations = state["train_nll"].shape[0]
    every = int(state["checkFreq"])
    checkpoints = max(1, iterations // every)
    # Row n / checkFreq of the checkpoint after iteration n > 0; one whose row would be the table's end is not stored.
    stored = [n // every for n in range(1, iterations) if n % every == 0 and n // every < checkpoints]
    unstored = sorted(set(range(checkpoints)) - set(stored))
    hold(0 in unstored and len(stored) >= 2, f"too few checkpoints to tell: rows {stored} of {checkpoints}")

    floats = {name: (iterations,) for name in SERIES}
    floats |= {name: (checkpoints,) for name in FIGURES}
    floats |= {name: (checkpoints, longest) for name in PROFILES + GATES}
    weights = weight_shapes(cell, nin, nout)
    floats |= weights
    texts = {"model_type": cell, "classif_type": head}
    texts |= {"act_name": "tanh"} if cell == "rnn" else {"init": "basic_tanh"}
    integers = {"diag_len": MAX_LENGTH, "diag_bs": BATCH, "checkFreq": 20}

    keys = set(state.files)
    expected = set(floats) | set(texts) | set(integers)
    hold(expected <= keys, f"keys missing: {sorted(expected - keys)}")
    hold(keys - expected <= MAY_BE_ADDED, f"keys nobody asked for: {sorted(keys - expected - MAY_BE_ADDED)}")
    for name, shape in floats.items():
        hold(state[name].dtype == np.dtype("<f4"), f"{name}: type {state[name].dtype}")
        hold(state[name].shape == shape, f"{name}: shape {state[name].shape}, not {shape}")
    for name, value in integers.items():
        hold(state[name].dtype == np.dtype("<i8") and state[name].shape == (), f"{name}: no int64 scalar")
        hold(int(state[name]) == value, f"{name}: {state[name]}, not {value}")
    for name, value in texts.items():
        hold(state[name].dtype.kind == "U" and state[name].shape == (), f"{name}: no text")
        hold(str(state[name]) == value, f"{name}: {state[name]}, not {value}")

    for name in SERIES:
        hold(np.isfinite(state[name]).all() and (state[name] >= 0).all(), f"{name}: an iteration is missing")
    for name in FIGURES:
        hold((state[name][unstored] == -1).all(), f"{name}: an empty row is not -1")
        hold((state[name][stored] >= 0).all(), f"{name}: a checkpoint is missing")
    for name in PROFILES + GATES:
        hold(np.isnan(state[name][unstored]).all(), f"{name}: an empty row is not NaN")
        filled = np.isfinite(state[name][stored])
        if name in GATES and cell == "rnn":
            hold(not filled.any(), f"{name}: a gate where there is none")
            continue
        # The diagnostic batch is one and the same: as many steps in every row, from the first on.
        steps = int(filled[0].sum())
        hold(filled[:, :steps].all() and not filled[:, steps:].any(), f"{name}: holes in a profile")
        hold(steps == longest or task == "mul" and MAX_LENGTH <= steps < longest, f"{name}: {steps} steps")
    # The total derivative; the part through a step's own output alone would be 0 at every step but the last. Where
    # gradients vanish, the squares of the first steps' may be below float32.
    half = int(np.isfinite(state["grad_time"][stored[0]]).sum()) // 2
    hold((state["grad_time"][stored][:, half:] > 0)[np.isfinite(state["grad_time"][stored][:, half:])].all(),
         "grad_time: nothing reaches the steps before the last")
    for name in weights:
        hold(np.isfinite(state[name]).all(), f"{name}: not finite")
    # W_hh is the weights' last state, one iteration past the last checkpoint where that is stored: near, not equal.
    rho = np.abs(np.linalg.eigvals(state["W_hh"].astype(np.float64))).max()
    hold(abs(rho - state["rho_Whh"][stored[-1]]) < 0.05 * max(1, rho), f"W_hh: rho {rho}, far from rho_Whh")
    return stored


def plot(name, state, stored, folder):
    """The plots of the assignment."""
    figure, axes = plt.subplots(2, 2, figsize=(10, 7))
    figure.suptitle(name)
    last = stored[-1]
    gradients = np.log10(state["grad_time"][last] + 1e-12)
    axes[0, 0].hist(gradients[np.isfinite(gradients)], bins=60)
    axes[0, 0].set_title("log10 |dL/dh_t|, last checkpoint")
    saturation = state["sat_time"][last]
    axes[0, 1].hist(saturation[np.isfinite(saturation)], bins=60)
    axes[0, 1].set_title("distance from saturation, last checkpoint")
    steps = np.arange(state["valid_error"].shape[0]) * int(state["checkFreq"])
    for axis, key in ((axes[1, 0], "valid_error"), (axes[1, 1], "rho_Whh")):
        values = state[key]
        axis.plot(steps[values >= 0], values[values >= 0])
        axis.set_title(key)
        axis.set_xlabel("iteration")
    figure.tight_layout()
    target = folder / f"{name}.png"
    figure.savefig(target)
    plt.close(figure)
    hold(target.stat().st_size > 10_000, f"{target}: hardly a plot")


def main(npz_folder, plot_folder):
    files = sorted(Path(npz_folder).glob("*_final_state.npz"))
    failed = 0
    if not files:
        print(f"no *_final_state.npz in {npz_folder}", file=sys.stderr)
        failed = 1
    for path in files:
        try:
            with np.load(path, allow_pickle=False) as state:
                stored = check(path, state)
                plot(path.name.removesuffix("_final_state.npz"), state, stored, Path(plot_folder))
            print(f"{path.name}: {len(stored)} checkpoints read and plotted")
        except (AssertionError, KeyError, ValueError, OSError) as problem:
            print(f"{path.name}: {problem}", file=sys.stderr)
            failed += 1
    print(f"NPZ: {len(files) - failed if files else 0} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
