#!/usr/bin/env python3
"""Kills a sweep for real, runs the same command again, and holds what is there against an undisturbed sweep.

    python3 sweep-job/src/test/python/kills.py [--times N] [--iterations N] [--seed N] [--kinds KIND,..] [--keep]

A standalone cluster of the embedded Spark is started on loopback: a master and two workers of one core, executors in
processes of their own. The sweep is conf/quick.conf with more iterations. Undisturbed first; then N times each (10 by default)
`kill -9` at a random moment (at a share of all iterations between 3 and 90 %) of an executor, of a worker, of the driver, and of everything at once; what was killed of the
cluster is started again, and the same command is run (again). Every file must have the bytes of the undisturbed sweep's, but
the rows of `runs`, which tell seconds, attempts and epoch; and no other file may be there, but one in `epochs` for every driver. Prints what it measured and exits 1 where
anything differs. Needs nothing but Python 3 and what `./submit.sh` has built; ports are free ones.

What a kill costs is measured in two ways for every run that trained then: the seconds since it committed its newest state, or
since the driver began where it had none (everything that is repeated was done in that time), and the iterations between that
state and the last one that the driver had heard of (heartbeats come every second).
"""
import argparse
import glob
import hashlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..', '..', '..'))
SPARK = glob.glob(os.path.join(HOME, 'sweep-job/target/spark-*'))[0]
SCALA = re.search(r'spark-core_([\d.]+)-', glob.glob(SPARK + '/jars/spark-core_*.jar')[0]).group(1)
KINDS = ['executor', 'worker', 'driver', 'everything']
MOST_SECONDS = 60
PATIENCE = 600
MOMENTS = 5
RUNS = 9  # of conf/quick.conf


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


def children(pid):
    """Processes that this one has started, and is the parent of still."""
    found = []
    for stat in glob.glob('/proc/[0-9]*/stat'):
        try:
            with open(stat) as f:
                fields = f.read().rsplit(')', 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != 'Z':
            found.append(int(stat.split('/')[2]))
    return found


def kill(pid):
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


class Cluster:
    def __init__(self, scratch):
        self.scratch = scratch
        self.port = free_port()
        self.url = 'spark://127.0.0.1:%d' % self.port
        self.master = None
        self.workers = [None, None]

    def java(self, *words):
        java = os.path.join(os.environ['JAVA_HOME'], 'bin/java') if os.environ.get('JAVA_HOME') else 'java'
        env = dict(os.environ, SPARK_HOME=SPARK, SPARK_SCALA_VERSION=SCALA, SPARK_LOCAL_IP='127.0.0.1')
        log = open(os.path.join(self.scratch, 'cluster.log'), 'ab')
        return subprocess.Popen([java, '-Xmx256m', '-cp', SPARK + '/jars/*'] + list(words), env=env,
                                cwd=self.scratch, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def start(self):
        """Starts what of it is not running."""
        if self.master is None or self.master.poll() is not None:
            self.master = self.java('org.apache.spark.deploy.master.Master', '--host', '127.0.0.1',
                                    '--port', str(self.port), '--webui-port', '0')
            self.wait_for_master()
        for i, worker in enumerate(self.workers):
            if worker is None or worker.poll() is not None:
                self.workers[i] = self.java('org.apache.spark.deploy.worker.Worker', self.url, '--host', '127.0.0.1',
                                            '--cores', '1', '--memory', '1g', '--webui-port', '0',
                                            '--work-dir', os.path.join(self.scratch, 'work'))

    def wait_for_master(self):
        for _ in range(300):
            with socket.socket() as s:
                if s.connect_ex(('127.0.0.1', self.port)) == 0:
                    return
            time.sleep(.1)
        sys.exit('the master does not answer, see ' + self.scratch + '/cluster.log')

    def executors(self):
        return [pid for worker in self.workers for pid in children(worker.pid)]

    def stop(self):
        for process in [self.master] + self.workers:
            if process is not None:
                for pid in children(process.pid):
                    kill(pid)
                kill(process.pid)
                process.wait()


class Sweep:
    drivers = []

    def __init__(self, cluster, out, iterations):
        self.cluster = cluster
        self.out = out
        self.iterations = iterations
        self.said = out + '.log'
        self.driver = None

    def begin(self):
        with open(self.said, 'ab') as log:
            self.driver = subprocess.Popen(
                [os.path.join(HOME, 'submit.sh'), '--master', self.cluster.url, '--executor-memory', '768m',
                 # bars instead of lines: they tell every run's iterations twice a second
                 '--driver-java-options', '-Dthroughtime.terminal=true -Dthroughtime.columns=200',
                 'run', os.path.join(HOME, 'conf/quick.conf'), '--set', 'maxiters=%d' % self.iterations,
                 '--out', self.out],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.drivers.append(self.driver)

    def end(self):
        try:
            return self.driver.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            kill(self.driver.pid)
            self.driver.wait()
            return 'nothing for %d s' % PATIENCE

    def run(self):
        self.begin()
        return self.end()

    def heard(self):
        """By run the iterations that the driver last told of."""
        with open(self.said, errors='replace') as f:
            said = f.read()
        return {name: int((bar or end).replace(',', '')) for name, bar, end in re.findall(
            r'(?:^|\x1b\[0J)(\w+) +(?:\[[#-]+\] +([\d,]+)/[\d,]+|finished after ([\d,]+) iterations)', said, re.M)}

    def states(self):
        """By run without a row the iterations behind its newest state, and when that was committed."""
        newest = {}
        for path in glob.glob(self.out + '/state/*.state'):
            name, n = re.fullmatch(r'(.+)\.(\d+)\.state', os.path.basename(path)).groups()
            try:
                found = (int(n), os.path.getmtime(path))
            except FileNotFoundError:
                continue
            newest[name] = max(newest.get(name, found), found)
        return {name: state for name, state in newest.items() if not self.ended(name)}

    def ended(self, name):
        return os.path.exists('%s/tables/runs/%s.parquet' % (self.out, name))

    def epochs(self):
        return sorted(os.path.basename(path) for path in glob.glob(self.out + '/epochs/*'))

    def files(self):
        """But for the claim that was given back: its number tells how long the sweep took."""
        sums = {}
        for folder, _, names in os.walk(self.out):
            for name in names:
                if name.startswith('.owner'):
                    continue
                path = os.path.join(folder, name)
                relative = os.path.relpath(path, self.out)
                if relative.startswith('epochs/'):
                    continue
                row = relative.startswith('tables/runs/') and '@' not in relative
                with open(path, 'rb') as f:
                    sums[relative] = 'row' if row else hashlib.sha256(f.read()).hexdigest()
        return sums


class Figures:
    def __init__(self):
        self.seconds = []
        self.iterations = []

    def line(self):
        if not self.seconds:
            return 'nothing trained'
        return ('repeated at most %.1f s (mean %.1f s) and %d iterations (mean %.0f) of a run'
                % (max(self.seconds), sum(self.seconds) / len(self.seconds),
                   max(self.iterations), sum(self.iterations) / len(self.iterations)))


def strike(kind, cluster, sweep, began, figures):
    """Kills, and measures what that costs."""
    victims = {
        'executor': lambda: random.sample(cluster.executors(), 1),
        'worker': lambda: [random.choice(cluster.workers).pid],
        'driver': lambda: [sweep.driver.pid],
        'everything': lambda: cluster.executors() + [w.pid for w in cluster.workers]
                              + [cluster.master.pid, sweep.driver.pid],
    }[kind]()
    now = time.time()
    for pid in victims:
        kill(pid)
    # On a busy machine a process takes its time to die, and would pass for one that runs.
    for process in [cluster.master, *cluster.workers, sweep.driver]:
        if process.pid in victims:
            process.wait()
    states, heard = sweep.states(), sweep.heard()
    for name, n in heard.items():
        if not sweep.ended(name):
            from_, when = states.get(name, (0, began))
            figures.seconds.append(now - when)
            figures.iterations.append(max(0, n - from_))  # it may have committed since it was heard of


def wait_for(share, sweep):
    """Until the driver has heard of that share of all iterations, and a little longer."""
    while sweep.driver.poll() is None and sum(sweep.heard().values()) < share * RUNS * sweep.iterations:
        time.sleep(.1)
    time.sleep(random.uniform(0, .7))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--times', type=int, default=10, help='kills of each kind (10)')
    parser.add_argument('--iterations', type=int, default=1001, help='of every run (1001)')
    parser.add_argument('--seed', type=int, default=int(time.time()), help='of the random moments')
    parser.add_argument('--kinds', default=','.join(KINDS), help='which (%s)' % ','.join(KINDS))
    parser.add_argument('--keep', action='store_true', help='keep what the sweeps left')
    options = parser.parse_args()
    random.seed(options.seed)
    # The cluster must not outlive this process.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    scratch = tempfile.mkdtemp(prefix='kills-')
    cluster = Cluster(scratch)
    failures = []
    kinds = options.kinds.split(',')
    totals = {kind: Figures() for kind in kinds}
    try:
        cluster.start()
        undisturbed = Sweep(cluster, os.path.join(scratch, 'undisturbed'), options.iterations)
        start = time.time()
        if undisturbed.run() != 0:
            sys.exit('the undisturbed sweep did not end well, see ' + undisturbed.said)
        expected = undisturbed.files()
        print('seed %d, undisturbed: %d files in %.0f s' % (options.seed, len(expected), time.time() - start), flush=True)
        for kind in kinds:
            for time_ in range(options.times):
                for moment_ in range(MOMENTS):
                    sweep = Sweep(cluster, os.path.join(scratch, '%s-%d-%d' % (kind, time_ + 1, moment_ + 1)),
                                  options.iterations)
                    began = time.time()
                    sweep.begin()
                    wait_for(random.uniform(.03, .9), sweep)
                    moment = time.time() - began
                    # The last runs may take less time than the driver to hear of them: then it is another moment.
                    if sweep.driver.poll() is None and cluster.executors():
                        break
                    sweep.end()
                else:
                    failures.append('%s %d: the sweep ended before it was killed' % (kind, time_ + 1))
                    continue
                figures = Figures()
                strike(kind, cluster, sweep, began, figures)
                totals[kind].seconds += figures.seconds
                totals[kind].iterations += figures.iterations
                time.sleep(.2)
                cluster.start()
                first = sweep.end()
                again = sweep.run()
                wrong = []
                if kind in ('executor', 'worker') and first != 0:
                    wrong.append('the driver ended with %s' % first)
                if again != 0:
                    wrong.append('the command ended with %s when it was run again' % again)
                there = sweep.files()
                wrong += ['%s is missing' % f for f in expected if f not in there]
                wrong += ['%s is left over' % f for f in there if f not in expected]
                wrong += ['%s differs' % f for f in expected if there.get(f, expected[f]) != expected[f]]
                # One for every time that the command was given.
                if sweep.epochs() != ['00000001.conf', '00000002.conf']:
                    wrong.append('the epochs are %s' % sweep.epochs())
                if figures.seconds and max(figures.seconds) > MOST_SECONDS:
                    wrong.append('%.1f s were repeated' % max(figures.seconds))
                print('%-10s %2d at %5.1f s: %s; %s'
                      % (kind, time_ + 1, moment, figures.line(), 'the same bytes' if not wrong else '; '.join(wrong[:5])),
                      flush=True)
                failures += ['%s %d: %s' % (kind, time_ + 1, w) for w in wrong]
                if not wrong and not options.keep:
                    shutil.rmtree(sweep.out)
        for kind in kinds:
            print('%-10s %2d kills: %s' % (kind, options.times, totals[kind].line()))
    finally:
        for driver in Sweep.drivers:
            if driver.poll() is None:
                kill(driver.pid)
        cluster.stop()
        if failures or options.keep:
            print('kept: ' + scratch)
        else:
            shutil.rmtree(scratch)
    for failure in failures:
        print('WRONG: ' + failure)
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()
