#!/usr/bin/env python3
"""Runs the commands of README.md and docs/tour.md, and compares their output with the lines that the documents show.

    documents.py [DOCUMENT...]

Each document is run from its beginning in a new directory that has submit.sh and conf/. Its fenced blocks count as follows:

- A block without a language whose first line is a command (./submit.sh, git, mvn, SPARK_HOME=...) is run, line by line. A command
  of SKIPPED is not.
- A block `hocon` that begins with `name = NAME` is written to NAME.conf. Other blocks with a language are left alone.
- Any other block without a language is the output of the commands since the block of output before it. Its lines must follow each
  other in the output, from the first line to the last one; a line `...` stands for any lines. Progress lines, which begin with the
  time, may come in any order, since runs train side by side.

MASKS lists what may differ from one call to the next. Everything else must be the same to the character. To show that it is, every
line that was found is changed in one character, and must not be found any more.

Exit status: 0 if all is as shown, 1 if something differs, 2 if a command fails.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[4]
DOCUMENTS = ["README.md", "docs/tour.md"]
COMMAND = re.compile(r"(\./submit\.sh|git clone|mvn|SPARK_HOME=\S+|source) ")
OMITTED = "..."

# What a document shows but this test does not run, by a part of the command, and why.
SKIPPED = {
    "git clone": "the project is already here",
    "mvn ": "this test is part of the build",
    "conf/temporal-order.conf": "takes minutes to hours; docs/results shows its output",
    "SPARK_HOME=": "needs a cluster; cluster-digest.sh runs one",
}

# What may differ, as patterns, and what stands for it in the comparison.
MASKS = [
    (re.compile(r"^\[\d+:\d\d:\d\d\]"), "[TIME]"),
    (re.compile(r"; \S+: (about \d+:\d\d:\d\d left|estimating the time left)$"), ""),
    (re.compile(r", \d+\.\d s$"), ", SECONDS s"),
    (re.compile(r"(?<=grad norm)\s+seconds$"), " SECONDS"),
    (re.compile(r"^(\S+\s+(?:solved|finished|diverged|failed|stopped|running|waiting)\s.*\S)\s+(?:\d+\.\d|-)$"), r"\1 SECONDS"),
    (re.compile(r"file:/\S*?/(?=results/)"), "file:HOME/"),
]
PROGRESS = "[TIME]"


def masked(line):
    line = line.rstrip()
    for pattern, stand_in in MASKS:
        line = pattern.sub(stand_in, line)
    return line


def blocks(text):
    """The fenced blocks: (line of the fence, language, lines)."""
    found, language, begun, lines = [], None, 0, []
    for number, line in enumerate(text.splitlines(), 1):
        if language is None and line.startswith("```"):
            language, begun, lines = line[3:].strip(), number, []
        elif language is not None and line == "```":
            found.append((begun, language, lines))
            language = None
        elif language is not None:
            lines.append(line)
    return found


def commands(lines):
    """The commands of a block: a command goes on while a quote is open or a line ends in a backslash."""
    command = ""
    for line in lines:
        command += line
        if command.endswith("\\") or command.count('"') % 2:
            command += "\n"
        else:
            yield command
            command = ""
    if command:
        raise ValueError("a command does not end: " + command)


def difference(shown, output):
    """Why lines that a document shows are not in an output; None if they are."""
    output = [masked(line) for line in output]
    progress = [line for line in output if line.startswith(PROGRESS)]
    others = [line for line in output if not line.startswith(PROGRESS)]
    pieces = [[]]
    for line in shown:
        if line.strip() == OMITTED:
            pieces.append([])
            continue
        line = masked(line)
        if line.startswith(PROGRESS):
            if line not in progress:
                return "no such progress line: " + line
            progress.remove(line)
        else:
            pieces[-1].append(line)
    place = 0
    for number, piece in enumerate(pieces):
        first, last = number == 0, number == len(pieces) - 1
        starts = [place] if first else range(place, len(others) - len(piece) + 1)
        if last and not first:
            starts = [len(others) - len(piece)] if len(others) - len(piece) >= place else []
        at = next((s for s in starts if others[s:s + len(piece)] == piece), None)
        if at is None:
            return "not in the output, or not where it is shown:\n    " + "\n    ".join(piece)
        place = at + len(piece)
        if first and last and place != len(others):
            return "the output goes on, and no ... says so: " + others[place]
    return None


def changes(shown):
    """The same lines with one character of one line changed: each line in turn, in its first and its last unmasked character."""
    for number, line in enumerate(shown):
        if line.strip() == OMITTED:
            continue
        for at in range(len(line)):
            changed = line[:at] + ("x" if line[at] != "x" else "y") + line[at + 1:]
            if masked(changed) != masked(line):
                yield number, at, shown[:number] + [changed] + shown[number + 1:]


def run(command, home):
    result = subprocess.run(["bash", "-c", command], cwd=home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, check=False)
    if result.returncode:
        print(f"    exit status {result.returncode}\n{result.stdout}")
        sys.exit(2)
    return result.stdout.splitlines()


def check(document, home):
    """The number of faults of a document."""
    faults, output = 0, []
    for number, language, lines in blocks((PROJECT / document).read_text(encoding="utf-8")):
        where = f"{document}:{number}"
        if language == "hocon" and lines[0].startswith("name = "):
            (home / (lines[0][len("name = "):] + ".conf")).write_text("\n".join(lines) + "\n", encoding="utf-8")
        elif language:
            continue
        elif COMMAND.match(lines[0]):
            for command in commands(lines):
                if any(part in command for part in SKIPPED):
                    continue
                start = time.monotonic()
                output += run(command, home)
                print(f"{where}: {time.monotonic() - start:5.1f} s  {' '.join(command.split())[:90]}", flush=True)
        else:
            fault = difference(lines, output)
            if fault:
                faults += 1
                print(f"{where}: {fault}\n  output:\n    " + "\n    ".join(output))
            else:
                tried = list(changes(lines))
                unseen = [(line, at) for line, at, changed in tried if difference(changed, output) is None]
                faults += len(unseen)
                for line, at in unseen:
                    print(f"{where}: a change of character {at} of this line was not noticed: {lines[line]}")
                print(f"{where}: {len(lines)} lines as shown; {len(tried)} changes of one character noticed")
            output = []
    return faults


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", metavar="DOCUMENT", nargs="*", default=DOCUMENTS)
    faults, start = 0, time.monotonic()
    for document in parser.parse_args().documents:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            (home / "submit.sh").symlink_to(PROJECT / "submit.sh")
            shutil.copytree(PROJECT / "conf", home / "conf")
            faults += check(document, home)
    print(f"{faults} differences, {time.monotonic() - start:.0f} s")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
