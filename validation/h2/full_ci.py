#!/usr/bin/env python3
"""Full CI curve of H2, extrapolated to the basis-set limit: writes full_ci.csv.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python full_ci.py            # about a minute a point; a killed run resumes

Level of theory. Two electrons: full CI is exact in a basis. Bases are aug-cc-pVQZ and aug-cc-pV5Z
(Dunning, J. Chem. Phys. 90, 1007 (1989), doi:10.1063/1.456153; Basis Set Exchange), uncontracted, with one
even-tempered tight function added to every shell p, d, f, g. The energy of the two leading configurations
(natural orbitals 1 sigma_g and 1 sigma_u of the full CI function), which describes two separate atoms as well as it
describes the molecule, is extrapolated as A (L+1) exp(-9 sqrt(L)) (Karton, Martin, Theor. Chem. Acc. 115, 330 (2006),
doi:10.1007/s00214-005-0028-6) and the rest, the dynamic correlation, as L^-3 (Helgaker et al., J. Chem. Phys. 106,
9639 (1997), doi:10.1063/1.473863), each relative to two hydrogen atoms in the same basis; the atoms are then set to
their exact -1/2 hartree. (Hartree-Fock in place of the two configurations fails beyond 2 angstrom: its ionic half
converges with the basis as nothing physical does, and leaves 10 microhartree at dissociation.)

Method. The singlet wave function is a symmetric matrix C over orbital pairs, and H C = h C + C h + K[C],
where K is the exchange contraction of the two-electron integrals: a Davidson iteration needs no transformed
integrals. Nothing is screened and no function is dropped, so that the curve is smooth to about 1e-9 hartree.
"""
import argparse
import csv
import math
import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import basis_set_exchange
import numpy
import scipy.linalg
from pyscf import gto, lib
from pyscf.scf import _vhf

LEVELS = {4: "aug-cc-pVQZ", 5: "aug-cc-pV5Z"}
COLUMNS = ["bond_1-2_angstrom", "leading_4_hartree", "fci_4_hartree", "leading_5_hartree", "fci_5_hartree"]
RESULT = ["bond_1-2_angstrom", "energy_hartree"]
HF_SETTLED = 1e-3  # commutator norm; the orbitals only need to be a good start for full CI
SIGMA = 1e-3  # overlap with s functions that tells sigma orbitals from the others, whose overlap vanishes
RESIDUAL = 1e-7  # norm of the Davidson residual; the energy error is its square over the gap


def basis(level):
    text = basis_set_exchange.get_basis(LEVELS[level], elements=[1], fmt="nwchem", header=False)
    shells = [list(shell) for shell in gto.uncontract(gto.basis.parse(text))]
    for momentum in range(1, level):
        exponents = sorted((s[1][0] for s in shells if s[0] == momentum), reverse=True)
        shells.append([momentum, [exponents[0] ** 2 / exponents[1], 1.0]])
    return shells


def hartree_fock(mol, eri):
    """Closed-shell orbital energies and orbitals by Roothaan iterations with DIIS, and the core Hamiltonian."""
    overlap = mol.intor("int1e_ovlp")
    core = mol.intor("int1e_kin") + mol.intor("int1e_nuc")
    values, vectors = scipy.linalg.eigh(overlap)
    to_orthonormal = vectors / numpy.sqrt(values)
    energies, orbitals = scipy.linalg.eigh(to_orthonormal.T @ core @ to_orthonormal)
    accelerate = lib.diis.DIIS()
    for _ in range(60):
        coefficients = to_orthonormal @ orbitals
        density = 2 * numpy.outer(coefficients[:, 0], coefficients[:, 0])
        coulomb, exchange = _vhf.incore(eri, density, 1)
        fock = core + coulomb - exchange / 2
        error = to_orthonormal.T @ (fock @ density @ overlap - overlap @ density @ fock) @ to_orthonormal
        in_basis = to_orthonormal.T @ fock @ to_orthonormal
        if abs(error).max() < HF_SETTLED:
            energies, orbitals = scipy.linalg.eigh(in_basis)
            return energies, to_orthonormal @ orbitals, core
        energies, orbitals = scipy.linalg.eigh(accelerate.update(in_basis, error))
    raise RuntimeError("Hartree-Fock did not converge")


def full_ci(mol, eri, orbital_energies, orbitals, core):
    """Lowest singlet of two electrons by Davidson's method with Olsen's correction.

    Returns the electronic energies of the two leading configurations and of full CI.
    """
    core = orbitals.T @ core @ orbitals
    size = len(orbital_energies)

    def apply(c):
        exchange = _vhf.incore(eri, orbitals @ c @ orbitals.T, 1, False, True)[1]
        result = orbitals.T @ exchange @ orbitals + core @ c + c @ core
        return (result + result.T) / 2

    guesses = []
    for orbital in (0, 1):  # sigma_g^2 and sigma_u^2, degenerate at dissociation
        guess = numpy.zeros((size, size))
        guess[orbital, orbital] = 1
        guesses.append(guess)
    space, images = guesses, [apply(v) for v in guesses]
    diagonal = numpy.add.outer(orbital_energies, orbital_energies)
    for _ in range(60):
        small = numpy.array([[numpy.vdot(v, w) for w in images] for v in space])
        values, vectors = scipy.linalg.eigh(small)
        energy = values[0]
        state = sum(k * v for k, v in zip(vectors[:, 0], space))
        residual = sum(k * w for k, w in zip(vectors[:, 0], images)) - energy * state
        if numpy.linalg.norm(residual) < RESIDUAL:
            return leading(mol, apply, state, orbitals), energy
        gap = diagonal - energy
        gap[abs(gap) < 0.1] = 0.1
        step, scaled = residual / gap, state / gap
        step = scaled * (numpy.vdot(state, step) / numpy.vdot(state, scaled)) - step
        for _ in range(2):
            for v in space:
                step -= v * numpy.vdot(v, step)
            step /= numpy.linalg.norm(step)
        space.append(step)
        images.append(apply(step))
    raise RuntimeError("the Davidson iteration did not converge")


def leading(mol, apply, state, orbitals):
    """Lowest energy in the space of sigma_g^2 and sigma_u^2, from the natural orbitals of a full CI function."""
    weights, natural = scipy.linalg.eigh(state)
    overlap = mol.intor("int1e_ovlp")
    in_basis = overlap @ orbitals @ natural
    s = [i for i, label in enumerate(mol.ao_labels()) if label.split()[2].endswith("s")]
    half = len(s) // 2
    chosen = []
    for sign in (1, -1):  # gerade and ungerade combinations of s functions see sigma orbitals only
        seen = abs(in_basis[s[:half]] + sign * in_basis[s[half:]]).max(axis=0) > SIGMA
        chosen.append(max(numpy.flatnonzero(seen), key=lambda k: abs(weights[k])))
    pair = [numpy.outer(natural[:, k], natural[:, k]) for k in chosen]
    images = [apply(p) for p in pair]
    return scipy.linalg.eigh([[numpy.vdot(p, q) for q in images] for p in pair], eigvals_only=True)[0]


def molecule(distance, shells):
    """Energies of the two leading configurations and of full CI, hartree."""
    atoms = [["H", (0, 0, -distance / 2)], ["H", (0, 0, distance / 2)]]
    mol = gto.M(atom=atoms, basis={"H": shells}, unit="A", verbose=0)
    eri = mol.intor("int2e", aosym="s8")
    energies, orbitals, core = hartree_fock(mol, eri)
    return [energy + mol.energy_nuc() for energy in full_ci(mol, eri, energies, orbitals, core)]


def atom(shells):
    mol = gto.M(atom=[["H", (0, 0, 0)]], basis={"H": shells}, spin=1, verbose=0)
    core = mol.intor("int1e_kin") + mol.intor("int1e_nuc")
    return scipy.linalg.eigh(core, mol.intor("int1e_ovlp"), eigvals_only=True)[0]


def extrapolate(row, atoms):
    """Energy at the basis-set limit, hartree; two atoms are exactly -1."""
    low, high = 4, 5
    first = {n: row[f"leading_{n}_hartree"] - 2 * atoms[n] for n in (low, high)}
    rest = {n: row[f"fci_{n}_hartree"] - row[f"leading_{n}_hartree"] for n in (low, high)}
    decay = (high + 1) / high * math.exp(-9 * (math.sqrt(high) - math.sqrt(low)))
    first_limit = first[high] + (first[high] - first[low]) * decay / (1 - decay)
    step = low**3 / (high**3 - low**3)
    return -1 + first_limit + rest[high] + (rest[high] - rest[low]) * step


def distances(first, last, intervals):
    """Equal ratios, the coarse half of the grid first, so that a part of the run is a grid too."""
    grid = [first * (last / first) ** (i / intervals) for i in range(intervals + 1)]
    stride, order = 16, []
    while stride:
        order += [i for i in range(0, intervals + 1, stride) if i not in order]
        stride //= 2
    return [round(grid[i], 4) for i in order]


def read(path):
    if not os.path.exists(path):
        return {}
    with open(path, newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {float(r[COLUMNS[0]]): {k: float(v) for k, v in r.items()} for r in rows if None not in r.values()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--raw", default="full_ci_by_basis.csv", help="energies in each basis; resumed from")
    parser.add_argument("--out", default="full_ci.csv", help="extrapolated energies")
    parser.add_argument("--part", default="0/1", help="I/N: every N-th missing point from I, to use N processes")
    parser.add_argument("--points", type=int, default=81)
    arguments = parser.parse_args()
    lib.num_threads(1)
    shells = {level: basis(level) for level in LEVELS}
    part, parts = map(int, arguments.part.split("/"))
    wanted = distances(0.2, 10.0, arguments.points - 1)
    missing = [r for r in wanted if r not in read(arguments.raw)]
    for r in missing[part::parts]:
        row = [f"{r:.4f}"]
        for level in LEVELS:
            row += [f"{energy:.13f}" for energy in molecule(r, shells[level])]
        header = not os.path.exists(arguments.raw)
        with open(arguments.raw, "a") as out:
            out.write((",".join(COLUMNS) + "\n" if header else "") + ",".join(row) + "\n")
        print(",".join(row), flush=True)
    atoms = {level: atom(shells[level]) for level in LEVELS}
    rows = read(arguments.raw)
    with open(arguments.out + ".part", "w") as out:
        out.write("# H2, full CI, basis-set limit from aug-cc-pV{Q,5}Z uncontracted with tight functions; full_ci.py\n")
        out.write(",".join(RESULT) + "\n")
        for r in sorted(rows):
            out.write(f"{r:.4f},{extrapolate(rows[r], atoms):.11f}\n")
    os.replace(arguments.out + ".part", arguments.out)


if __name__ == "__main__":
    main()
