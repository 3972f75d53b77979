#!/usr/bin/env python3
"""Energies of NH3 over a wide region, near the CCSD(T) basis-set limit: writes ccsdt.extxyz.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python reference.py            # about 5 s a point; a killed run resumes

Level of theory, restricted Hartree-Fock and four parts on top of one another:

    E = HF limit + MP2 limit + [CCSD(T) - MP2] in aug-cc-pVDZ + [MP2 with core - MP2] in cc-pwCVTZ (N), cc-pVTZ (H)

Hartree-Fock in aug-cc-pVTZ and aug-cc-pVQZ is extrapolated as A (L+1) exp(-9 sqrt(L)) (Karton, Martin, Theor. Chem.
Acc. 115, 330 (2006), doi:10.1007/s00214-005-0028-6), the MP2 correlation energy in the same bases as L^-3 (Helgaker
et al., J. Chem. Phys. 106, 9639 (1997), doi:10.1063/1.473863). The nitrogen 1s core is frozen but in the last part.
Bases: Dunning, J. Chem. Phys. 90, 1007 (1989), doi:10.1063/1.456153, and Peterson, Dunning, J. Chem. Phys. 117, 10548
(2002), doi:10.1063/1.1520138. Integrals are density-fitted but those of the CCSD(T) part.

Geometries: random walks (Metropolis) of the three hydrogens on a crude model surface at three temperatures, thinned to
points far from each other, after a list of symmetric geometries: the umbrella motion, stretches, stationary points.
"""
import argparse
import math
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy
from pyscf import cc, df, gto, lib, mp, scf
from pyscf.mp import dfmp2

SEED = 20261123
WAVENUMBER = 219474.6313632  # cm-1 in a hartree
WALKS = {800.0: 0.45, 2000.0: 0.35, 5000.0: 0.20}  # kT in cm-1 and its part of the points
PLAN = 1000  # points of all walks that are put in order; a shorter run takes the first
POOL = 4000  # geometries of a walk to choose from
BETWEEN = 40  # steps of the walk between them
STEP = 0.05  # angstrom
DISTANCES = (0.75, 1.70)  # N-H, angstrom
ANGLES = (60.0, 150.0)  # H-N-H, degrees
CEILING = 30000.0  # of the model surface, cm-1
SCF_SETTLED = 1e-10  # hartree; CCSD to 1e-8: together 0.002 cm-1
AMPLITUDES_SETTLED = 1e-5
TRIPLE, QUADRUPLE, DOUBLE = "aug-cc-pvtz", "aug-cc-pvqz", "aug-cc-pvdz"
CORE = {"N": "cc-pwcvtz", "H": "cc-pvtz"}
PARTS = ["hf_tz", "hf_qz", "mp2_tz", "mp2_qz", "ccsdt_dz", "mp2_dz", "core"]


def model(h):
    """Crude surface for the walk, cm-1: Morse stretches and harmonic angles; infinite outside the region."""
    r = numpy.linalg.norm(h, axis=1)
    angles = [math.degrees(math.acos(h[i] @ h[j] / (r[i] * r[j]))) for i, j in ((0, 1), (0, 2), (1, 2))]
    if r.min() < DISTANCES[0] or r.max() > DISTANCES[1] or min(angles) < ANGLES[0] or max(angles) > ANGLES[1]:
        return math.inf
    stretch = 39000 * ((1 - numpy.exp(-2.17 * (r - 1.012))) ** 2).sum()
    bend = 12500 * sum(math.radians(a - 106.7) ** 2 for a in angles)
    return stretch + bend if stretch + bend < CEILING else math.inf


def walk(random, temperature):
    """Geometries of one walk, hydrogens relative to nitrogen, angstrom."""
    here = pyramid([1.012] * 3, 112.0)
    energy = model(here)
    pool = []
    for step in range(POOL * BETWEEN):
        there = here + STEP * random.standard_normal((3, 3))
        trial = model(there)
        if math.log(1 - random.random()) < (energy - trial) / temperature:
            here, energy = there, trial
        if step % BETWEEN == BETWEEN - 1:
            pool.append(here)
    return pool


def pyramid(r, tilt):
    """Hydrogens at the distances r from nitrogen, each at the angle tilt (degrees) to the axis; 90 is planar."""
    t = math.radians(tilt)
    turns = [2 * math.pi * k / 3 for k in range(3)]
    return numpy.array([[d * math.sin(t) * math.cos(p), d * math.sin(t) * math.sin(p), d * math.cos(t)]
                        for d, p in zip(r, turns)])


def thinned(pool, count):
    """Points each farthest from those before, in decaying distances; hydrogens ordered by distance from nitrogen."""
    rows = []
    for h in pool:
        h = h[numpy.argsort(numpy.linalg.norm(h, axis=1))]
        vectors = [*h, h[0] - h[1], h[0] - h[2], h[1] - h[2]]
        lengths = [numpy.linalg.norm(v) for v in vectors]
        rows.append(numpy.exp(-numpy.array(lengths)))
    rows = numpy.array(rows)
    chosen, nearest = [0], numpy.linalg.norm(rows - rows[0], axis=1)
    while len(chosen) < count:
        chosen.append(int(nearest.argmax()))
        nearest = numpy.minimum(nearest, numpy.linalg.norm(rows - rows[chosen[-1]], axis=1))
    return [pool[k] for k in chosen]


def listed():
    """Symmetric geometries: stationary points, the umbrella motion, stretches, two compressed molecules."""
    points = [pyramid([1.012] * 3, 112.1), pyramid([0.995] * 3, 90.0)]
    points += [pyramid([0.8] * 3, 112.0), pyramid([0.85] * 3, 90.0)]
    points += [pyramid([1.005] * 3, tilt) for tilt in (60, 65, 70, 75, 80, 85, 87.5, 117.5, 122.5, 127.5)]
    points += [pyramid([r] * 3, 112.0) for r in (0.85, 0.9, 0.95, 1.1, 1.2)]
    points += [pyramid([r, 1.01, 1.01], tilt) for tilt in (90, 112) for r in (0.75, 0.8, 0.9, 1.15, 1.3, 1.5, 1.7)]
    return points


def geometries(count):
    """The first count geometries of the plan, the walks mixed in their parts."""
    random = numpy.random.default_rng(SEED)
    walks = [thinned(walk(random, t), round(part * PLAN)) for t, part in WALKS.items()]
    places = [((k + 0.5) / len(w), h) for w in walks for k, h in enumerate(w)]
    mixed = [h * [1, 1, random.choice([-1, 1])] for _, h in sorted(places, key=lambda place: place[0])]
    return [numpy.round(h, 5) for h in (listed() + mixed)[:count]]


def hartree_fock(atoms, spin, basis, fitted=True):
    mol = gto.M(atom=atoms, basis=basis, spin=spin, unit="A", verbose=0)
    field = scf.RHF(mol) if spin == 0 else scf.UHF(mol)
    field = field.density_fit() if fitted else field
    field.conv_tol = SCF_SETTLED
    field.kernel()
    return settled(field)


def settled(method):
    if not method.converged:
        raise RuntimeError(f"{type(method).__name__} did not converge")
    return method


def mp2(field, fit, core=1):
    """Correlation energy of second order, the lowest core orbitals frozen."""
    if field.mol.nelectron == 1:
        return 0.0
    if field.mol.spin:
        return mp.UMP2(field, frozen=core).kernel()[0]
    method = dfmp2.DFMP2(field, frozen=core)
    method.with_df = df.DF(field.mol, fit)
    return method.kernel()[0]


def parts(atoms, spin=0):
    """The energies PARTS, hartree, of a molecule (closed shell) or an atom."""
    core = 1 if any(a[0] == "N" for a in atoms) else 0
    triple, quadruple = (hartree_fock(atoms, spin, b) for b in (TRIPLE, QUADRUPLE))
    double = hartree_fock(atoms, spin, DOUBLE, fitted=False)
    tight = hartree_fock(atoms, spin, {k: CORE[k] for k in {a[0] for a in atoms}})
    coupled, triples, second = 0.0, 0.0, 0.0
    if double.mol.nelectron > 1:
        method = cc.CCSD(double, frozen=core)
        method.conv_tol_normt = AMPLITUDES_SETTLED
        method.conv_tol = 1e-8
        method.kernel()
        coupled, triples, second = settled(method).e_corr, method.ccsd_t(), method.emp2
    fit = df.aug_etb(tight.mol)
    inner = mp2(tight, fit, core=0) - mp2(tight, fit, core=core)
    return [triple.e_tot, quadruple.e_tot, mp2(triple, TRIPLE + "-ri", core), mp2(quadruple, QUADRUPLE + "-ri", core),
            coupled + triples, second, inner]


def total(p):
    """The energy of the head of this file from its PARTS, hartree."""
    p = dict(zip(PARTS, p))
    decay = 5 / 4 * math.exp(-9 * (math.sqrt(4) - math.sqrt(3)))
    limit = p["hf_qz"] + (p["hf_qz"] - p["hf_tz"]) * decay / (1 - decay)
    correlation = p["mp2_qz"] + (p["mp2_qz"] - p["mp2_tz"]) * 27 / (64 - 27)
    return limit + correlation + p["ccsdt_dz"] - p["mp2_dz"] + p["core"]


def molecule(h):
    return [["N", (0.0, 0.0, 0.0)]] + [["H", tuple(v)] for v in h]


def frame(number, h, p):
    values = " ".join(f"{name}={value:.9f}" for name, value in zip(PARTS, p))
    lines = ["4", f"Properties=species:S:1:pos:R:3 energy={total(p):.9f} point={number} {values}"]
    return "\n".join(lines + ["{} {:.5f} {:.5f} {:.5f}".format(a, *x) for a, x in molecule(h)]) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", default="ccsdt.extxyz", help="energies in hartree; resumed from")
    parser.add_argument("--points", type=int, default=520, help="geometries of the plan, from the first on")
    parser.add_argument("--skip", type=int, default=0, help="leave out so many of them, such as those of another file")
    parser.add_argument("--atoms", action="store_true", help="print the energies of the free atoms and stop")
    arguments = parser.parse_args()
    lib.num_threads(1)
    if arguments.atoms:
        for symbol, spin in (("H", 1), ("N", 3)):
            print(f"{symbol}={total(parts([[symbol, (0, 0, 0)]], spin)):.9f}hartree")
        return
    plan = geometries(arguments.points)[arguments.skip :]
    size = 6  # lines a frame
    lines = open(arguments.out).read().splitlines() if os.path.exists(arguments.out) else []
    done = len(lines) // size
    with open(arguments.out, "w") as out:
        out.write("".join(line + "\n" for line in lines[: done * size]))
        for number, h in enumerate(plan[done:], arguments.skip + done):
            out.write(frame(number, h, parts(molecule(h))))
            out.flush()


if __name__ == "__main__":
    main()
