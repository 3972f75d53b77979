"""Two programs that take turns: workers that answer one JSON object a line, molecules, and the table of their times."""
import json
import os
import re
import statistics
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
NUMBERS = {"H": 1, "C": 6, "N": 7, "O": 8, "F": 9, "S": 16, "Cl": 17}
# One thread, no thread that spins; OpenBLAS mis-detects some machines, others ignore its variable.
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OMP_WAIT_POLICY": "passive", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
ENVIRONMENT["OPENBLAS_CORETYPE"] = os.environ.get("OPENBLAS_CORETYPE") or (
    "Haswell" if "avx2" in Path("/proc/cpuinfo").read_text().split() else "Nehalem")


class Worker:
    """A program that answers requests until it is closed."""

    def __init__(self, words):
        self.words = words
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True, env=os.environ | ENVIRONMENT)

    def ask(self, do, **request):
        try:
            self.process.stdin.write(json.dumps({"do": do, **request}) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        if not answer:
            raise RuntimeError(f"{' '.join(map(str, self.words))}: {do}: {self.process.stderr.read().strip()[-1000:]}")
        return json.loads(answer)

    def close(self):
        """Ends the program; the largest resident size it had, in MB."""
        self.process.stdin.close()
        _, _, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = 0
        return usage.ru_maxrss / 1024


def finished(words):
    """Runs a program to its end: seconds, and the largest resident size it had, in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=os.environ | ENVIRONMENT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, words))}: status {process.returncode}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def java_words(*arguments):
    """The program as its launcher runs it, with the tests' classes."""
    lib = ROOT / "target" / "lib"
    if not lib.is_dir() or not (ROOT / "target" / "test-classes").is_dir():
        raise SystemExit("expected a built project: ./mvnw -q -B -Dlauncher -DskipTests package")
    native = ROOT / "target" / "native"
    words = ["java", "-XX:+UseSerialGC", "-cp", f"{ROOT / 'target' / 'test-classes'}:{lib}/*"]
    if native.is_dir():
        words.insert(1, f"-Donnxruntime.native.path={native}")
    return words + list(arguments)


def nnp4j():
    return Worker(java_words("nnp4j.bench.PotentialCalls"))


def symbol(number):
    return next(s for s, z in NUMBERS.items() if z == number)


def frames(extxyz, count):
    """Atomic numbers and `count` frames, spread over an extxyz file of one molecule, as flat coordinates."""
    lines = Path(extxyz).read_text().splitlines()
    atoms = int(lines[0])
    step = max(1, len(lines) // (atoms + 2) // count)
    found = []
    for k in range(count):
        rows = [line.split() for line in lines[k * step * (atoms + 2) + 2:(k * step + 1) * (atoms + 2)]]
        found.append([float(v) for row in rows for v in row[1:4]])
    return [NUMBERS[row[0]] for row in rows], found


def spread(values):
    """Median, and least and largest in brackets."""
    return f"{statistics.median(values):7.2f} [{min(values):.2f} .. {max(values):.2f}]"


def machine():
    """The machine in words, with its load."""
    text = Path("/proc/cpuinfo").read_text()
    name = re.search(r"model name\s*: (.*)", text)
    return f"{name.group(1) if name else 'unknown processor'}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}"
