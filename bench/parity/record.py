"""File of measured loss curves, so that an interrupted run can continue."""

import hashlib
import json
import zipfile


class Record:
    """JSON lines file with one line per curve: key, losses and processor time in seconds."""

    def __init__(self, file):
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        self.curves = {}
        for line in file.read_text(encoding="utf-8").splitlines():
            self.remember(json.loads(line))

    def remember(self, curve):
        self.curves.setdefault(text_of(curve["key"]), {})[curve["seed"]] = curve

    def losses(self, key, seed, measure):
        """Returns the losses of a key and seed; calls `measure` if they are not recorded yet.

        `measure` must return the losses and the processor time in seconds.
        """
        if seed not in self.curves.get(text_of(key), {}):
            losses, seconds = measure()
            curve = {"key": key, "seed": seed, "losses": losses, "seconds": round(seconds, 1)}
            with open(self.file, "a", encoding="utf-8") as out:
                out.write(json.dumps(curve) + "\n")
            self.remember(curve)
        return self.curves[text_of(key)][seed]["losses"]

    def all_seeds(self, key):
        """Returns losses and processor time in seconds of every recorded seed."""
        curves = self.curves.get(text_of(key), {}).values()
        return [curve["losses"] for curve in curves], sum(curve["seconds"] for curve in curves)


def text_of(key):
    return json.dumps(key, sort_keys=True)


def digest(*parts):
    """Returns a short hash of files and texts."""
    total = hashlib.sha256()
    for part in parts:
        total.update(part.encode() if isinstance(part, str) else part.read_bytes())
    return total.hexdigest()[:12]


def digest_of_classes(jar):
    """Returns a short hash of the classes that read data and train."""
    with zipfile.ZipFile(jar) as archive:
        packages = ("dev/trellis/dataset/", "dev/trellis/training/")
        classes = [each for each in archive.infolist() if each.filename.startswith(packages)]
    return digest("".join(sorted(f"{each.filename} {each.CRC}\n" for each in classes)))
