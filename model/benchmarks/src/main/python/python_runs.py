#!/usr/bin/python3
"""Trains as a script tells it with a Python program for PyTorch: the requests of TimedRunServer.java, but for the first.

usage: python_runs.py PATH

PATH is a Python module with a class Run(**flags) that draws weights and data as we do, has step() for an iteration and
check(n) for the checkpoint after iteration n, and keeps their metrics in `iters` and `checks`. The request start has all
flags of ours, as JSON. Needs Debian's python3-torch, python3-numpy and libopenblas0-pthread.
"""

import importlib.util
import json
import math
import platform
import re
import sys
import time


def load(path):
    spec = importlib.util.spec_from_file_location("program", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.torch.set_num_threads(1)
    return module


class TimedRun:
    """One run."""

    def __init__(self, module, flags):
        known = vars(module.Run(maxiters=1, ebs=1, cbs=1, diag=False).a)
        self.run = module.Run(**{k: v for k, v in flags.items() if k in known}, diag=flags["collectDiags"])
        self.every = flags["checkFreq"]
        self.done = 0

    def step(self, count):
        for _ in range(count):
            self.run.step()
            if self.done > 0 and self.done % self.every == 0:
                self.run.check(self.done)
            self.done += 1

    def losses(self):
        checks = self.run.checks
        return dict(train_nll=self.run.iters[-1][0], valid_nll=checks[-1]["valid_nll"] if checks else math.nan)


def main():
    module = load(sys.argv[1])
    answer(describe(module))
    run = None
    for line in sys.stdin:
        request, _, argument = line.strip().partition(" ")
        begun = time.perf_counter()
        if request == "start":
            run = TimedRun(module, json.loads(argument))
        elif request == "step":
            run.step(int(argument))
        elif request == "losses":
            answer(run.losses())
            continue
        else:
            sys.exit(f"no such request: {line}")
        answer(dict(seconds=time.perf_counter() - begun))


def describe(module):
    """What the first line tells: versions, and the instruction set of the kernels that PyTorch chose."""
    configuration = module.torch.__config__.show()
    chosen = re.search(r"CPU capability usage: (\S+)", configuration)
    versions = f"PyTorch {module.torch.__version__}, NumPy {module.np.__version__}, Python {platform.python_version()}"
    return dict(program=versions, kernels=chosen.group(1) if chosen else "unknown", configuration=configuration)


def answer(values):
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main()
