"""Our side of a measurement: a JVM that trains as it is told and says how long it took (TimedRuns.java)."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[5]
MODULE = HOME / "model" / "benchmarks"


def build():
    """Builds what is measured; quick where nothing has changed."""
    command = ["mvn", "-B", "-q", "-pl", "model/benchmarks", "-am", "-DskipTests", "process-classes"]
    done = subprocess.run(command, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\n{' '.join(command)} failed")


def java():
    """The Java that Maven builds with."""
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / "java") if home else "java"


def pinned(core):
    """What starts a command on that core alone; nothing where this system cannot."""
    return ["taskset", "-c", str(core)] if core is not None and shutil.which("taskset") else []


def command(program, arguments=(), core=None, options=(), java_home=None):
    """The command that starts a program of this module, on one core alone if one is given."""
    class_path = f"{MODULE / 'target' / 'classes'}:{(MODULE / 'target' / 'class-path.txt').read_text().strip()}"
    return [*pinned(core), str(Path(java_home) / "bin" / "java") if java_home else java(), "--add-modules=jdk.incubator.vector",
            "-XX:PerMethodTrapLimit=1000", *options, "-cp", class_path, f"org.throughtime.benchmark.{program}", *map(str, arguments)]


class TimedRuns:
    """One JVM. `kernels` and `java` say what it is; `seconds` is how long it took to be ready."""

    def __init__(self, core=None, options=()):
        begun = time.perf_counter()
        self.process = subprocess.Popen(command("TimedRuns", (), core, options), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True)
        self.flags = {}
        hello = self._answer()
        self.seconds = time.perf_counter() - begun
        self.kernels, self.java = hello["kernels"], hello["java"]

    def _answer(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"the JVM ended with status {self.process.wait()}")
        return json.loads(line)

    def _ask(self, request):
        print(request, file=self.process.stdin, flush=True)
        return self._answer()

    def start(self, label, **changes):
        """Starts a run of that label with other flags; seconds until its first iteration. All its flags are in `flags`."""
        changes = {k: str(v).lower() if isinstance(v, bool) else v for k, v in changes.items()}
        answer = self._ask(" ".join(["start", label, *(f"{k}={v}" for k, v in changes.items())]))
        self.flags = answer["flags"]
        return answer["seconds"]

    def step(self, count):
        """Trains: seconds, iterations, checkpoints, train_nll, valid_nll."""
        return self._ask(f"step {count}")

    def close(self):
        self.process.stdin.close()
        self.process.wait()
