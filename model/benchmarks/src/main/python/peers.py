"""The other sides of a comparison: libtorch, oneDNN and ONNX Runtime in a JVM (PeerRuns.java), and a Python program."""

import json
import os
import sys
from pathlib import Path

from timed_runs import MODULE, Side, build, class_path, java, pinned

PEERS_MODULE = MODULE / "peers"
# A user of this machine may have chosen kernels for other programs. A peer is to choose by itself.
CHOOSE_KERNELS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "ATEN_CPU_CAPABILITY", "DNNL_MAX_CPU_ISA", "ONEDNN_MAX_CPU_ISA",
                  "MKL_DEBUG_CPU_TYPE", "MKL_ENABLE_INSTRUCTIONS")
# Level 2 makes OpenBLAS tell which kernels it chose.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_VERBOSE": "2"}
KEEP_MEMORY = {"MALLOC_TRIM_THRESHOLD_": str(10**11), "MALLOC_MMAP_MAX_": "0", "MALLOC_TOP_PAD_": str(1 << 28),
               "MALLOC_ARENA_MAX": "1"}
# Memory is freed when a scope ends, as in C++ and Python, so that JavaCPP has no need to watch for it.
SCOPES_ALONE = ["-Dorg.bytedeco.javacpp.nopointergc=true", "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"]

# By the name of the option --peers: what a table calls it.
PEERS = {
    "python": "PyTorch, Python",
    "written": "libtorch as written",
    "tuned": "libtorch tuned",
    "fused": "libtorch's rnn_tanh, gru",
    "onednn": "oneDNN, cell only",
    "onnxruntime": "ONNX Runtime, cell only",
}


def build_peers():
    """Builds the peers; the first time, Maven downloads hundreds of megabytes."""
    build("-Ppeers", module=PEERS_MODULE)


def environment(default_malloc):
    """What a peer sees of this process's environment, and what it is told besides."""
    seen = {name: value for name, value in os.environ.items() if name not in CHOOSE_KERNELS}
    return seen | ONE_THREAD | ({} if default_malloc else KEEP_MEMORY)


class Peer(Side):
    """A peer's process."""

    def __str__(self):
        cores = [line.split(":", 1)[1].strip() for line in self.error_lines() if line.startswith("Core:")]
        parts = [self.program["program"]]
        parts += [f"kernels {self.program['kernels']}"] if "kernels" in self.program else []
        parts += [f"OpenBLAS kernels {cores[0]}"] if cores else []
        return ", ".join(parts)

    def start_row(self, row, ours):
        """Starts the run of a row; `ours` has started it."""
        return self.start(row.label, **row.flags)


class JavaPeer(Peer):
    """A peer of the module peers; with a label of PassWeights it only scores the validation set."""

    def __init__(self, name, core, default_malloc, weights=None):
        arguments = [name, weights] if weights else [name]
        super().__init__([*pinned(core), java(), *SCOPES_ALONE, "-cp", class_path(PEERS_MODULE), "org.throughtime.peer.PeerRuns",
                          *arguments], environment(default_malloc))


class PythonPeer(Peer):
    """A Python module with a class Run, in a process of its own."""

    def __init__(self, path, core, default_malloc):
        program = Path(__file__).with_name("python_runs.py")
        super().__init__([*pinned(core), sys.executable, str(program), path], environment(default_malloc))

    def start_row(self, row, ours):
        return self.ask(f"start {json.dumps(ours.flags)}")["seconds"]
