#!/usr/bin/env python3
"""Freezes and starves drivers for real, and checks what they do to a sweep.

    python3 sweep-job/src/test/python/freezes.py [--iterations N] [--starved SECONDS] [--keep]

- A driver is frozen (SIGSTOP) while a second one takes over its claim, and woken (SIGCONT) once the second has finished, and
  then while the second still trains. The woken driver must end with a line that names the reason, and must change no file. The
  sweep must have the bytes of an undisturbed one, but for the rows of `runs`, which also record seconds, attempts and epoch, and
  for `epochs`, which has a file for every driver.
- A driver is starved of processor time: nice 19, on one core with busy processes. A second driver must be refused, also where it
  cannot see the first one's process. SIGTERM must make the starved driver give its claim back within 15 s, and end it at most 15 s
  later than SIGKILL ends a driver that is starved in the same way: the system needs processor time of the process to release its
  memory. The same command must then finish the sweep.

A driver whose process is seen to live is never replaced. Therefore the first driver runs in a PID namespace of its own, as in a
container, and the time of its frozen claim is set back by two minutes, as after a long freeze; the second driver still watches
the claim for its usual 25 s. Needs unshare (util-linux), and root or user namespaces. Takes about four minutes.
"""
import argparse
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..', '..', '..'))
SUBMIT = os.path.join(HOME, 'submit.sh')
ONLY = 'A1_mem_rnn_tanh_noclip,B1_mul_rnn_tanh_noclip'
PATIENCE = 600
PROMPT = 15
BUSY = 4


def namespace():
    """The words that start a process in a PID namespace of its own."""
    for words in (['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'],
                  ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--kill-child', '--mount-proc']):
        try:
            if subprocess.run(words + ['true'], stderr=subprocess.DEVNULL).returncode == 0:
                return words
        except FileNotFoundError:
            pass
    return None


def descendants(pid):
    children = {}
    for entry in os.listdir('/proc'):
        if entry.isdigit():
            try:
                with open('/proc/%s/stat' % entry) as f:
                    parent = int(f.read().rsplit(')', 1)[1].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry))
    found, left = [], [pid]
    while left:
        for child in children.get(left.pop(), []):
            found.append(child)
            left.append(child)
    return found


def name(pid):
    try:
        with open('/proc/%d/comm' % pid) as f:
            return f.read().strip()
    except OSError:
        return ''


class Driver:
    all = []

    def __init__(self, out, iterations, apart=()):
        self.out = out
        self.log = '%s.%d.log' % (out, len(Driver.all))
        with open(self.log, 'wb') as log:
            self.process = subprocess.Popen(
                [*apart, SUBMIT, '--master', 'local[1]', 'run', os.path.join(HOME, 'conf/quick.conf'), '--only', ONLY,
                 '--set', 'maxiters=%d' % iterations, '--out', out], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        Driver.all.append(self)

    def said(self):
        with open(self.log, errors='replace') as f:
            return f.read()

    def java(self):
        """The JVM that trains; one that checked the call before may be its child, and a zombie."""
        return [pid for pid in [self.process.pid, *descendants(self.process.pid)] if name(pid) == 'java'][0]

    def wait_for(self, what, seen):
        begin = time.time()
        while not seen():
            if self.process.poll() is not None or time.time() - begin > PATIENCE:
                raise RuntimeError('no %s:\n%s' % (what, self.said()))
            time.sleep(.1)

    def trains(self):
        self.wait_for('snapshot', lambda: any(
            f.endswith('.state') and not f.startswith('.') for f in listing(os.path.join(self.out, 'state'))))

    def end(self):
        return self.process.wait(timeout=PATIENCE)

    def kill(self):
        for pid in [*descendants(self.process.pid), self.process.pid]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass


def listing(folder):
    try:
        return os.listdir(folder)
    except FileNotFoundError:
        return []


def files(out, times):
    """What every file holds, and, if asked for, when it was written."""
    found = {}
    for folder, _, names in os.walk(out):
        for file in names:
            path = os.path.join(folder, file)
            relative = os.path.relpath(path, out)
            if relative.startswith('epochs/') and not times:
                continue
            with open(path, 'rb') as f:
                content = hashlib.sha256(f.read()).hexdigest()
            if relative.startswith('tables/runs/') and '@' not in relative and not times:
                content = 'row'
            found[relative] = (content, os.stat(path).st_mtime_ns) if times else content
    return found


def differences(expected, there):
    """But for the claim that was given back: its number tells how long the sweep took."""
    expected, there = ({f: what for f, what in all.items() if not f.startswith('.owner')} for all in (expected, there))
    return (['%s is missing' % f for f in expected if f not in there] + ['%s is left over' % f for f in there if f not in expected]
            + ['%s differs' % f for f in expected if f in there and there[f] != expected[f]])


# What the claim of a directory that nobody owns says.
REMOVED = '# removed\n'


def claim(out):
    """The file of the claim that counts, and what it holds; None where there is none."""
    while True:
        claims = [f for f in listing(out) if re.fullmatch(r'\.owner(\.[0-9]+)?', f)]
        if not claims:
            return None
        newest = os.path.join(out, max(claims, key=lambda f: int(f[7:] or 0)))
        try:
            with open(newest) as f:
                text = f.read()
                return None if text == REMOVED else (newest, text, os.stat(newest).st_mtime)
        except FileNotFoundError:
            pass  # it has been rewritten


def set_back(out):
    """Makes the claim two minutes old, as after a long freeze."""
    past = time.time() - 120
    os.utime(claim(out)[0], (past, past))


def lease(out):
    return re.search(r'^id=.*$', claim(out)[1], re.M).group()


class Check:
    def __init__(self):
        self.wrong = []

    def __call__(self, holds, what):
        print(('  ok: ' if holds else '  WRONG: ') + what, flush=True)
        if not holds:
            self.wrong.append(what)


def frozen(out, iterations, apart, expected, late, check):
    """One driver frozen; woken behind the end of the second where `late`, else while the second trains."""
    print('A driver is frozen, and woken %s' % ('after the second has finished' if late else 'while the second trains'), flush=True)
    first = Driver(out, iterations, apart)
    first.trains()
    java = first.java()
    os.kill(java, signal.SIGSTOP)
    set_back(out)
    begin = time.time()
    second = Driver(out, iterations)
    second.wait_for('takeover', lambda: 'takes over from the driver' in second.said())
    check(time.time() - begin >= 25, 'the second driver watched the claim for 25 s')
    if late:
        check(second.end() == 0, 'the second driver finished the sweep')
    else:
        second.wait_for('training', lambda: ' started, ' in second.said())
    before = files(out, True) if late else None
    os.kill(java, signal.SIGCONT)
    woken = time.time()
    status = first.end()
    check(status not in (0, None), 'the woken driver ended with status %s after %.1f s' % (status, time.time() - woken))
    check('another driver has taken over this directory (epoch 2; this one has epoch 1)' in first.said()
          or late and 'another driver has taken over this directory (this one has epoch 1)' in first.said(), 'it named the reason: ' + (first.said().strip().splitlines() or [''])[-1])
    if late:
        check(files(out, True) == before, 'it changed none of %d files' % len(before))
    else:
        check(second.end() == 0, 'the second driver finished the sweep')
    wrong = differences(expected, files(out, False))
    check(not wrong, '%d files have the bytes of an undisturbed sweep %s' % (len(expected), '; '.join(wrong[:5])))


def starve(java, core):
    for task in os.listdir('/proc/%d/task' % java):
        try:
            os.sched_setaffinity(int(task), {core})
            os.setpriority(os.PRIO_PROCESS, int(task), 19)
        except ProcessLookupError:
            pass
    try:
        with open('/proc/%d/autogroup' % java, 'w') as f:
            f.write('19')
    except OSError:
        pass  # the system has none: nice alone counts


def starved(out, iterations, apart, expected, seconds, check):
    print('A driver is starved for %d s' % seconds, flush=True)
    first = Driver(out, iterations * 50, apart)
    first.trains()
    java = first.java()
    core = min(os.sched_getaffinity(0))
    busy = [subprocess.Popen([sys.executable, '-c', 'while True: pass']) for _ in range(BUSY)]
    try:
        for process in busy:
            os.sched_setaffinity(process.pid, {core})
        starve(java, core)
        held = lease(out)
        used = cpu(java)
        begin = time.time()
        oldest = 0
        while time.time() - begin < seconds:
            time.sleep(.5)
            oldest = max(oldest, time.time() - claim(out)[2])
        print('  it had %.1f %% of a core' % (100 * (cpu(java) - used) / seconds), flush=True)
        check(oldest < 25, 'it rewrote its claim at least every %.1f s' % oldest)
        second = Driver(out, iterations * 50)
        check(second.end() == 2 and 'is in use by the driver' in second.said(), 'a second driver was refused')
        set_back(out)
        third = Driver(out, iterations * 50)
        check(third.end() == 2 and 'is in use by the driver' in third.said(),
              'a second driver that doubted it was refused')
        check(lease(out) == held, 'it has kept its claim')
        begin = time.time()
        os.kill(java, signal.SIGTERM)
        first.wait_for('claim given back', lambda: claim(out) is None)
        took = time.time() - begin
        check(took < PROMPT, 'SIGTERM made it give its claim back after %.1f s' % took)
        status = first.end()
        took = time.time() - begin
        for process in busy:
            process.send_signal(signal.SIGSTOP)
        killed = Driver(out + '-killed', iterations * 50, apart)
        killed.trains()
        java = killed.java()
        starve(java, core)
        for process in busy:
            process.send_signal(signal.SIGCONT)
        begin = time.time()
        os.kill(java, signal.SIGKILL)
        killed.end()
        least = time.time() - begin
        check(status == 130 and took < least + PROMPT,
              'SIGTERM ended it with status %s after %.1f s; SIGKILL ends such a driver after %.1f s' % (status, took, least))
    finally:
        for process in busy:
            process.kill()
    again = Driver(out, iterations)
    check(again.end() == 0, 'the same command with fewer iterations finished the sweep')
    wrong = differences(expected, files(out, False))
    check(not wrong, '%d files have the bytes of an undisturbed sweep %s' % (len(expected), '; '.join(wrong[:5])))


def cpu(pid):
    """Seconds of processor time that it has used."""
    with open('/proc/%d/stat' % pid) as f:
        fields = f.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--iterations', type=int, default=1001, help='of every run (1001)')
    parser.add_argument('--starved', type=int, default=60, help='seconds of starvation (60)')
    parser.add_argument('--only', choices=['late', 'early', 'starved'], action='append', help='a part; several times')
    parser.add_argument('--keep', action='store_true', help='keep what the sweeps left')
    options = parser.parse_args()
    parts = options.only or ['late', 'early', 'starved']
    apart = namespace()
    if apart is None:
        print('skipped: no PID namespaces here')
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    scratch = tempfile.mkdtemp(prefix='freezes-')
    check = Check()
    try:
        undisturbed = Driver(os.path.join(scratch, 'undisturbed'), options.iterations)
        if undisturbed.end() != 0:
            sys.exit('the undisturbed sweep did not end well: ' + undisturbed.said())
        expected = files(undisturbed.out, False)
        for part in parts:
            out = os.path.join(scratch, part)
            if part == 'starved':
                starved(out, options.iterations, apart, expected, options.starved, check)
            else:
                frozen(out, options.iterations, apart, expected, part == 'late', check)
    except RuntimeError as e:
        check(False, str(e))
    finally:
        for driver in Driver.all:
            if driver.process.poll() is None:
                driver.kill()
        if check.wrong or options.keep:
            print('kept: ' + scratch)
        else:
            shutil.rmtree(scratch)
    sys.exit(1 if check.wrong else 0)


if __name__ == '__main__':
    main()
