"""ANI-2x in nnp4j and in TorchANI, in turns on the same geometries: ratios of their times with their spread.

    python bench_ani.py REFERENCE PEER... [--rounds N] [--seconds S] [--only call,batch,md,start]

REFERENCE is the folder of reference data (ani/models, ani/ani_reference.json, md17); PEER an interpreter with torch, torchani
and ase in it. With several, and of each its variants (plain, to_infer_model, torch.jit.script of both), the fastest is chosen
anew for each case. Wants a built project: ./mvnw -q -B -Dlauncher -DskipTests package.
Single precision, energies and forces, one thread each; ratios above 1 say how many times faster nnp4j is.
"""
import argparse
import json
import random
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from calls import ROOT, Worker, finished, frames, java_words, machine, nnp4j, spread, symbol

VARIANTS = ("plain", "infer", "jit", "infer-jit")
FRAMES = 16
BATCH = 1024
# Energies in single precision: 7 digits of thousands of eV.
AGREEMENT = 1e-6


def molecules(reference):
    """Name, atomic numbers and frames: molecular dynamics where there is one, elsewhere noise of 0.05 angstrom."""
    draw = random.Random(1)
    records = {g["name"]: g for g in json.loads((reference / "ani/ani_reference.json").read_text())["geometries"]}

    def shaken(numbers, x):
        return numbers, [[v + draw.gauss(0, 0.05) for v in x] for _ in range(FRAMES)]

    def record(name):
        return shaken(records[name]["atomic_numbers"], [v for row in records[name]["coordinates"] for v in row])

    yield "H2O", *record("water")
    yield "ethanol", *frames(reference / "md17/ethanol_md17.extxyz", FRAMES)
    yield "aspirin", *frames(reference / "md17/aspirin_md17.extxyz", FRAMES)
    yield "hexadecane, 50 atoms", *shaken(*hexadecane())
    yield "tripeptide, 58 atoms", *record("tripeptide_md_0")


def hexadecane(carbons=16):
    """All-trans: C-C 1.53, C-H 1.09 angstrom, tetrahedral."""
    rise, width, side = 1.53 * (2 / 3) ** 0.5, 1.53 / 3 ** 0.5, 1.09 * (2 / 3) ** 0.5
    x = []
    for k in range(carbons):
        x += [rise * k, width / 2 * (-1) ** k, 0.0]
    for k in range(carbons):
        y = (width / 2 + 1.09 / 3 ** 0.5) * (-1) ** k
        x += [rise * k, y, side, rise * k, y, -side]
    for k, end in ((0, -1), (carbons - 1, 1)):
        x += [rise * k + end * side, (width / 2 - 1.09 / 3 ** 0.5) * (-1) ** k, 0.0]
    return [6] * carbons + [1] * (2 * carbons + 2), x


class Peer:
    """TorchANI in one interpreter, with one model in one variant."""

    def __init__(self, python, info, members, variant):
        self.worker = Worker([python, Path(__file__).with_name("torchani_calls.py")])
        self.answer = self.worker.ask("open", info=str(info), members=members, variant=variant)
        self.version = self.answer.get("version", "")
        self.words = f"{self.version} {variant}"
        self.ask = self.worker.ask


class Bench:
    def __init__(self, options, folder):
        self.options = options
        self.models = options.reference / "ani/models"
        self.folder = folder

    def potential(self, members):
        """The potential file, imported as a user does, and the .info file of as many members."""
        info = self.models / "ani-2x_8x.info"
        if members == 1:
            lines = info.read_text().split()
            info = self.folder / "ani-2x_1x.info"
            info.write_text("\n".join(lines[:3] + ["1"]) + "\n")
            (self.folder / "ani-2x_8x").symlink_to((self.models / "ani-2x_8x").resolve())
        out = self.folder / f"ani-2x-{members}.onnx"
        subprocess.run(java_words("nnp4j.cli.Main", "import", "ani", info, "--out", out, "--quiet"), check=True)
        return out, info

    def peers(self, info, members):
        for python in self.options.peers:
            for variant in VARIANTS:
                peer = Peer(python, info, members, variant)
                if "missing" not in peer.answer:
                    yield peer
                else:
                    peer.worker.close()

    def run(self):
        parts = {"call": self.calls, "batch": self.batch, "md": self.dynamics}
        for members in (8, 1):
            file, info = self.potential(members)
            print(f"\nANI-2x, {members} network{'s' * (members > 1)}")
            wanted = [part for name, part in parts.items() if name in self.options.only]
            if wanted:
                ours = nnp4j()
                ours.ask("open", file=str(file))
                peers = list(self.peers(info, members))
                for part in wanted:
                    part(ours, peers)
                for worker in [ours] + [p.worker for p in peers]:
                    worker.close()
            if "start" in self.options.only:
                self.start(file, info, members)

    def calls(self, ours, peers):
        print(f"{'ms a call':22} {'TorchANI best median':>22}  {'nnp4j best median':>18}  "
              f"{'best':>6}  ratio of medians [of each round]")
        for name, numbers, x in molecules(self.options.reference):
            self.bind(ours, peers, numbers, x)
            self.compare(name, ours, peers)
            seconds = self.options.seconds
            ours.ask("call", seconds=2 * seconds)
            fastest = min(peers, key=lambda p: self.warm(p, seconds))
            rounds = [(fastest.ask("call", seconds=seconds), ours.ask("call", seconds=seconds))
                      for _ in range(self.options.rounds)]
            best = [min(r[k]["best"] for r in rounds) for k in (0, 1)]
            median = [statistics.median(r[k]["median"] for r in rounds) for k in (0, 1)]
            ratios = [a["median"] / b["median"] for a, b in rounds]
            print(f"{name:22} {best[0]:11.3f} {median[0]:10.3f}  {best[1]:9.3f} {median[1]:8.3f}  "
                  f"{best[0] / best[1]:6.2f}  {spread(ratios)}  ({fastest.words})", flush=True)

    @staticmethod
    def warm(peer, seconds):
        peer.ask("call", seconds=seconds)
        return peer.ask("call", seconds=seconds)["median"]

    @staticmethod
    def bind(ours, peers, numbers, x):
        for worker in [ours] + peers:
            worker.ask("bind", numbers=numbers, frames=x)

    @staticmethod
    def compare(name, ours, peers):
        mine = ours.ask("check")
        for peer in peers:
            theirs = peer.ask("check")
            wrong = max(abs(a - b) for a, b in zip(mine["forces"], theirs["forces"]))
            if abs(mine["energy"] - theirs["energy"]) > AGREEMENT * abs(mine["energy"]) or wrong > 1e-3:
                raise SystemExit(f"{name}: nnp4j and TorchANI {peer.words} differ: {mine['energy']} and "
                                 f"{theirs['energy']} eV, forces by {wrong} eV/angstrom")

    def batch(self, ours, peers):
        numbers, x = frames(self.options.reference / "md17/ethanol_md17.extxyz", BATCH)
        self.bind(ours, peers, numbers, x)
        trials = []
        for peer in peers:
            if "infer" in peer.words:
                continue  # of an ensemble it serves one conformer at a time
            for chunk in (BATCH, 256, 64):
                peer.ask("batch", chunk=chunk)
                trials.append((peer.ask("batch", chunk=chunk)["seconds"], chunk, peer))
        _, chunk, fastest = min(trials, key=lambda t: t[0])
        for _ in range(5):
            ours.ask("batch")
        rounds = [(fastest.ask("batch", chunk=chunk), ours.ask("batch")) for _ in range(self.options.rounds)]
        rates = [[BATCH / r[k]["seconds"] for r in rounds] for k in (0, 1)]
        print(f"{BATCH} ethanol, conformers/s: TorchANI {statistics.median(rates[0]):.0f}, nnp4j "
              f"{statistics.median(rates[1]):.0f}, ratio {spread([b / a for a, b in zip(*rates)])}  "
              f"({fastest.words}, {chunk} at once)", flush=True)

    def dynamics(self, ours, peers):
        numbers, x = frames(self.options.reference / "md17/ethanol_md17.extxyz", FRAMES)
        self.bind(ours, peers, numbers, x)
        fastest = min(peers, key=lambda p: self.steps(p, 100))
        self.steps(ours, 5000)
        rounds = [(1 / self.steps(fastest, 200), 1 / self.steps(ours, 2000)) for _ in range(self.options.rounds)]
        rates = list(zip(*rounds))
        print(f"ethanol MD, steps/s: TorchANI with ASE {statistics.median(rates[0]):.0f}, nnp4j "
              f"{statistics.median(rates[1]):.0f}, ratio {spread([b / a for a, b in rounds])}  ({fastest.words})",
              flush=True)

    @staticmethod
    def steps(worker, count):
        return worker.ask("md", steps=count, fs=0.5)["seconds"] / count

    def start(self, file, info, members):
        """A new process each time: until energy and forces of ethanol are printed, and its resident size."""
        numbers, x = frames(self.options.reference / "md17/ethanol_md17.extxyz", 1)
        saved = {}
        for python in self.options.peers:
            saved[python] = str(self.folder / f"peer-{members}-{len(saved)}.pt")
            worker = Worker([python, Path(__file__).with_name("torchani_calls.py")])
            worker.ask("open", info=str(info), members=members, save=saved[python])
            worker.close()

        molecule = self.folder / "ethanol.xyz"
        rows = [f"{symbol(z)} {x[0][3 * k]} {x[0][3 * k + 1]} {x[0][3 * k + 2]}" for k, z in enumerate(numbers)]
        molecule.write_text(f"{len(rows)}\n\n" + "\n".join(rows) + "\n")
        command = [ROOT / "nnp4j", "energy", molecule, "--potential", file, "--forces"]
        finished(command)  # builds the project where it is not built
        mine, theirs = [], {python: [] for python in saved}
        for _ in range(self.options.rounds):
            mine.append(finished(command))
            for python, model in saved.items():
                theirs[python].append(self.first(python, model, numbers, x))
        peer = min(theirs.values(), key=lambda runs: statistics.median(s for s, _ in runs))
        print(f"start to first energy, s: TorchANI {spread([s for s, _ in peer])}, nnp4j {spread([s for s, _ in mine])}")
        print(f"largest resident size, MB: TorchANI {statistics.median(m for _, m in peer):.0f}, nnp4j "
              f"{statistics.median(m for _, m in mine):.0f}", flush=True)

    @staticmethod
    def first(python, model, numbers, x):
        begin = time.perf_counter()
        worker = Worker([python, Path(__file__).with_name("torchani_calls.py")])
        worker.ask("open", file=model)
        worker.ask("bind", numbers=numbers, frames=x)
        worker.ask("check")
        return time.perf_counter() - begin, worker.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("peers", nargs="+")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.5)
    parser.add_argument("--only", default="call,batch,md,start", help="what to time (default: %(default)s)")
    arguments = parser.parse_args()
    print(f"{machine()}; energies and forces, float, one thread each; {arguments.rounds} rounds")
    with tempfile.TemporaryDirectory() as temporary:
        Bench(arguments, Path(temporary)).run()
