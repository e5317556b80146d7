"""Speed on one thread: words a second, start-up time, peak memory; UDPipe 1 in the same run for comparison.

Time is processor time of the whole process (user and system), so that other work on the machine weighs little; what a run on one short line
costs is taken off, for the program and for its peer alike. Rounds go through all of them in turn, and the median round counts.
"""

import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import program

ROUNDS = 5
# The slower kernels are measured on the first articles only; words a second don't depend on how many there are.
KERNELS = ("scalar", "avx2", "vnni")
KERNEL_ARTICLES = 8
LINE = "France and Germany signed an agreement in Berlin on Tuesday.\n"


def timed(command, environment=None, out=os.devnull):
    """Processor seconds, elapsed seconds and peak memory (MiB) of a process; None where it fails."""
    pinned = ["taskset", "--cpu-list", "0"] if shutil.which("taskset") else []
    with open(out, "wb") as file:
        process = subprocess.Popen(pinned + command, stdout=file, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
        start = time.perf_counter()
        message = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(f"  {' '.join(command[:3])}: {message.decode('utf8', 'replace')[-300:].strip()}", flush=True)
        return None
    return usage.ru_utime + usage.ru_stime, elapsed, usage.ru_maxrss / 1024


def command(verb, files):
    formats = {"parse": "conllu", "read": "jsonl"}
    return [program.BINARY, verb, "--threads", "1", "--quiet", "--format", formats[verb], *files]


def words_in(conllu):
    """Syntactic words of a CoNLL-U file."""
    return sum(line.partition("\t")[0].isdigit() for line in open(conllu, encoding="utf8"))


def measure(folder, peer):
    """Figures over the texts of a folder; `peer` is the script that runs UDPipe 1 over files."""
    files = sorted(glob.glob(os.path.join(folder, "*.txt")))
    if not files:
        sys.exit(f"no texts in {folder}")
    few = files[:KERNEL_ARTICLES]
    python = program.venv("requirements-speed.txt")
    with tempfile.TemporaryDirectory() as work:
        line, parsed = os.path.join(work, "line.txt"), os.path.join(work, "parsed.conllu")
        with open(line, "w", encoding="utf8") as file:
            file.write(LINE)
        program.chancery(command("parse", few)[1:], parsed)
        few_words = words_in(parsed)
        program.chancery(command("parse", files)[1:], parsed)
        words = words_in(parsed)
        jobs = {
            "parse": (command("parse", files), command("parse", [line]), words, {}),
            "read": (command("read", files), command("read", [line]), words, {}),
            "udpipe1": ([python, peer, *files], [python, peer, line], words, {}),
        }
        for kernel in KERNELS:
            jobs["parse-" + kernel] = (command("parse", few), command("parse", [line]), few_words, {"CHANCERY_KERNEL": kernel})
        return figures(jobs)


def figures(jobs):
    rates = {name: [] for name in jobs}
    startup, memory = [], 0.0
    for number in range(ROUNDS):
        print(f"round {number + 1} of {ROUNDS}", flush=True)
        for name, (whole, short, words, environment) in list(jobs.items()):
            once, full = timed(short, environment), timed(whole, environment)
            if once is None or full is None:
                print(f"  {name} is left out", flush=True)
                del jobs[name], rates[name]
                continue
            rates[name].append(words / max(full[0] - once[0], 1e-3))
            if name == "parse":
                startup.append(once[1])
            if name == "read":
                memory = max(memory, full[2])
    found = {name: statistics.median(values) for name, values in rates.items()}
    if "udpipe1" in found:
        found["parse-to-udpipe1"] = found["parse"] / found["udpipe1"]
        found["read-to-udpipe1"] = found["read"] / found["udpipe1"]
    found["startup-ms"] = 1000 * statistics.median(startup)
    found["memory-mib"] = memory
    return found
