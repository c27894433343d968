#!/usr/bin/env python3
"""Measures how long wrong calls of submit.sh take until they are refused.

    python3 sweep-job/src/test/python/refusals.py DIR [--times N] [--limit SECONDS]

Each call must end with exit status 2 and one line that names the mistake. The fastest of N calls (3) must take less than the limit
(1.5 s): loading Spark alone takes longer. Needs a build and a results directory. No process that stays answers.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

HOME = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..', '..', '..'))
SUBMIT = os.path.join(HOME, 'submit.sh')


def old_spark(folder):
    """A folder that looks like Spark 3.5.6 to submit.sh."""
    program = os.path.join(folder, 'bin', 'spark-submit')
    for file in (program, os.path.join(folder, 'jars', 'spark-core_2.12-3.5.6.jar')):
        os.makedirs(os.path.dirname(file))
        with open(file, 'w'):
            pass
    os.chmod(program, 0o755)
    return folder


def calls(results, scratch):
    """Pairs of a part of the message, and the words and variables of a call."""
    quick = os.path.join(HOME, 'conf', 'quick.conf')
    missing = os.path.join(scratch, 'missing')
    return [
        ('there is no command rnu', ['rnu', quick], {}),
        ('there is no option --sett', ['run', quick, '--sett', 'lr=1'], {}),
        ('there is no flag lrr', ['run', quick, '--set', 'lrr=1'], {}),
        ('DROP is not allowed', ['sql', results, 'DROP VIEW runs'], {}),
        ('there is no view text./etc/hostname', ['sql', results, 'SELECT * FROM text.`/etc/hostname`'], {}),
        ('function reflect is not allowed', ['sql', results, "SELECT run FROM runs; SELECT reflect('java.lang.System', 'exit')"], {}),
        ('syntax error at', ['sql', results, 'SELEC run FROM runs'], {}),
        ('has no bin/spark-submit', ['status', results], {'SPARK_HOME': missing}),
        ('holds Spark 3.5.6', ['status', results], {'SPARK_HOME': old_spark(os.path.join(scratch, 'spark'))}),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('results', help='a results directory')
    parser.add_argument('--times', type=int, default=3, help='calls of each kind (3)')
    parser.add_argument('--limit', type=float, default=1.5, help='seconds for the fastest (1.5)')
    options = parser.parse_args()
    wrong = False
    print('median (least to most) of %d, in seconds' % options.times)
    with tempfile.TemporaryDirectory() as scratch:
        for message, words, variables in calls(options.results, scratch):
            environment = {k: v for k, v in os.environ.items() if k != 'SPARK_HOME'}
            environment.update(variables, THROUGHTIME_WARM='0')
            seconds = []
            for _ in range(options.times):
                begin = time.monotonic()
                call = subprocess.run([SUBMIT, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT, text=True, env=environment)
                seconds.append(time.monotonic() - begin)
                if call.returncode != 2 or message not in call.stdout or call.stdout.count('\n') != 1:
                    wrong = True
                    print('WRONG: status %d: %s' % (call.returncode, call.stdout.strip()))
            late = min(seconds) >= options.limit
            wrong = wrong or late
            print('%5.2f (%.2f to %.2f)  %s%s' % (statistics.median(seconds), min(seconds), max(seconds), message,
                                                 ': TOO LATE' if late else ''), flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
