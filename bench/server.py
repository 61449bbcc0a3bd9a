"""Trellis server for a benchmark, with an HTTP client."""

import json
import os
import pathlib
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid

TOP = pathlib.Path(__file__).resolve().parent.parent
JAR = TOP / "backend" / "target" / "trellis.jar"

# the variable TRELLIS selects another build by arguments of `java`: "-cp ... dev.trellis.TrellisApplication"
PROGRAM = ["java", *os.environ.get("TRELLIS", f"-jar {JAR}").split()]


def build():
    """Builds the jar if it is missing and TRELLIS is not set."""
    if "TRELLIS" not in os.environ and not JAR.exists():
        subprocess.run(["mvn", "--quiet", "package", "-DskipTests"], cwd=TOP, check=True)


class Server:
    """Trellis server with a temporary home, which is deleted on close."""

    def __init__(self, trials):
        self.folder = tempfile.TemporaryDirectory()
        self.port = free_port()
        self.log = open(pathlib.Path(self.folder.name, "server.log"), "w", encoding="utf-8")
        home = pathlib.Path(self.folder.name, "home")  # of its own: the server refuses one with other files
        command = [*PROGRAM, f"--server.port={self.port}", f"--trellis.home={home}"]
        self.process = subprocess.Popen(
            [*command, f"--trellis.worker.trials={trials}"], stdout=self.log, stderr=subprocess.STDOUT
        )
        while not self.answers():
            if self.process.poll() is not None:
                raise SystemExit("The server exited:\n" + pathlib.Path(self.log.name).read_text())
            time.sleep(1)

    def answers(self):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/catalog").status == 200
        except OSError:
            return False

    def call(self, path, body=None, kind=None):
        url = f"http://127.0.0.1:{self.port}/api/v1{path}"
        request = urllib.request.Request(url, data=body, headers={"Content-Type": kind} if kind else {})
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{path}: {error.code} {error.read().decode()}") from error

    def upload(self, fields, files):
        boundary = uuid.uuid4().hex
        body = b""
        for name, value in fields.items():
            body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, content in files.items():
            head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
            body += head.encode() + content + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        return self.call("/datasets", body, f"multipart/form-data; boundary={boundary}")

    def run(self, submission):
        """Runs an experiment until it has finished; returns its id."""
        experiment = self.call("/experiments", submission.encode(), "application/yaml")["id"]
        while not self.call(f"/experiments/{experiment}")["finished_at"]:
            time.sleep(2)
        return experiment

    def search(self, submission):
        """Runs an experiment until it has finished; returns its completed trials."""
        experiment = self.run(submission)
        trials = self.call(f"/experiments/{experiment}/trials?size=200")["items"]
        for trial in trials:
            shown = {key: trial[key] for key in ("number", "state", "best_value", "best_step", "seconds")}
            print(shown, trial["parameters"], trial["test"], trial["failure"] or "", flush=True)
        return [trial for trial in trials if trial["state"] == "COMPLETED"]

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def note(kind, *columns):
    with open(os.environ["FIGURES"], "a", encoding="utf-8") as report:
        report.write("\t".join([kind, *map(str, columns)]) + "\n")
