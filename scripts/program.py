"""The program under measurement: built, and run with its output kept."""

import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.path.join(ROOT, os.environ.get("CARGO_TARGET_DIR", "target"))
BINARY = os.path.join(TARGET, "release", "chancery")


def build():
    """Builds the release binary."""
    subprocess.run(["cargo", "build", "--release", "--quiet", "--package", "chancery-app"], cwd=ROOT, check=True)


def build_example(name):
    """Builds an example of the coder, under target/release/examples."""
    subprocess.run(["cargo", "build", "--release", "--quiet", "--package", "chancery-coder", "--example", name], cwd=ROOT, check=True)


def chancery(arguments, out, environment=None, binary=BINARY):
    """Runs the program and writes its standard output to the file `out`. Stops the measurement where it fails."""
    with open(out, "wb") as file:
        run = subprocess.run([binary, *arguments], stdout=file, stderr=subprocess.PIPE, env={**os.environ, **(environment or {})})
    if run.returncode:
        sys.stderr.write(run.stderr.decode("utf8", "replace")[-4000:])
        sys.exit(f"chancery {' '.join(arguments[:4])} … ended with {run.returncode}")


def venv(requirements):
    """The Python of the virtual environment under the target folder, with what `requirements` (a file beside this one) names."""
    place = os.path.join(TARGET, "venv")
    python = os.path.join(place, "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
    wanted = os.path.join(ROOT, "scripts", requirements)
    mark = os.path.join(place, requirements + ".done")
    if not (os.path.exists(mark) and open(mark).read() == open(wanted).read()):
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", wanted]
        subprocess.run(pip, check=True)
        open(mark, "w").write(open(wanted).read())
    return python
