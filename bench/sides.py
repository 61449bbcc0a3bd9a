"""Child processes of benchmarks that train on one thread each: Trellis and PyTorch."""

import os
import pathlib
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent


class Side:
    """Child process that answers each line on its standard input with a line `answer ...`."""

    def __init__(self, command):
        threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        self.process = subprocess.Popen(
            command, env={**os.environ, **threads}, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        for printed in self.process.stdout:
            if printed.startswith("answer"):
                return printed.split()[1:]
        raise SystemExit(f"{self.process.args[0]} exited without an answer to: {line}")

    def rate(self, line):
        return float(self.ask(line)[0])

    def processor_seconds(self):
        """Returns the processor time of all threads of the process, in seconds."""
        after_name = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def note(*columns):
    """Prints a line of the report and adds it to the file that bench/run reads."""
    line = "\t".join(map(str, columns))
    print(line.replace("\t", " | "), flush=True)
    with open(os.environ["FIGURES"], "a", encoding="utf-8") as report:
        report.write(line + "\n")


def torch_python():
    """Returns a Python with torch: $PYTHON, the current interpreter, or /usr/bin/python3."""
    for candidate in (os.environ.get("PYTHON"), sys.executable, "/usr/bin/python3"):
        if candidate and shutil.which(candidate):
            if subprocess.run([candidate, "-c", "import torch"], stderr=subprocess.DEVNULL).returncode == 0:
                return candidate
    raise SystemExit("No Python with torch found; run apt-get install python3-torch libopenblas0, or set PYTHON=")


def class_path():
    """Returns the class path of Trellis and bench/engine with all libraries; builds missing classes."""
    maven = ["mvn", "-q"]
    if not (TOP / "backend/target/trellis-classes.jar").exists():
        package = ["-pl", "backend", "package", "-DskipUi", "-DskipCorpora", "-DskipTests"]
        subprocess.run([*maven, *package], cwd=TOP, check=True)
    built = subprocess.run(
        [*maven, "compile", "exec:exec"], cwd=TOP / "bench/engine", check=True, text=True, stdout=subprocess.PIPE
    )
    return next(line for line in built.stdout.splitlines() if "trellis-classes.jar" in line)
