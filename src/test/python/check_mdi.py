"""pymdi, the MDI Library's own driver, and LAMMPS's fix mdi/qm drive nnp4j over TCP: the numbers are those of ./nnp4j energy.

Usage: check_mdi.py [STEPS [LMP [PLUGIN]]]; STEPS of each run (default 1000), LMP a LAMMPS with the MDI package, or one
without and a PLUGIN with fix mdi/qm (see lammps_mdi.sh; default: none, then only pymdi drives). Needs ase, numpy and pymdi,
and out/nh3-symmetry/ccsdt.onnx of the README, which is trained where it is missing.
"""
import atexit
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ase.io
import mdi
import numpy

ROOT = Path(__file__).resolve().parents[3]
NNP4J = str(ROOT / "nnp4j")
MOLECULE = ROOT / "molecules" / "ammonia.xyz"
PERIODIC = ROOT / "out" / "nh3-symmetry" / "ccsdt.onnx"
PORT = 31981
BOHR, HARTREE = 0.529177210544, 27.211386245981  # CODATA 2022, as nnp4j has them
CLOSE = 1e-10  # relative; rounding of coordinates that are written as text and of unit factors stays below
STRAIN = 2e-5  # of central differences: their error is about 100 times its square, and 1e-8 from rounding
DERIVATIVE = 1e-6  # relative, for these differences


def serve(molecule, *words, port=PORT):
    process = subprocess.Popen([NNP4J, "serve", "--mdi", f"localhost:{port}", *map(str, words), "--extrapolation", "allow",
                                str(molecule)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    atexit.register(process.kill)  # an engine that waits on would answer the next check
    return process


def ended(process, status=0, limit=60):
    """Waits for the engine to end; the last line that it said."""
    out, err = process.communicate(timeout=limit)
    assert process.returncode == status, (process.returncode, out, err)
    assert status == 0 or len(err.strip().splitlines()) == 1, err
    return (out if status == 0 else err).strip().splitlines()[-1]


def here(atoms, positions, cells=None, potential=None):
    """Energies in hartree and forces in hartree per bohr at positions and cells in bohr, from ./nnp4j energy."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frames.extxyz"
        with open(path, "w") as text:
            for k, x in enumerate(positions):
                lattice = "" if cells is None else 'Lattice="%s" pbc="T T T" ' % " ".join(
                    f"{v * BOHR:.17g}" for v in numpy.ravel(cells[k]))
                text.write(f"{len(atoms)}\n{lattice}Properties=species:S:1:pos:R:3\n")
                for symbol, r in zip(atoms.get_chemical_symbols(), x):
                    text.write(symbol + "".join(f" {v * BOHR:.17g}" for v in r) + "\n")
        words = [NNP4J, "energy", "--forces", "--format", "json", "--extrapolation", "allow", str(path)]
        words += ["--potential", str(potential)] if potential else []
        results = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    energies = numpy.array([r["energy_eV"] for r in results]) / HARTREE
    return energies, numpy.array([r["forces_eV_per_angstrom"] for r in results]) * BOHR / HARTREE


def stress_here(atoms, x, cell, potential):
    """Minus the derivative of the energy with respect to strain over the volume, by central differences."""
    strains = []
    for a in range(3):
        for b in range(3):
            for sign in (1, -1):
                strain = numpy.eye(3)
                strain[b, a] += sign * STRAIN
                strains.append(strain)
    energies, _ = here(atoms, [x @ s for s in strains], [cell @ s for s in strains], potential)
    return -(energies[::2] - energies[1::2]).reshape(3, 3) / (2 * STRAIN) / abs(numpy.linalg.det(cell))


def compare(what, expected, energies, forces, seconds=None):
    """All in bohr and hartree."""
    e, f = expected
    worst = abs(numpy.array(energies) / e - 1).max()
    worst_force = abs(numpy.array(forces) - f).max() / abs(f).max()
    assert len(energies) == len(e) and worst < CLOSE and worst_force < CLOSE, (what, worst, worst_force)
    pace = f", {1000 * seconds / len(e):.2f} ms a step" if seconds else ""
    print(f"{what}: {len(e)} geometries, energies {worst:.0e}, forces {worst_force:.0e} relative{pace}", flush=True)


def crystal():
    """Three molecules of ammonia in a triclinic cell that they fill about as in the solid."""
    one = ase.io.read(MOLECULE)
    atoms = one.copy()
    for shift in ((3.4, 0.3, 0.2), (0.4, 3.5, 0.1)):
        other = one.copy()
        other.rotate(40 * shift[0], (1, 1, 0))
        other.translate(shift)
        atoms += other
    atoms.set_cell([[6.6, 0, 0], [0.7, 6.8, 0], [-0.5, 0.9, 5.1]])
    atoms.pbc = True
    return atoms


class Engine:
    """nnp4j as pymdi sees it."""

    def __init__(self):
        self.communicator = mdi.MDI_Accept_Communicator()

    def say(self, command, values=None, kind=mdi.MDI_DOUBLE):
        mdi.MDI_Send_Command(command, self.communicator)
        if values is not None:
            mdi.MDI_Send(values, len(values), kind, self.communicator)

    def ask(self, command, count, kind=mdi.MDI_DOUBLE):
        mdi.MDI_Send_Command(command, self.communicator)
        return mdi.MDI_Recv(count, kind, self.communicator)

    def knows(self, command):
        return mdi.MDI_Check_Command_Exists("@DEFAULT", command, self.communicator)


def pymdi_drives_a_molecule(process):
    """Random geometries, all compared; what a driver asks about the engine before."""
    atoms = ase.io.read(MOLECULE)
    n = len(atoms)
    engine = Engine()
    assert engine.ask("<NAME", mdi.MDI_NAME_LENGTH, mdi.MDI_CHAR) == "nnp4j"
    assert engine.ask("<VERSION", 3, mdi.MDI_INT)[:2] == [1, 4]
    assert engine.ask("<@", mdi.MDI_NAME_LENGTH, mdi.MDI_CHAR) == "@DEFAULT"
    assert mdi.MDI_Get_NNodes(engine.communicator) == 1
    assert [engine.knows(c) for c in ("<ENERGY", ">NATOMS", ">ELEMENTS", "EXIT", "<STRESS", "<KE_ELEC")] == [1, 1, 1, 1, 0, 0]
    assert engine.ask("<NATOMS", 1, mdi.MDI_INT) == n
    assert engine.ask("<ELEMENTS", n, mdi.MDI_INT) == list(atoms.numbers)
    engine.say(">NATOMS", [n], mdi.MDI_INT)
    engine.say(">ELEMENTS", [int(z) for z in atoms.numbers], mdi.MDI_INT)
    generator = numpy.random.default_rng(1)
    positions, energies, forces = [], [], []
    for step in range(STEPS):
        x = (atoms.positions + generator.normal(0, 0.05, (n, 3))) / BOHR
        engine.say(">COORDS", list(x.ravel()))
        energies.append(engine.ask("<ENERGY" if step % 2 else "<PE", 1))
        forces.append(numpy.reshape(engine.ask("<FORCES", 3 * n), (n, 3)))
        positions.append(x)
        if step == 0:
            begin = time.perf_counter()
    seconds = time.perf_counter() - begin
    engine.say("EXIT")
    assert ended(process) == f"{STEPS} geometries served; the driver said EXIT"
    compare("pymdi drives nnp4j", here(atoms, positions), energies, forces, seconds)


def pymdi_drives_a_crystal(folder):
    """Cells that change at every step, and the stress by differences of energies."""
    atoms = crystal()
    n = len(atoms)
    ase.io.write(Path(folder) / "crystal.extxyz", atoms)
    process = serve(Path(folder) / "crystal.extxyz", "--potential", PERIODIC)
    engine = Engine()
    assert engine.knows("<STRESS") and engine.ask("<DIMENSIONS", 3, mdi.MDI_INT) == [2, 2, 2]
    generator = numpy.random.default_rng(2)
    positions, cells, energies, forces, stresses = [], [], [], [], []
    for step in range(20):
        cells.append(numpy.array(atoms.cell) * (1 + generator.normal(0, 0.01, (3, 3))) / BOHR)
        positions.append((atoms.positions + generator.normal(0, 0.05, (n, 3))) / BOHR)
        engine.say(">CELL_DISPL", [0.5, 0.0, -1.0])
        engine.say(">CELL", list(cells[-1].ravel()))
        engine.say(">COORDS", list(positions[-1].ravel()))
        energies.append(engine.ask("<ENERGY", 1))
        forces.append(numpy.reshape(engine.ask("<FORCES", 3 * n), (n, 3)))
        stresses.append(numpy.reshape(engine.ask("<STRESS", 9), (3, 3)))
    engine.say("EXIT")
    assert ended(process) == "20 geometries served; the driver said EXIT"
    compare("pymdi drives a crystal", here(atoms, positions, cells, PERIODIC), energies, forces)
    worst = 0
    for x, cell, stress in list(zip(positions, cells, stresses))[:5]:
        expected = stress_here(atoms, x, cell, PERIODIC)
        worst = max(worst, abs(stress - expected).max() / abs(expected).max())
    assert worst < DERIVATIVE, worst
    print(f"pymdi drives a crystal: stress is -dE/dstrain/volume to {worst:.0e} relative", flush=True)


def wrong_elements_are_refused():
    process = serve(MOLECULE)
    engine = Engine()
    engine.say(">ELEMENTS", [1, 1, 1, 7], mdi.MDI_INT)
    said = ended(process, 2)
    assert said.endswith("expected the molecule's elements in its order, with N as atom 1, found H"), said
    print(f"refused: {said}", flush=True)


DOOMED = """
import mdi, sys
mdi.MDI_Init("-role DRIVER -name doomed -method TCP -port %d")
engine = mdi.MDI_Accept_Communicator()
print("accepted", flush=True)
mdi.MDI_Send_Command("<COORDS", engine)
x = mdi.MDI_Recv(12, mdi.MDI_DOUBLE, engine)
for step in range(int(sys.argv[1])):
    x[0] += 1e-6
    mdi.MDI_Send_Command(">COORDS", engine)
    mdi.MDI_Send(x, 12, mdi.MDI_DOUBLE, engine)
    mdi.MDI_Send_Command("<FORCES", engine)
    mdi.MDI_Recv(12, mdi.MDI_DOUBLE, engine)
mdi.MDI_Send_Command("EXIT", engine)
"""


def killed_drivers_are_served_again(count):
    """One engine, drivers killed at random moments, and one that ends well."""
    port = PORT + 1
    generator = random.Random(3)
    engine = serve(MOLECULE, "--reconnect", "--wait", "5", port=port)
    for life in range(count + 1):
        last = life == count
        driver = subprocess.Popen([sys.executable, "-c", DOOMED % port, "100" if last else "1000000000"],
                                  stdout=subprocess.PIPE, text=True)
        assert driver.stdout.readline() == "accepted\n"
        if last:
            assert driver.wait(30) == 0
        else:
            time.sleep(generator.uniform(0, 0.1))
            driver.send_signal(signal.SIGKILL)
            driver.wait(30)
        driver.stdout.close()
    said = ended(engine)
    assert said.endswith("geometries served; no driver came again") and int(said.split()[0]) >= 100, said
    print(f"{count} drivers killed, one ended well: {said}", flush=True)


LAMMPS = """
{plugin}
units metal
atom_style atomic
atom_modify map yes
{box}
mass 1 14.003074
mass 2 1.007825
{atoms}
pair_style zero 3.0
pair_coeff * *
velocity all create 300 12345 loop geom
timestep 0.00025
fix 1 all nve
fix 2 all mdi/qm virial {virial} elements N H
thermo 1000
compute p all pressure NULL virial
variable e equal f_2
{variables}
fix 3 all print 1 "$(v_e:%.17g) {printed}" file energies.txt screen no title ""
dump 1 all custom 1 atoms.txt id x y z fx fy fz
dump_modify 1 sort id format float %.17g
run {steps}
"""


def lammps_drives(program, atoms, molecule, folder, *words):
    """LAMMPS runs dynamics with nnp4j's forces; what it saw, in bohr and hartree by its own factors."""
    periodic = atoms.pbc.all()
    atoms = atoms.copy()
    atoms.wrap()  # LAMMPS creates no atoms outside its box
    port = PORT + 2
    c = numpy.array(atoms.cell)
    box = (f"boundary p p p\nbox tilt large\nregion b prism 0 {c[0, 0]} 0 {c[1, 1]} 0 {c[2, 2]} {c[1, 0]} {c[2, 0]} {c[2, 1]}"
           if periodic else "boundary f f f\nregion b block -20 20 -20 20 -20 20") + "\ncreate_box 2 b"
    places = "\n".join(f"create_atoms {1 if a.symbol == 'N' else 2} single {a.x} {a.y} {a.z}" for a in atoms)
    script = LAMMPS.format(
        plugin=f"plugin load {PLUGIN}" if PLUGIN else "", box=box, atoms=places, steps=STEPS, virial="yes" if periodic else "no",
        variables="\n".join(f"variable p{k} equal c_p[{k}]" for k in range(1, 7)) if periodic else "",
        printed=" ".join(f"$(v_p{k}:%.17g)" for k in range(1, 7)) if periodic else "")
    (Path(folder) / "in.lmp").write_text(script)
    process = serve(molecule, *words, port=port)
    begin = time.perf_counter()
    options = f"-role DRIVER -name lammps -method TCP -port {port}"
    environment = os.environ | {"MDI_OPTIONS": options}  # for the plugin
    if PLUGIN:
        environment["LD_LIBRARY_PATH"] = str(Path(sys.executable).parent.parent / "lib")  # for PyPI's mpich
    subprocess.run([program, "-in", "in.lmp", *([] if PLUGIN else ["-mdi", options])], cwd=folder, env=environment,
                   check=True, stdout=subprocess.DEVNULL, timeout=600)
    seconds = time.perf_counter() - begin
    assert ended(process) == f"{STEPS + 1} geometries served; the driver said EXIT"
    table = numpy.loadtxt(Path(folder) / "energies.txt").reshape(STEPS + 1, -1)
    rows = [line.split() for line in (Path(folder) / "atoms.txt").read_text().splitlines()]
    rows = numpy.array([r for r in rows if len(r) == 7 and r[0].isdigit()], float).reshape(-1, len(atoms), 7)
    length = mdi.MDI_Conversion_Factor("angstrom", "bohr")
    energy = mdi.MDI_Conversion_Factor("electron_volt", "hartree")
    assert abs(length * BOHR - 1) < 1e-8 and abs(energy * HARTREE - 1) < 2e-8  # CODATA 2014 and 2022
    return (rows[:, :, 1:4] * length, numpy.tile(c * length, (STEPS + 1, 1, 1)), table[:, 0] * energy,
            rows[:, :, 4:] * energy / length, table[:, 1:], seconds)


def lammps_drives_a_molecule(program, folder):
    atoms = ase.io.read(MOLECULE)
    x, _, energies, forces, _, seconds = lammps_drives(program, atoms, MOLECULE, folder)
    compare("LAMMPS fix mdi/qm drives nnp4j", here(atoms, x), energies, forces, seconds)


def lammps_drives_a_crystal(program, folder):
    """Pressures from the virial too, in bar, against differences of energies."""
    atoms = crystal()
    ase.io.write(Path(folder) / "crystal.extxyz", atoms)
    x, cells, energies, forces, pressures, seconds = lammps_drives(
        program, atoms, Path(folder) / "crystal.extxyz", folder, "--potential", PERIODIC)
    compare("LAMMPS fix mdi/qm drives a crystal", here(atoms, x, cells, PERIODIC), energies, forces, seconds)
    bar = HARTREE / BOHR**3 * 1.602176634e6
    worst = 0
    for k in (0, STEPS // 2, STEPS):
        stress = stress_here(atoms, x[k], cells[k], PERIODIC) * bar
        stress = (stress + stress.T) / 2
        expected = stress[[0, 1, 2, 0, 0, 1], [0, 1, 2, 1, 2, 2]]
        worst = max(worst, abs(pressures[k] - expected).max() / abs(expected).max())
    assert worst < DERIVATIVE, worst
    print(f"LAMMPS's pressure is -dE/dstrain/volume to {worst:.0e} relative", flush=True)


if __name__ == "__main__":
    STEPS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    LMP = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None
    PLUGIN = os.path.abspath(sys.argv[3]) if len(sys.argv) > 3 else None
    if not PERIODIC.exists():
        subprocess.run([NNP4J, "train", str(ROOT / "validation/nh3/ccsdt.extxyz"), "--energy-unit", "hartree", "--features",
                        "symmetry-functions:cutoff=5", "--hidden", "24,16", "--batch", "8", "--epochs", "10", "--rate", "4e-3",
                        "--quiet", "--out", str(PERIODIC.parent)], check=True)
    first = serve(MOLECULE)  # before there is a driver
    time.sleep(2)
    mdi.MDI_Init(f"-role DRIVER -name check -method TCP -port {PORT}")
    pymdi_drives_a_molecule(first)
    with tempfile.TemporaryDirectory() as place:
        pymdi_drives_a_crystal(place)
        wrong_elements_are_refused()
        killed_drivers_are_served_again(20)
        if LMP:
            lammps_drives_a_molecule(LMP, place)
            lammps_drives_a_crystal(LMP, place)
        else:
            print("no LAMMPS with the MDI package was given: its fix mdi/qm is not checked", flush=True)
