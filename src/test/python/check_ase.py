"""ASE reads a scan: same energies as the table, forces that are the negative slope of the energies."""
import csv
import sys

import ase.io
import numpy

frames = ase.io.read(sys.argv[1], ":")
with open(sys.argv[2], newline="") as table:
    rows = list(csv.DictReader(table))
assert len(frames) == len(rows) > 100, (len(frames), len(rows))
r = numpy.array([atoms.get_distance(0, 1) for atoms in frames])
energy = numpy.array([atoms.get_potential_energy() for atoms in frames])
force = numpy.array([atoms.get_forces()[1] @ (atoms.positions[1] - atoms.positions[0]) for atoms in frames]) / r
assert abs(energy - [float(row["energy_eV"]) for row in rows]).max() == 0
assert abs(r - [float(row["bond_1-2_angstrom"]) for row in rows]).max() < 1e-12
# Central differences of the table's own spacing h err by h^2 V'''/6: below 1 % of the largest slope beyond 0.6 angstrom.
slope = -numpy.gradient(energy, r)
inner = (r > 0.6) & (r < 3.9)
assert abs(slope - force)[inner].max() < 0.01 * abs(force[inner]).max(), abs(slope - force)[inner].max()
print(f"ASE read {len(frames)} frames; energies as in the table, forces as their slope")
