"""Processes that do the work of a run as they are told, and say how long it took (TimedRunServer.java)."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[5]
MODULE = HOME / "model" / "benchmarks"


def build(*options, module=MODULE):
    """Builds what is measured; quick where nothing has changed. The options are Maven's."""
    command = ["mvn", "-B", "-q", "-pl", str(module.relative_to(HOME)), "-am", "-DskipTests", *options, "process-classes"]
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


def class_path(module):
    """Where Java finds a module of this name and all that it needs; `build` has written it down."""
    return f"{module / 'target' / 'classes'}:{(module / 'target' / 'class-path.txt').read_text().strip()}"


def command(program, arguments=(), core=None, options=(), java_home=None):
    """The command that starts a program of this module, on one core alone if one is given."""
    return [*pinned(core), str(Path(java_home) / "bin" / "java") if java_home else java(), "--add-modules=jdk.incubator.vector",
            "-XX:PerMethodTrapLimit=1000", *options, "-cp", class_path(MODULE), f"org.throughtime.benchmark.{program}",
            *map(str, arguments)]


class Side:
    """One process. `program` says what it is; `seconds` is how long it took to be ready; `flags` are those of its run."""

    def __init__(self, command, environment=None):
        begun = time.perf_counter()
        self.command = command
        self.errors = tempfile.TemporaryFile("w+", errors="replace")
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors, text=True,
                                        env=environment)
        self.flags = {}
        self.program = self._answer()
        self.seconds = time.perf_counter() - begun

    def error_lines(self):
        """What it has written to its standard error, line by line."""
        self.errors.seek(0)
        return self.errors.read().splitlines()

    def _answer(self):
        line = self.process.stdout.readline()
        try:
            return json.loads(line)
        except json.JSONDecodeError:
            # A process that fails may say so here, too.
            rest = line + self.process.communicate()[0]
            last = "\n".join([*self.error_lines()[-20:], *rest.splitlines()[:20]])
            sys.exit(f"{last}\n{' '.join(self.command)} ended with status {self.process.returncode}")

    def ask(self, request):
        try:
            print(request, file=self.process.stdin, flush=True)
        except BrokenPipeError:
            pass  # it has ended, which the answer tells
        return self._answer()

    def start(self, label, **changes):
        """Starts a run of that label with other flags; seconds until its first iteration. All its flags are in `flags`."""
        changes = {k: str(v).lower() if isinstance(v, bool) else v for k, v in changes.items()}
        answer = self.ask(" ".join(["start", label, *(f"{k}={v}" for k, v in changes.items())]))
        self.flags = answer["flags"]
        return answer["seconds"]

    def step(self, count):
        """Does iterations with their checkpoints, or passes: seconds, iterations, checkpoints."""
        return self.ask(f"step {count}")

    def losses(self):
        """The last train_nll and valid_nll; NaN where there is none."""
        return self.ask("losses")

    def processor_seconds(self):
        """Processor time of the process so far: all threads, user and system mode, to the nanosecond."""
        clock = ctypes.c_int()
        status = ctypes.CDLL(None).clock_getcpuclockid(self.process.pid, ctypes.byref(clock))
        if status != 0:
            raise OSError(status, os.strerror(status))
        return time.clock_gettime(clock.value)

    def ticks(self):
        """The same in user mode and in system mode, in the ticks in which Linux counts both."""
        user, system = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
        return int(user), int(system)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.errors.close()


class TimedRuns(Side):
    """Our side: a JVM that trains, or with the label of PassWeights only scores the validation set."""

    def __init__(self, core=None, options=(), weights=None):
        super().__init__(command("TimedRuns", [weights] if weights else (), core, options))

    def __str__(self):
        return f"{self.program['program']}, kernels {self.program['kernels']}"
