#!/usr/bin/env python3
"""Measures what it costs to start a sweep, to run many runs, and to run them on two cores.

usage: measure_sweeps.py [--csv FILE] start-up [--times 9]
       measure_sweeps.py [--csv FILE] cores    [--times 3]
       measure_sweeps.py [--csv FILE] runs     [--conf tiny-runs] [--counts 100,1000,10000] [--cores 2]
       measure_sweeps.py [--csv FILE] storage  DIR...

Each prints a table; --csv also writes it as x, y, ymin, ymax, series, for plots. Nothing else may run on the machine
meanwhile. Results go to a temporary folder and are removed.

start-up  from the call of submit.sh to the end of the first iteration of conf/canonical.conf, with the archive of classes
          and without, split where the JVM first loads a class of the next part; and commands that train nothing. Medians.
cores     eight equal runs on local[1], on local[2], and as two programs of four on local[1] each at the same time, which
          is as much as the machine itself gives. Training phase: from the first task to the last row.
runs      a sweep of so many runs. Ideal: the sum of the runs' own seconds (column `seconds`), shared by the cores. Overhead:
          what the training phase takes longer, per run. Heap: what is in use after a full collection, with 80% of the runs
          done. Status: the command `status` on the results.
storage   bytes and files that a sweep's runs left in DIR, by kind.

Needs Python 3.9, jcmd beside Java, and a built program (any ./submit.sh run builds it).
"""

import argparse
import calendar
import csv
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parents[4]
CONF = Path(__file__).resolve().parents[1] / "conf"
SUBMIT = str(HOME / "submit.sh")

# The parts of a start, each with the class whose loading begins the next one.
PARTS = [
    ("submit.sh and Spark's launcher", "java.lang.Object"),
    ("JVM and spark-submit", "org.throughtime.sweep.cli.Main"),
    ("command line, configuration, plan", "org.apache.spark.api.java.JavaSparkContext"),
    ("SparkContext", "org.throughtime.sweep.progress.PlainDisplay"),
    ("results directory, first task", "org.throughtime.model.train.Trainer"),
    ("first iteration", "org.throughtime.sweep.artifact.FinalState"),
]


class Table:
    """Lines for a reader, and the same figures as points for plots."""

    def __init__(self):
        self.points = []

    def point(self, x, values, series):
        self.points.append((x, statistics.median(values), min(values), max(values), series))

    def write(self, file):
        with open(file, "w", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(("x", "y", "ymin", "ymax", "series"))
            rows.writerows((x, f"{y:.6g}", f"{low:.6g}", f"{high:.6g}", series) for x, y, low, high, series in self.points)


def spread(values, digits=2):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def call(arguments, **options):
    """Runs a command to its end; its output."""
    done = subprocess.run(arguments, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\n{' '.join(map(str, arguments))} ended with status {done.returncode}")
    return done.stdout


# ---- Start-up


def marks(log):
    """Seconds since the epoch at which each class was first loaded."""
    first = {}
    with open(log) as lines:
        for line in lines:
            stamp, _, rest = line.partition("] ")
            first.setdefault(rest.split(" ", 1)[0], stamp[1:])
    return first


def seconds_of(stamp):
    whole, fraction = re.match(r"(.*)\.(\d+)\+0000", stamp).groups()
    return calendar.timegm(time.strptime(whole, "%Y-%m-%dT%H:%M:%S")) + float(f"0.{fraction}")


def one_start(scratch):
    log = scratch / "classes.log"
    shutil.rmtree(scratch / "out", ignore_errors=True)
    begun = time.time()
    call([SUBMIT, "--driver-java-options", f'"-Xlog:class+load:file={log}:utctime"', "run", "conf/canonical.conf",
          "--set", "maxiters=1", "--out", str(scratch / "out")])
    first = marks(log)
    ends = [seconds_of(first[name]) - begun for _, name in PARTS]
    return [end - start for start, end in zip([0, *ends], ends)] + [ends[-1]]


def start_up(table, scratch, times):
    call([SUBMIT, "run", "--help"])  # builds, if that must be
    archives = list((HOME / "sweep-job" / "target").glob("spark-*/classes-*.jsa"))
    names = [name for name, _ in PARTS] + ["the first iteration is done after"]
    measured = {"with the archive": [], "without": []}
    for _ in range(times):
        measured["with the archive"].append(one_start(scratch))
        for archive in archives:
            archive.rename(archive.with_suffix(".aside"))
        try:
            measured["without"].append(one_start(scratch))
        finally:
            for archive in archives:
                archive.with_suffix(".aside").rename(archive)
    print(f"{'seconds, median (least-most)':36}" + "".join(f"{variant:>22}" for variant in measured))
    for i, name in enumerate(names):
        columns = [[start[i] for start in starts] for starts in measured.values()]
        print(f"{name:36}" + "".join(f"{spread(column):>22}" for column in columns))
        for variant, column in zip(measured, columns):
            table.point(variant, column, name)
    out = str(scratch / "out")
    for what, command in (("run CONF --dry-run", ["run", "conf/canonical.conf", "--dry-run", "--out", out]),
                          ("status DIR", ["status", out]), ("run --help", ["run", "--help"])):
        took = []
        for _ in range(times):
            begun = time.time()
            call([SUBMIT, *command])
            took.append(time.time() - begun)
        print(f"{what:36}{spread(took):>22}")
        table.point("with the archive", took, what)


# ---- Sweeps


class Sweep:
    """One sweep while it runs, and what it left."""

    def __init__(self, conf, out, cores, settings=(), options=(), only=""):
        self.out, self.cores = out, cores
        self.log = Path(f"{out}.log")
        self.gc = Path(f"{out}.gc")
        java = [f'"-Dlog4j2.configurationFile={CONF / "log4j2-milliseconds.properties"}"', f'"-Dthroughtime.log={self.log}"',
                f'"-Xlog:gc*:file={self.gc}:uptime"', *options]
        command = [SUBMIT, "--master", f"local[{cores}]", "--driver-java-options", " ".join(java), "run", str(conf), "--out",
                   str(out)]
        for setting in settings:
            command += ["--set", setting]
        if only:
            command += ["--only", only]
        self.begun = time.time()
        # submit.sh becomes Java: the process is the driver.
        self.output = Path(f"{out}.txt")
        with open(self.output, "w") as output:
            self.process = subprocess.Popen(command, cwd=HOME, stdout=output, stderr=subprocess.STDOUT)

    def rows(self):
        folder = self.out / "tables" / "runs"
        return [entry for entry in os.scandir(folder) if not entry.name.startswith((".", "@schema"))] if folder.is_dir() else []

    def collect(self):
        """Heap in use after two full collections, in MB: what the first one finds unreachable may hold on to more."""
        for _ in range(2):
            asked = subprocess.run(["jcmd", str(self.process.pid), "GC.run"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if asked.returncode != 0:
                sys.exit("the sweep ended before its heap could be looked at: take more runs")
        found = re.findall(r"Pause Full \(Diagnostic Command\) \d+M->(\d+)M", self.gc.read_text())
        return int(found[-1])

    def wait(self):
        self.process.wait()
        output = self.output.read_text()
        self.whole = time.time() - self.begun
        if self.process.returncode != 0:
            sys.exit(f"{output}\nthe sweep failed")
        with open(self.log) as lines:
            start = next(int(line.split(" ", 1)[0]) / 1000 for line in lines if "Starting task" in line)
        self.last = max(entry.stat().st_mtime for entry in self.rows())
        self.phase = self.last - start
        self.seconds = [float(line.split()[-1]) for line in output.splitlines()
                        if re.match(r"\S+ +(solved|finished|diverged) +\d", line)]
        return self


def cores(table, scratch, times):
    measured = {"local[1]": [], "local[2]": [], "two programs": []}
    conf = CONF / "equal-runs.conf"
    for i in range(times):
        for n in (1, 2):
            measured[f"local[{n}]"].append(Sweep(conf, scratch / f"cores{n}-{i}", n).wait().phase)
        pair = [Sweep(conf, scratch / f"half{j}-{i}", 1, only=only) for j, only in ((1, "R1,R2,R3,R4"), (2, "R5,R6,R7,R8"))]
        measured["two programs"].append(max(sweep.wait().phase for sweep in pair))
    print(f"{'eight equal runs':30}{'seconds':>24}{'/ local[1]':>24}")
    for name, values in measured.items():
        ratios = [value / one for one, value in zip(measured["local[1]"], values)]
        print(f"{name:30}{spread(values):>24}{spread(ratios, 3):>24}")
        table.point(1 if name == "local[1]" else 2, values, "two programs" if name == "two programs" else "one program")


def seeds(count):
    """Two lists of seeds that make so many runs."""
    first = 10 ** (int(math.log10(count)) // 2)
    return [f"grid.runs.seed={list(range(first))}", f"grid.runs.valid_seed={list(range(count // first))}"]


def runs(table, scratch, conf, counts, cores_used):
    print(f"{'runs':>6}{'phase s':>10}{'ideal s':>10}{'above ideal':>13}{'overhead a run':>16}{'second half':>13}{'heap':>9}"
          f"{'whole s':>10}{'status s':>10}")
    for count in counts:
        out = scratch / f"runs{count}"
        sweep = Sweep(CONF / f"{conf}.conf", out, cores_used, seeds(count))
        while len(sweep.rows()) < 0.8 * count and sweep.process.poll() is None:
            time.sleep(0.5)
        heap = sweep.collect()
        sweep.wait()
        ideal = sum(sweep.seconds) / cores_used
        overhead = 1000 * (sweep.phase - ideal) / count
        # Rows are committed in the order in which runs end, which is about that of the plan.
        ended = sorted(entry.stat().st_mtime for entry in sweep.rows())
        late = 1000 * ((ended[-1] - ended[count // 2 - 1]) - sum(sweep.seconds[count // 2:]) / cores_used) / (count - count // 2)
        begun = time.time()
        call([SUBMIT, "status", str(out)])
        status = time.time() - begun
        print(f"{count:6}{sweep.phase:10.1f}{ideal:10.1f}{sweep.phase / ideal - 1:12.1%} {overhead:13.1f} ms{late:10.1f} ms"
              f"{heap:6} MB{sweep.whole:10.1f}{status:10.1f}", flush=True)
        for value, series in ((sweep.phase, "first task to last row"), (ideal, "the runs' own seconds over the cores"),
                              (status, "the command status")):
            table.point(count, [value], series)
        shutil.rmtree(out)


# ---- Storage


def storage(table, folders):
    kinds = (("tables/runs", "*.parquet"), ("tables/checkpoints", "*.parquet"), ("tables/iterations", "*.parquet"),
             ("logs", "*.log"), ("npz", "*.npz"))
    for folder in map(Path, folders):
        names = sorted(file.name[:-4] for file in (folder / "logs").iterdir())
        print(f"{folder.name:34}" + "".join(f"{kind:>24}" for kind, _ in kinds) + f"{'all':>24}")
        for name in names:
            cells, files, size = [], 0, 0
            for kind, pattern in kinds:
                found = [file for file in (folder / kind).glob(pattern) if re.match(re.escape(name) + r"(\.|_final_state\.)", file.name)]
                bytes_ = sum(file.stat().st_size for file in found)
                cells.append(f"{bytes_:,} in {len(found)}")
                table.point(name, [bytes_], kind)
                files, size = files + len(found), size + bytes_
            print(f"{name:34}" + "".join(f"{cell:>24}" for cell in [*cells, f"{size:,} in {files}"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--csv", metavar="FILE")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("start-up").add_argument("--times", type=int, default=9)
    commands.add_parser("cores").add_argument("--times", type=int, default=3)
    many = commands.add_parser("runs")
    many.add_argument("--conf", default="tiny-runs", help="tiny-runs or second-runs")
    many.add_argument("--counts", default="100,1000,10000")
    many.add_argument("--cores", type=int, default=2)
    commands.add_parser("storage").add_argument("folders", nargs="+", metavar="DIR")
    given = parser.parse_args()
    table = Table()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if given.command == "start-up":
            start_up(table, scratch, given.times)
        elif given.command == "cores":
            cores(table, scratch, given.times)
        elif given.command == "runs":
            runs(table, scratch, given.conf, [int(n) for n in given.counts.split(",")], given.cores)
        else:
            storage(table, given.folders)
    if given.csv:
        table.write(given.csv)


if __name__ == "__main__":
    main()
