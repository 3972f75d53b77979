"""Water by symmetry functions: microseconds an atom of energy and forces, and how they grow with the number of atoms.

    python bench_hdnnp.py REFERENCE [--rounds N] [--seconds S]

REFERENCE is the folder of reference data (hdnnp/potentials/H2O_RPBE-D3, hdnnp/hdnnp_reference.json,
hdnnp/water_1080.input.data). Wants a built project: ./mvnw -q -B -Dlauncher -DskipTests package. One thread, double precision.
n2p2 has no package on PyPI or in Debian; its figures are those published for one core of a comparable machine.
"""
import argparse
import json
import math
import statistics
import tempfile
from pathlib import Path

from calls import NUMBERS, finished, java_words, machine, nnp4j, spread

BOHR = 0.529177210903
# n2p2 2.3.0, g++ -O3 -march=native, energy and forces, microseconds an atom.
PUBLISHED = {192: 211, 1080: 306}
REPLICAS = ((2, 2, 2), (3, 3, 3), (3, 3, 6))


def box(reference):
    """The box of 192 atoms: symbols, positions and lattice rows, bohr."""
    records = json.loads((reference / "hdnnp_reference.json").read_text())["records"]
    record = next(r for r in records if len(r["elements"]) == 192)
    return record["elements"], record["positions"], record["lattice_rows"]


def configuration(path):
    """The first configuration of a file of n2p2's format."""
    symbols, positions, lattice = [], [], []
    for line in path.read_text().splitlines():
        words = line.split()
        if words and words[0] == "end":
            break
        if words and words[0] == "lattice":
            lattice.append([float(v) for v in words[1:4]])
        if words and words[0] == "atom":
            positions.append([float(v) for v in words[1:4]])
            symbols.append(words[4])
    return symbols, positions, lattice


def repeated(symbols, positions, lattice, times):
    shifts = [(i, j, k) for i in range(times[0]) for j in range(times[1]) for k in range(times[2])]
    moved = [[p[c] + sum(s[a] * lattice[a][c] for a in range(3)) for c in range(3)] for s in shifts for p in positions]
    return symbols * len(shifts), moved, [[times[a] * v for v in lattice[a]] for a in range(3)]


def bind(worker, symbols, positions, lattice):
    worker.ask("bind", numbers=[NUMBERS[s] for s in symbols], frames=[[v * BOHR for p in positions for v in p]],
               cell=[v * BOHR for row in lattice for v in row])


def slope(sizes, times):
    """Exponent of a power law through the points, by least squares of logarithms."""
    x, y = [math.log(v) for v in sizes], [math.log(v) for v in times]
    mx, my = statistics.mean(x), statistics.mean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)


def main(options):
    reference = options.reference / "hdnnp"
    small = box(reference)
    systems = [small, configuration(reference / "water_1080.input.data"), *(repeated(*small, t) for t in REPLICAS)]
    systems.sort(key=lambda s: len(s[0]))
    print(f"{machine()}; water RPBE-D3, energy and forces, double, one thread; {options.rounds} rounds")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "water.onnx"
        finished(java_words("nnp4j.cli.Main", "import", "hdnnp", str(reference / "potentials/H2O_RPBE-D3"), "--length-unit",
                            "bohr", "--energy-unit", "hartree", "--out", str(out), "--quiet"))
        workers = []
        for system in systems:
            workers.append(nnp4j())
            workers[-1].ask("open", file=str(out))
            bind(workers[-1], *system)
            workers[-1].ask("call", seconds=2 * options.seconds)
        rounds = [[w.ask("call", seconds=options.seconds) for w in workers] for _ in range(options.rounds)]
        for worker in workers:
            worker.close()
    sizes = [len(s[0]) for s in systems]
    for k, size in enumerate(sizes):
        best = min(r[k]["best"] for r in rounds) * 1e3 / size
        medians = [r[k]["median"] * 1e3 / size for r in rounds]
        peer = f"   n2p2, published {PUBLISHED[size]}: {best / PUBLISHED[size]:.2f} of its time" if size in PUBLISHED else ""
        print(f"{size:6} atoms: best {best:6.1f}, median {spread(medians)} microseconds an atom{peer}")
    for name in ("best", "median"):
        times = [min(r[k][name] for r in rounds) for k in range(len(sizes))]
        print(f"time grows as atoms^{slope(sizes, times):.3f} ({name})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    main(parser.parse_args())
