"""ASE reads what the README's commands on ammonia wrote, and finds the same with its own units and formulas."""
import csv
import json
import pathlib

import ase.io
import ase.thermochemistry
import ase.units
import numpy

OUT = pathlib.Path("out")
MASSES = {"H": 1.00782503223, "N": 14.00307400443}  # most abundant isotopes, dalton


def masses(atoms):
    return numpy.array([MASSES[symbol] for symbol in atoms.get_chemical_symbols()])


def table(path):
    with open(path, newline="") as lines:
        return list(csv.DictReader(line for line in lines if line.strip() and not line.startswith("#")))


# Dynamics: kinetic energies from the trajectory's velocities, angstrom/fs, are those of the log.
frames = ase.io.read(OUT / "ammonia-md/trajectory.extxyz", ":")
log = {int(row["step"]): row for row in table(OUT / "ammonia-md/log.csv")}
compared = 0
for atoms in frames:
    row = log.get(int(atoms.info["step"]))
    if row is None:
        continue
    v = atoms.arrays["velo"] / ase.units.fs
    kinetic = 0.5 * (masses(atoms)[:, None] * v**2).sum()
    assert abs(kinetic - float(row["kinetic_eV"])) < 1e-8 * max(1, kinetic), (kinetic, row)  # CODATA 2014 and 2022
    assert atoms.get_potential_energy() == float(row["potential_eV"])
    compared += 1
assert compared > 1000, compared

# Vibrations: wavenumbers from the Hessian, entropy from ASE's ideal gas.
folder = OUT / "frequencies-ammonia"
minimum = ase.io.read(folder / "minimum.extxyz")
minimum.set_masses(masses(minimum))
hessian = numpy.loadtxt(folder / "hessian.csv", delimiter=",")
root = numpy.repeat(masses(minimum), 3) ** -0.5
eigenvalues = numpy.linalg.eigvalsh(root[:, None] * hessian * root[None, :])[6:]
unit = ase.units._hbar * 1e10 / (ase.units._e * ase.units._amu) ** 0.5  # eV of the root of 1 eV/(angstrom^2 dalton)
energies = unit * eigenvalues**0.5
ours = numpy.array([float(row["wavenumber_per_cm"]) for row in table(folder / "frequencies.csv")])
assert abs(energies / ase.units.invcm / ours - 1).max() < 1e-5, energies / ase.units.invcm
summary = json.loads((folder / "summary.json").read_text())
gas = ase.thermochemistry.IdealGasThermo(
    energies, "nonlinear", atoms=minimum, symmetrynumber=summary["symmetry_number"], spin=0)
entropy = gas.get_entropy(summary["temperature_K"], summary["pressure_Pa"], verbose=False)
assert summary["symmetry_number"] == 3
assert abs(entropy / summary["entropy_eV_per_K"] - 1) < 1e-6, (entropy, summary["entropy_eV_per_K"])
enthalpy = gas.get_enthalpy(summary["temperature_K"], verbose=False) + summary["electronic_energy_eV"]
assert abs(enthalpy - summary["enthalpy_eV"]) < 1e-6, (enthalpy, summary["enthalpy_eV"])

# Scans: the angle and the bond that ASE measures are those that were asked for.
relaxed = ase.io.read(OUT / "ammonia-relaxed/scan.extxyz", ":")
worst = max(abs(atoms.get_angle(1, 0, 2) - atoms.info["angle_2-1-3_degree"]) for atoms in relaxed)
assert len(relaxed) == 54 and worst < 1e-4, (len(relaxed), worst)
surface = numpy.genfromtxt(OUT / "ammonia-surface/scan.csv", delimiter=",", skip_header=1, usecols=(0, 1, 2))
assert surface.shape == (1440, 3) and numpy.isfinite(surface).all(), surface.shape

# The path climbs to its saddle point and comes down again.
path = [atoms.get_potential_energy() for atoms in ase.io.read(OUT / "path-ammonia/path.extxyz", ":")]
top = json.loads((OUT / "path-ammonia/summary.json").read_text())["saddle_energy_eV"]
assert numpy.argmax(path) == len(path) // 2 and abs(max(path) - top) < 1e-3, (path, top)
print(f"ASE agrees: {compared} kinetic energies, {len(ours)} wavenumbers, entropy, {len(relaxed)} relaxed angles, a path")
