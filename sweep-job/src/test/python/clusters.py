#!/usr/bin/env python3
"""Runs sweeps on real servers of HDFS, S3 and YARN, and with other versions of Spark; disturbs the servers while a sweep trains.

    python3 sweep-job/src/test/python/clusters.py hdfs|s3|yarn|sparks|standalone ... [--short] [--only PART] [--iterations N] [--keep]

The servers run on loopback, from Maven's jars (the module sweep-job/servers). Each part compares the digest of its sweep with that
of `local[1]` on a local disk, and requires that no run is lost. Exits with 1 if anything differs.

- hdfs: MiniDFSCluster with two data nodes. Every command; kill -9 of the driver; compact; the name node restarts; safe mode; one
  data node gone; all data nodes gone for a minute.
- s3: a server that honours If-None-Match and If-Match, behind a proxy that loses answers, delivers requests late and out of order,
  and counts. Every command, kill -9 of the driver, compact, drivers that start at the same instant, a live driver that is never
  replaced.
- yarn: MiniYARNCluster. Client and cluster mode; a sweep in which a run fails; compact in client mode.
- sparks: SPARK_HOME of several versions, and one that is too old.
- standalone: a master and workers of one core. Dynamic allocation; executors that run out of memory; half of the executors gone
  for good; 2,000 runs of two iterations, which start at once and end when the display says so.

--short leaves out what .ci/run has no time for. --only selects parts of one test by name, several times. --iterations sets the
length of a run. --seed sets the faults of s3. --live sets the seconds for which two drivers of s3 compete with a live one.
"""
import argparse
import collections
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import freezes

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..', '..', '..'))
SUBMIT = os.path.join(HOME, 'submit.sh')
SERVERS = os.path.join(HOME, 'sweep-job', 'servers')
LOOPBACK = os.path.join(HOME, 'sweep-job', 'src', 'test', 'bash', 'loopback-cluster.sh')
QUICK = os.path.join(HOME, 'conf', 'quick.conf')
JAVA = os.path.join(os.environ['JAVA_HOME'], 'bin', 'java') if os.environ.get('JAVA_HOME') else 'java'
RUNS = ['A1_mem_rnn_tanh_noclip', 'A2_mem_rnn_tanh_clip005', 'B1_mul_rnn_tanh_noclip']
TINY = 'defaults { task = mem, maxiters = %d, checkFreq = 2, nhid = 2, bs = 2, cbs = 2, ebs = 2, bound = 1e-21 }\ngrid.g.seed = [%s]\n'
CERTIFY = ['--run', RUNS[2], '--sequences', '500', '--lengths', '20,50']
PATIENCE = 600


def fail(what):
    raise RuntimeError(what)


def wait_for(what, seen, alive=lambda: True, seconds=PATIENCE):
    """Until it is seen; an error if the process that should bring it about has ended, or after a while."""
    begin = time.time()
    while not seen():
        if not alive() or time.time() - begin > seconds:
            fail('no ' + what)
        time.sleep(.1)


def build():
    """The program, and, if one of their sources is newer, the servers with their jars."""
    subprocess.run([SUBMIT, 'run', QUICK, '--dry-run'], check=True, stdout=subprocess.DEVNULL)
    built = os.path.join(SERVERS, 'target', 'built')
    sources = [os.path.join(HOME, 'pom.xml'), os.path.join(SERVERS, 'pom.xml')]
    sources += glob.glob(os.path.join(SERVERS, 'src', '**', '*.java'), recursive=True)
    if os.path.exists(built) and os.path.getmtime(built) > max(map(os.path.getmtime, sources)):
        return
    subprocess.run(['mvn', '-B', '-q', '-Pservers', '-pl', 'sweep-job/servers', '-am', 'process-classes'], cwd=HOME, check=True,
                   stdin=subprocess.DEVNULL)
    with open(built, 'w'):
        pass


def class_path():
    with open(os.path.join(SERVERS, 'target', 'class-path.txt')) as f:
        return os.path.join(SERVERS, 'target', 'classes') + ':' + f.read().strip()


class Server:
    """A process of sweep-job/servers. It says where it is, then obeys commands; it ends with this process."""
    all = []

    def __init__(self, name, scratch, *arguments):
        self.name = name
        self.log = os.path.join(scratch, name + '.log')
        with open(self.log, 'wb') as log:
            self.process = subprocess.Popen(
                [JAVA, '-Xmx768m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '--add-opens', 'java.base/java.lang=ALL-UNNAMED',
                 '-cp', class_path(), 'org.throughtime.servers.' + name, *arguments],
                cwd=scratch, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1)
        Server.all.append(self)
        self.address = self.answer()[-1].split(' ', 1)[1]

    def answer(self):
        lines = []
        for line in self.process.stdout:
            lines.append(line.strip())
            if re.match('(ready|done|failed)', lines[-1]):
                break
        if not lines or not re.match('(ready|done)', lines[-1]):
            fail('%s: %s; see %s' % (self.name, lines[-1:] or 'ended', self.log))
        return lines

    def __call__(self, command):
        self.process.stdin.write(command + '\n')
        self.process.stdin.flush()
        return self.answer()[:-1]

    def stop(self):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Place:
    """Where results go: options of spark-submit, and a URI."""

    def __init__(self, uri, options=(), environment=None):
        self.uri = uri
        self.options = list(options)
        self.environment = environment or {}


class Call:
    """A call of submit.sh."""
    all = []

    def __init__(self, scratch, place, *words, master='local[2]', options=()):
        self.log = os.path.join(scratch, 'call-%d.log' % len(Call.all))
        environment = dict(os.environ, **place.environment)
        if 'SPARK_HOME' not in place.environment:
            environment.pop('SPARK_HOME', None)
        with open(self.log, 'wb') as log:
            self.process = subprocess.Popen(
                [SUBMIT, '--master', master, '--driver-memory', '1g', *place.options, *options, *words],
                env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        Call.all.append(self)

    def said(self):
        with open(self.log, errors='replace') as f:
            return f.read()

    def lives(self):
        return self.process.poll() is None

    def sees(self, text, seconds=PATIENCE):
        wait_for(repr(text) + ' in ' + self.log, lambda: text in self.said(), self.lives, seconds)

    def iterations(self):
        """By run, the iterations that the driver last reported."""
        return {name: int((bar or end).replace(',', '')) for name, bar, end in re.findall(
            r'(?:^|\x1b\[0J)(\w+) +(?:\[[#-]+\] +([\d,]+)/[\d,]+|finished after ([\d,]+) iterations)', self.said(), re.M)}

    def trains(self, share, iterations):
        """Until that share of all iterations is done."""
        wait_for('training in ' + self.log, lambda: sum(self.iterations().values()) >= share * len(RUNS) * iterations, self.lives)

    def end(self):
        try:
            return self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            return 'nothing for %d s' % PATIENCE

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Readings:
    """A process that reads a sweep again and again, and says what it finds."""

    def __init__(self, test, place):
        self.log = os.path.join(test.scratch, 'readings-%d.log' % len(Server.all))
        with open(self.log, 'wb') as log:
            self.process = subprocess.Popen(
                test.java('org.throughtime.servers.Readings', place.uri), stdin=subprocess.PIPE, stdout=log, stderr=log)
        Server.all.append(self)
        wait_for('reading in ' + self.log, lambda: self.found() and self.files(), self.lives)

    def said(self, word):
        with open(self.log, errors='replace') as f:
            return re.findall('^%s (.*)\n' % word, f.read(), re.M)

    def found(self):
        return self.said('read')

    def files(self):
        """How many joined files there were, and how many files: each time that either changed."""
        return [tuple(map(int, line.split())) for line in self.said('files')]

    def failed(self):
        return self.said('failed:')

    def lives(self):
        return self.process.poll() is None

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


class Test:
    """One kind of servers."""
    # Of Hadoop, for programs of sweep-job/servers that read a results directory; and jars of its file system.
    settings = {}
    jars = []

    def __init__(self, options, scratch):
        self.options = options
        self.iterations = options.iterations
        self.scratch = scratch
        self.wrong = []
        self.expected = []
        self.local = Place(os.path.join(scratch, 'local'))

    def check(self, holds, what):
        print(('  ok: ' if holds else '  WRONG: ') + what, flush=True)
        if not holds:
            self.wrong.append(what)

    def part(self, name, action, short=True):
        """A part is named as its function. A part that fails does not keep the others from their work."""
        if self.options.only and name not in self.options.only or self.options.short and not short:
            return
        print(name, flush=True)
        try:
            action(name)
        except RuntimeError as e:
            self.check(False, str(e))

    def run(self, place, iterations=None, **options):
        # Bars instead of lines tell the iterations of every run twice a second.
        return Call(self.scratch, place, 'run', QUICK, '--only', ','.join(RUNS), '--set', 'maxiters=%d' % (iterations or self.iterations),
                    '--out', place.uri,
                    **dict(options, options=[*options.get('options', ()), '--driver-java-options',
                                             '-Dthroughtime.terminal=true -Dthroughtime.columns=200']))

    def output(self, place, *words, status=0):
        call = Call(self.scratch, place, *words)
        ended = call.end()
        if ended != status:
            self.check(False, '%s ended with %s instead of %s; see %s' % (words[0], ended, status, call.log))
        return call.said()

    def digest(self, place, verify=True):
        """A line for each run, with its status and rows, and one for the sweep; its files are compared with their checksums."""
        lines = self.output(place, 'digest', place.uri, *(['--verify'] if verify else [])).splitlines()
        return [line for line in lines if re.match(r'([0-9a-f]{64}|-) ', line)]

    def expect(self):
        """What an undisturbed sweep is like."""
        self.check(self.run(self.local, master='local[1]').end() == 0, 'local[1] on a local disk trained %d runs' % len(RUNS))
        self.expected = self.digest(self.local)
        finished = [line for line in self.expected if re.match('[0-9a-f]{64}', line) and ' finished ' in line]
        self.check(len(finished) == len(RUNS) == len(self.expected) - 1, 'each of them has finished')

    def same(self, place):
        digest = self.digest(place)
        self.check(digest == self.expected, 'the digest equals that of local[1], of %d runs' % len(RUNS)
                   if digest == self.expected else 'the digest is ' + ' / '.join(digest))

    def refused(self, call, why):
        self.check(call.end() == 2, 'exit status 2')
        said = call.said().strip().splitlines()
        self.check(len(said) == 1 and why in said[0], 'one line: ' + ' / '.join(said[-3:]))

    def commands(self, place):
        """All that one does with a sweep."""
        call = self.run(place)
        self.check(call.end() == 0, 'run')
        self.same(place)
        again = self.run(place)
        self.check(again.end() == 0 and not again.iterations(), 'the same command again trains nothing')
        status = self.output(place, 'status', place.uri)
        self.check(all(re.search(run + r' +finished', status) for run in RUNS), 'status')
        rows = self.output(place, 'sql', place.uri, 'SELECT run, status FROM runs ORDER BY run', '--format', 'json')
        rows = [json.loads(line) for line in rows.splitlines() if line.startswith('{')]
        self.check(rows == [{'run': run, 'status': 'finished'} for run in RUNS], 'sql')
        report = self.output(place, 'report', place.uri)
        self.check('report.pdf' in report, 'report')
        for where in (place, self.local):
            self.output(where, 'certify', *CERTIFY, where.uri)
        errors = [self.output(where, 'sql', where.uri, 'SELECT * FROM generalization ORDER BY length', '--format', 'json')
                  for where in (place, self.local)]
        self.check(errors[0] == errors[1] and errors[0].count('{') >= 2, 'certify measures the same as on a local disk')
        self.same(place)

    def java(self, program, *words):
        """A program of sweep-job/servers with the class path of a driver; it gets the settings behind the words."""
        spark = glob.glob(os.path.join(HOME, 'sweep-job', 'target', 'spark-*'))[0]
        jars = [os.path.join(SERVERS, 'target', 'classes'), os.path.join(HOME, 'sweep-job', 'target', 'throughtime.jar'),
                spark + '/jars/*', *self.jars]
        settings = ['%s=%s' % setting for setting in self.settings.items()]
        return [JAVA, '-Xmx512m', '--add-modules', 'jdk.incubator.vector', '-cp', ':'.join(jars), program, *words, *settings]

    def tiny_sweep(self, runs, maxiters):
        """The file of a sweep of runs that take milliseconds."""
        conf = os.path.join(self.scratch, 'tiny-%d.conf' % runs)
        with open(conf, 'w') as f:
            f.write(TINY % (maxiters, ','.join(map(str, range(1, runs + 1)))))
        return conf

    def starts(self, place, most):
        """Plans 10,000 runs, and starts the first of them, within that many seconds of the call."""
        conf = self.tiny_sweep(10000, 2)
        begin = time.time()
        call = Call(self.scratch, place, 'run', conf, '--out', place.uri)
        call.sees('results: ')
        planned = time.time() - begin
        call.sees(' started, ')
        started = time.time() - begin
        call.kill()
        self.check(started < most, '10,000 runs are planned %.1f s after the call, and the first starts after %.1f s' % (planned, started))

    def told(self, place):
        """What the commands print, which joining is not to change."""
        status = re.findall(r'^\S+ +finished .*', self.output(place, 'status', place.uri), re.M)
        statement = ('SELECT count(*) AS n, count(DISTINCT run) AS runs, sum(iter) AS iters, sum(CAST(train_nll AS DECIMAL(30, 12))) AS nll'
                     ' FROM %s')
        sums = [re.findall(r'^{.*', self.output(place, 'sql', place.uri, statement % table, '--format', 'json'), re.M)
                for table in ('iterations', 'checkpoints')]
        return self.digest(place), status, sums

    def joins(self, place, master='local[2]', read=None, runs=100):
        """
        Joins the files of a sweep while somebody reads; the first driver is killed when there are joined files, and the second
        one finishes the work.

        :param read: the same place for commands that need no cluster
        """
        read = read or place
        conf = self.tiny_sweep(runs, 3)
        self.check(Call(self.scratch, place, 'run', conf, '--out', place.uri, master=master).end() == 0, 'run of %d runs' % runs)
        before = self.told(read)
        self.check(len(before[0]) == runs + 1 and len(before[1]) == runs and all('"runs":%d' % runs in sums[0] for sums in before[2]),
                   'digest, status and sql tell of %d runs' % runs)
        readings = Readings(self, read)
        try:
            self.joins_while(readings, before, place, read, master)
        finally:
            readings.stop()
        again = self.output(place, 'compact', place.uri) if place is read else 'nothing to join'
        self.check('nothing to join' in again, 'then there is nothing to join')

    def joins_while(self, readings, before, place, read, master):
        # Of seven files of such a run, two stay as they are.
        files = readings.files()[-1][1]
        call = Call(self.scratch, place, 'compact', place.uri, master=master)
        wait_for('joined file in ' + readings.log, lambda: readings.files()[-1][0] > 0, call.lives)
        call.kill()
        left = readings.files()[-1]
        self.check(left[1] > .35 * files, 'kill -9 when there were %d joined files; of %d files %d were there' % (left[0], files, left[1]))
        # Not --verify, which names files that are left over.
        self.check(self.digest(read, verify=False) == before[0], 'the same digest after that')
        call = Call(self.scratch, place, 'compact', place.uri, master=master)
        self.check(call.end() == 0, 'compact again: ' + ''.join(call.said().splitlines()[-1:]))
        wait_for('few files in ' + readings.log, lambda: readings.files()[-1][1] < .35 * files, readings.lives)
        after = self.told(read)
        for what, old, new in zip(('digest --verify', 'status', 'sql'), before, after):
            self.check(old == new, '%s prints the same as before' % what)
        found = readings.found()
        self.check(len(set(found)) == 1 and not readings.failed(),
                   'a reader found the same %d times meanwhile, while %d files became %d'
                   % (len(found), files, readings.files()[-1][1]) if not readings.failed() else 'a reader: ' + readings.failed()[0])

    def killed(self, place):
        call = self.run(place)
        call.trains(.4, self.iterations)
        call.kill()
        self.check(self.run(place).end() == 0, 'the same command after kill -9 of the driver')
        self.same(place)


class Hdfs(Test):
    def __init__(self, options, scratch):
        super().__init__(options, scratch)
        self.server = Server('HdfsServer', scratch, os.path.join(scratch, 'hdfs'))

    def place(self, name):
        return Place(self.server.address + '/sweeps/' + name)

    def all(self):
        self.part('commands', lambda name: self.commands(self.place(name)), short=False)
        self.part('killed', lambda name: self.killed(self.place(name)))
        self.part('compact', lambda name: self.joins(self.place(name)), short=False)
        self.part('safe-mode', lambda name: self.away(name, ['enter-safe-mode'], ['leave-safe-mode']))
        self.part('name-node', lambda name: self.away(name, ['stop-name-node'], ['start-name-node']), short=False)
        self.part('data-node', self.one_data_node, short=False)
        self.part('data-nodes', lambda name: self.away(name, ['stop-data-nodes'], ['start-data-nodes'], 60), short=False)

    def away(self, name, before, after, seconds=0):
        """The storage goes away in the middle of a sweep, until the sweep waits and for some seconds more."""
        place = self.place(name)
        call = self.run(place)
        call.trains(.3, self.iterations)
        for command in before:
            self.server(command)
        try:
            call.sees('waiting for storage')
            time.sleep(seconds)
            self.check(call.lives(), 'the sweep waits for storage%s' % (' %d s' % seconds if seconds else ''))
        finally:
            for command in after:
                self.server(command)
        self.check(call.end() == 0, 'the sweep ends well')
        self.same(place)

    def one_data_node(self, name):
        place = self.place(name)
        call = self.run(place)
        call.trains(.3, self.iterations)
        self.server('stop-data-node')
        self.check(call.end() == 0, 'the sweep ends well with one data node')
        self.server('start-data-nodes')
        self.same(place)


class S3(Test):
    # Shares of all requests: the answer is lost; the connection breaks, but the request arrives. Then the longest delay, in ms.
    FAULTS = '.03 .01 60'

    def __init__(self, options, scratch):
        super().__init__(options, scratch)
        self.server = Server('S3Service', scratch)
        self.settings = {
            'fs.s3a.endpoint': self.server.address, 'fs.s3a.endpoint.region': 'us-east-1', 'fs.s3a.path.style.access': 'true',
            'fs.s3a.connection.ssl.enabled': 'false', 'fs.s3a.access.key': 'test', 'fs.s3a.secret.key': 'test'}
        self.jars = sorted(glob.glob(os.path.join(SERVERS, 'target', 's3a', '*.jar')))

    def place(self, name):
        options = ['--jars', ','.join(self.jars)]
        for setting in self.settings.items():
            options += ['--conf', 'spark.hadoop.%s=%s' % setting]
        return Place('s3a://bucket/' + name, options)

    def all(self):
        self.part('requests', self.requests)
        self.part('snapshots', self.snapshots)
        self.part('race', self.race)
        self.part('commands', lambda name: self.disturbed(name, self.commands), short=False)
        self.part('killed', lambda name: self.disturbed(name, self.killed))
        self.part('compact', lambda name: self.disturbed(name, self.joins), short=False)
        self.part('starts', lambda name: self.starts(self.place(name), 60), short=False)
        self.part('live', self.live, short=False)
        self.part('unconditional', self.unconditional, short=False)

    def disturbed(self, name, action):
        self.server('faults %d %s' % (self.options.seed, self.FAULTS))
        print('  seed %d, faults %s' % (self.options.seed, self.FAULTS))
        try:
            action(self.place(name))
        finally:
            self.server('no-faults')

    def counts(self):
        """Requests since the last time, by kind, operation of S3A and folder."""
        counts = collections.Counter()
        for line in self.server('counts'):
            _, kind, operation, folder, count = line.split(' ')
            counts[kind, operation, folder] = int(count)
        self.server('count-anew')
        return counts

    def requests(self, name):
        place = self.place(name)
        self.counts()
        self.check(self.run(place).end() == 0, 'run')
        total, _, counts = self.counted(len(RUNS))
        self.check(total <= 40 * len(RUNS), 'at most 40 requests a run, start and end of the sweep included')
        self.check(not any(kind == 'DELETE-MANY' for kind, _, _ in counts), 'nothing is renamed')
        self.check('joined ' in self.output(place, 'compact', place.uri), 'compact')
        self.same(place)

    def snapshots(self, name):
        """A run of which every iteration is worth a snapshot, since the backend that is for reference is taken for slow."""
        place = self.place(name)
        self.counts()
        flags = 'backend=reference nhid=200 bs=200 cbs=20 ebs=20 checkFreq=5 maxiters=11'
        run = ['run', QUICK, '--only', RUNS[2], *(word for flag in flags.split() for word in ('--set', flag))]
        self.check(Call(self.scratch, place, *run, '--out', place.uri).end() == 0, 'run')
        _, _, counts = self.counted(1)
        logs = sum(n for (kind, _, folder), n in counts.items() if kind == 'PUT-if-match' and folder == 'logs')
        self.check(logs == 10, '%d logs, each with a snapshot, took the place of the one before' % logs)

    def counted(self, runs):
        """Requests and commits, without the heartbeat, since the last time."""
        counts = self.counts()
        # A claim is created, numbered and given back. Each time that it is rewritten in between takes three requests, every ten
        # seconds, however long they are on this machine: it is read, written and read again by whoever commits next.
        beats = counts['PUT-if-match', 'op_createfile', '.owner'] - 2
        total = sum(counts.values()) - 3 * beats
        # Every file but the one that tells whether any can be written, which is the only one that is made in the directory itself.
        commits = sum(n for (kind, _, folder), n in counts.items() if kind.startswith('PUT') and (kind, folder) != ('PUT-if-absent', '.'))
        commits -= beats
        print('  %d requests for %d runs, and %d times the heartbeat: %.1f a run, %.2f for each of %d commits'
              % (total, runs, beats, total / runs, total / commits, commits))
        for names, n in sorted(counts.items(), key=lambda item: -item[1]):
            print('    %4d %s' % (n, ' '.join(names)))
        self.check(total <= 3 * commits, 'at most 3 requests a commit')
        return total, commits, counts

    def unconditional(self, name):
        """As with Hadoop before 3.4.2, which has no conditional writes."""
        place = self.place(name)
        place.options += ['--conf', 'spark.hadoop.fs.s3a.create.conditional.enabled=false']
        self.counts()
        self.refused(self.run(place), 'cannot keep a second driver away here')
        self.check(not any(kind.startswith('PUT') for kind, _, _ in self.counts()), 'nothing is written')

    def race(self, name):
        for faults in (False, True):
            if faults:
                self.server('faults %d %s' % (self.options.seed, self.FAULTS))
            ended = subprocess.run(
                self.java('org.throughtime.servers.OwnerRace', 's3a://bucket/%s-%d' % (name, faults), '50'),
                cwd=self.scratch, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            self.server('no-faults')
            said = re.findall(r'^(?:race \d+: \d+ owners|\d+ of \d+ races had .*)$', ended.stdout, re.M)
            self.check(ended.returncode == 0 and said[-1:] == ['50 of 50 races had exactly one owner'],
                       'two drivers at the same instant%s: %s' % (', with faults' if faults else '', said or ended.stdout[-1000:]))

    def live(self, name):
        """A driver of another machine, as far as it can tell, wants the directory; by the server's clock each claim is old."""
        apart = freezes.namespace()
        if apart is None:
            print('  skipped: no PID namespaces here')
            return
        place = self.place(name)
        self.server('clock -3600')
        self.server('faults %d %s' % (self.options.seed, self.FAULTS))
        try:
            call = self.run(place, 1000 * self.iterations, master='local[1]')
            call.trains(.0001, self.iterations)
            ended = subprocess.run(
                apart + self.java('org.throughtime.servers.ClaimAttempts', place.uri, str(self.options.live)),
                cwd=self.scratch, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            said = ([line for line in ended.stdout.splitlines() if 'refus' in line] or [ended.stdout[-1000:]])[-1]
            self.check(ended.returncode == 0 and 'watching the claim 0 times' not in said,
                       'the driver of another machine, %d s: %s' % (self.options.live, said))
            self.check(call.lives() and 'taken over' not in call.said(), 'the live driver keeps its claim')
            call.process.send_signal(signal.SIGTERM)
            self.check(call.end() == 130, 'SIGTERM ends the live driver')
        finally:
            self.server('no-faults')
            self.server('clock 0')


def versions(name):
    """A property of the root pom."""
    with open(os.path.join(HOME, 'pom.xml')) as f:
        pom = f.read()
    value = re.search('<%s>(.*)</%s>' % (name, name), pom).group(1)
    return re.sub(r'\$\{(.*?)\}', lambda of: versions(of.group(1)), value)


# What a distribution's bin/spark-submit does, in short.
SPARK_SUBMIT = """#!/usr/bin/env bash
set -euo pipefail
export SPARK_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) SPARK_SCALA_VERSION=@scala@
words=()
while IFS= read -r -d '' word; do words+=("$word"); done < <(
  "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \\
    org.apache.spark.deploy.SparkSubmit "$@")
words=("${words[@]:1}") # behind an empty word
exec "${words[0]#$'\\n'}" "${words[@]:1}"
"""


def spark_home(scratch, version, *options):
    """A folder that is like a distribution of Spark, from Maven's jars."""
    home = os.path.join(scratch, 'spark-' + version)
    scala = versions('scala.binary.version')
    os.makedirs(os.path.join(home, 'bin'))
    os.makedirs(os.path.join(home, 'conf'))
    subprocess.run(
        ['mvn', '-B', '-q', '-f', os.path.join(SERVERS, 'spark'), '-Dspark.version=' + version, '-Dscala.binary.version=' + scala,
         *options, 'dependency:copy-dependencies', '-DincludeScope=runtime', '-DoutputDirectory=' + os.path.join(home, 'jars')],
        cwd=HOME, check=True, stdin=subprocess.DEVNULL)
    submit = os.path.join(home, 'bin', 'spark-submit')
    with open(submit, 'w') as f:
        f.write(SPARK_SUBMIT.replace('@scala@', scala))
    os.chmod(submit, 0o755)
    return home


class Sparks(Test):
    def all(self):
        for version in versions('spark.tested.versions').split(','):
            self.part('spark-' + version, lambda name, version=version: self.supported(name, version))
        self.part('spark-' + versions('spark.refused.version'), lambda name: self.too_old(name, versions('spark.refused.version')))

    def place(self, name, version):
        home = os.path.join(self.scratch, 'spark-' + version)
        if not os.path.exists(home):
            spark_home(self.scratch, version)
        return Place(os.path.join(self.scratch, 'results', name), environment={'SPARK_HOME': home})

    def supported(self, name, version):
        place = self.place(name, version)
        self.check(self.run(place).end() == 0, 'run')
        self.same(place)

    def too_old(self, name, version):
        """submit.sh looks at the name of one jar, so that the jar need not be fetched."""
        home = os.path.join(self.scratch, 'spark-' + version)
        for file in ('bin/spark-submit', 'jars/spark-core_%s-%s.jar' % (versions('scala.binary.version'), version)):
            os.makedirs(os.path.dirname(os.path.join(home, file)))
            with open(os.path.join(home, file), 'w'):
                pass
        os.chmod(os.path.join(home, 'bin/spark-submit'), 0o755)
        place = self.place(name, version)
        self.refused(self.run(place), 'which holds Spark ' + version)
        self.check(not os.path.exists(place.uri), 'nothing is written')


class Standalone(Test):
    def all(self):
        self.part('dynamic', lambda name: self.on_cluster(name, 2, self.dynamic))
        self.part('memory', lambda name: self.on_cluster(name, 1, self.memory))
        self.part('half', lambda name: self.on_cluster(name, 4, self.half))
        self.part('tiny', lambda name: self.on_cluster(name, 2, self.tiny), short=False)
        self.part('starts', lambda name: self.starts(Place(os.path.join(self.scratch, name)), 20), short=False)

    def on_cluster(self, name, workers, action):
        """The action gets the folder of a cluster, its master, and a place for results."""
        folder = os.path.join(self.scratch, 'cluster-' + name)
        try:
            master = subprocess.run([LOOPBACK, 'start', folder, str(workers)], check=True, stdin=subprocess.DEVNULL,
                                    stdout=subprocess.PIPE, text=True).stdout.strip()
            action(folder, master, Place(os.path.join(self.scratch, 'results-' + name), ['--executor-memory', '640m']))
        finally:
            subprocess.run([LOOPBACK, 'stop', folder], check=True, stdin=subprocess.DEVNULL)

    @staticmethod
    def executors(folder):
        said = subprocess.run([LOOPBACK, 'pids', folder, 'executors'], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              text=True).stdout
        return [int(pid) for pid in said.split() if Standalone.lives(pid)]

    @staticmethod
    def lives(pid):
        """Not one that ended and whose parent has not heard of it: that may be the first process of a container."""
        try:
            with open('/proc/%s/stat' % pid) as f:
                return f.read().rsplit(')', 1)[1].split()[0] != 'Z'
        except OSError:
            return False

    def dynamic(self, folder, master, place):
        """Executors come while runs wait, and go when there is nothing for them to do."""
        settings = {'enabled': 'true', 'shuffleTracking.enabled': 'true', 'initialExecutors': '0', 'minExecutors': '0',
                    'executorIdleTimeout': '1s'}
        options = ['--conf', 'spark.executor.cores=1']
        for setting in settings.items():
            options += ['--conf', 'spark.dynamicAllocation.%s=%s' % setting]
        call = self.run(place, master=master, options=options)
        seen = []
        while call.lives():
            seen.append(len(self.executors(folder)))
            time.sleep(.2)
        self.check(call.end() == 0, 'exit status 0')
        # The process of an executor that goes may still end while the next one begins.
        changes = [n for i, n in enumerate(seen) if i == 0 or n != seen[i - 1]]
        both = [i for i, n in enumerate(changes) if n >= 2]
        self.check(changes[0] == 0 and both and 1 in changes[both[0]:], 'processes of executors over time: %s' % changes)
        self.same(place)

    def memory(self, folder, master, place):
        """A heap that Spark takes for larger than it is: first the task meets its end, then the process does."""
        run = ['run', QUICK, '--only', RUNS[0], '--set', 'bs=2000', '--set', 'maxiters=6', '--set', 'checkFreq=5']
        small = '-XX:MaxHeapSize=128m -XX:MaxDirectMemorySize=256m'
        for options, why in ((small, 'OutOfMemoryError'), (small + ' -XX:+ExitOnOutOfMemoryError', 'ExecutorLostFailure')):
            call = Call(self.scratch, place, *run, '--out', place.uri, master=master, options=[
                '--conf', 'spark.executor.extraJavaOptions=' + options, '--conf', 'spark.testing.memory=600000000',
                '--conf', 'spark.task.maxFailures=2'])
            self.check(call.end() == 1, 'exit status 1')
            self.check(re.search(RUNS[0] + ' failed: .*' + why, call.said()), 'the run failed: ' + why)
            self.check('1 of 1 runs failed' in call.said(), 'the last line says so')
        call = Call(self.scratch, place, *run, '--out', place.uri, master=master, options=['--executor-memory', '1000m'])
        self.check(call.end() == 0, 'the same command with more memory')
        undisturbed = Place(place.uri + '-local')
        self.output(undisturbed, *run, '--out', undisturbed.uri)
        digest = self.digest(place)
        self.check(' finished ' in digest[0] and digest == self.digest(undisturbed), 'the digest equals that of a local master')

    def half(self, folder, master, place):
        call = self.run(place, master=master, options=['--conf', 'spark.executor.cores=1'])
        call.trains(.3, self.iterations)
        for number in (1, 2):
            with open(os.path.join(folder, 'worker-%d.pid' % number)) as f:
                worker = int(f.read())
            lost = subprocess.run(['pgrep', '-g', str(worker)], stdout=subprocess.PIPE, text=True).stdout.split()
            for pid in lost:
                os.kill(int(pid), signal.SIGKILL)
        wait_for('end of two of four executors', lambda: len(self.executors(folder)) <= 2, call.lives)
        self.check(call.end() == 0, 'exit status 0')
        attempts = self.output(place, 'sql', place.uri, 'SELECT max(attempts) AS most FROM runs', '--format', 'json')
        self.check(re.search(r'"most":[2-9]', attempts), 'a run was lost and resumed: ' + attempts.strip())
        self.same(place)

    def tiny(self, folder, master, place):
        conf = self.tiny_sweep(2000, 2)
        for at in (master, 'local[2]'):
            out = Place(place.uri + ('' if at == master else '-local'), place.options)
            call = Call(self.scratch, out, 'run', conf, '--out', out.uri, master=at)
            call.sees('results: ')
            planned = time.time()
            call.sees(' started, ')
            self.check(time.time() - planned < 60, '%s: the first starts %.0f s after the plan' % (at, time.time() - planned))
            self.follow(call, 2000)

    def follow(self, call, runs):
        """
        Compares each estimate with the time until the command ended, files joined: from a tenth of the runs to a twentieth of the
        time. An estimate counts when it is printed.
        """
        begin = time.time()
        told = []
        lines = 0
        while call.lives():
            said = call.said()
            left = re.findall(r'about (\d+):(\d\d):(\d\d) left', said)
            if len(left) > lines:
                lines = len(left)
                hours, minutes, seconds = map(int, left[-1])
                told.append((time.time(), said.count(' finished after '), 3600 * hours + 60 * minutes + seconds))
            time.sleep(.5)
        end = time.time()
        self.check(call.end() == 0, 'exit status 0')
        # An estimate is shown in whole seconds.
        errors = [max(0, abs(estimate - (end - at)) - .5) / (end - at) for at, ended, estimate in told
                  if ended >= runs / 10 and end - at > (end - begin) / 20]
        right = sum(error <= .25 for error in errors)
        self.check(right >= .9 * len(errors) > 0,
                   '%d of %d estimates are right within a quarter; the worst is wrong by %.0f %%' % (right, len(errors), 100 * max(errors)))


class Yarn(Test):
    def __init__(self, options, scratch):
        super().__init__(options, scratch)
        self.home = spark_home(scratch, versions('spark.version'), '-Pyarn')
        self.hdfs = Server('HdfsServer', scratch, os.path.join(scratch, 'hdfs'))
        self.server = Server('YarnServer', scratch, os.path.join(scratch, 'hadoop-conf'), self.hdfs.address)

    def all(self):
        for mode in ('client', 'cluster'):
            self.part(mode, self.succeeds)
            self.part('failed-' + mode, lambda name, mode=mode: self.fails(name, mode))
        self.part('compact', self.compact)

    def place(self, name, uri):
        return Place(uri, ['--deploy-mode', name, '--num-executors', '2', '--executor-memory', '768m',
                           '--conf', 'spark.yarn.jars=local:%s/jars/*' % self.home, '--conf', 'spark.yarn.maxAppAttempts=1'],
                     {'SPARK_HOME': self.home, 'HADOOP_CONF_DIR': self.server.address, 'SPARK_LOCAL_IP': '127.0.0.1'})

    def application(self):
        """State, final status, attempt and diagnostics of the last one. The state follows the client's end by a moment."""
        wait_for('end of the application', lambda: self.server('applications')[0].split()[0] in ('FINISHED', 'FAILED', 'KILLED'))
        return self.server('applications')[0]

    def succeeds(self, name):
        uri = self.hdfs.address + '/sweeps/' + name
        self.check(self.run(self.place(name, uri), master='yarn').end() == 0, 'exit status 0')
        self.check(self.application() == 'FINISHED SUCCEEDED 1', 'YARN: ' + self.application())
        self.same(Place(uri))

    def compact(self, name):
        """In client mode."""
        uri = self.hdfs.address + '/sweeps/' + name
        self.joins(self.place('client', uri), 'yarn', Place(uri), runs=40)

    def fails(self, name, mode):
        """HDFS takes the final states of two runs, and not that of the third one."""
        uri = self.hdfs.address + '/sweeps/' + name
        self.hdfs('quota /sweeps/%s/npz 3' % name)
        place = self.place(mode, uri)
        place.options += ['--conf', 'spark.task.maxFailures=2']
        call = self.run(place, master='yarn')
        self.check(call.end() == 1, 'exit status 1')
        why = '1 of 3 runs failed'
        self.check(why in call.said(), 'the command says: ' + why)
        application = self.application()
        self.check(application.startswith('FINISHED FAILED 1'), 'YARN: ' + application)
        self.check(mode == 'client' or why in application, 'its diagnostics say why, where the driver is on the cluster')
        status = self.output(Place(uri), 'status', uri)
        self.check('quota' in status, 'status shows the reason')
        self.hdfs('no-quota /sweeps/%s/npz' % name)
        self.check(self.run(self.place(mode, uri), master='yarn').end() == 0, 'the same command completes the run')
        self.same(Place(uri))


TESTS = collections.OrderedDict(hdfs=Hdfs, s3=S3, yarn=Yarn, sparks=Sparks, standalone=Standalone)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('tests', choices=list(TESTS), nargs='+', metavar='TEST', help=', '.join(TESTS))
    parser.add_argument('--short', action='store_true', help='leave out what takes minutes')
    parser.add_argument('--only', action='append', help='a part; several times')
    parser.add_argument('--iterations', type=int, default=401, help='of every run (401)')
    parser.add_argument('--seed', type=int, default=1, help='of the faults of s3 (1)')
    parser.add_argument('--live', type=int, default=120, help='seconds for which a live driver of s3 is besieged (120)')
    parser.add_argument('--keep', action='store_true', help='keep what the sweeps left')
    options = parser.parse_args()
    # No process may outlive this one.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    build()
    scratch = tempfile.mkdtemp(prefix='clusters-')
    wrong = ['stopped']
    try:
        wrong = tests(options, scratch)
    finally:
        for call in Call.all:
            if call.lives():
                call.kill()
        for server in Server.all:
            server.stop()
        if options.keep or wrong:
            print('kept: ' + scratch)
        else:
            shutil.rmtree(scratch)
    sys.exit(1 if wrong else 0)


def tests(options, scratch):
    """What was wrong."""
    undisturbed = Test(options, scratch)
    undisturbed.expect()
    wrong = undisturbed.wrong
    for name in options.tests:
        print('---- ' + name, flush=True)
        begin = time.time()
        test = TESTS[name](options, scratch)
        test.expected = undisturbed.expected
        test.all()
        wrong += test.wrong
        for server in Server.all:
            server.stop()
        Server.all.clear()
        print('%s took %d s' % (name, time.time() - begin), flush=True)
    return wrong


if __name__ == '__main__':
    main()
