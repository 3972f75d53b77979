"""Programs on both sides of the i-PI protocol are killed at random moments: nnp4j goes on or ends clearly, never with a
number that belongs to another geometry.

Usage: check_ipi_kills.py. Needs what check_ipi.py needs, whose programs and molecule it uses.
"""
import atexit
import json
import multiprocessing
import os
import random
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import ase.io
import ase.units
import numpy
from ase.calculators.socketio import SocketIOCalculator

from check_ipi import IPI_WORDS, MOLECULE, NNP4J, CLOSE, compare, prepare_ipi, prepare_lammps, random_frames, \
    start, start_lammps

SEED = 11
ASE_KILLS = 20
KILLS = 5
IPI_STEPS = 800
FRAMES = 8_000  # more than are asked for before the last kill
STEP_BYTES = 500  # at least, of a step in LAMMPS's table of atoms


RUNNING = []


def ours(process):
    """Ends it with this program, whatever happens."""
    RUNNING.append(process)
    return process


def end_all():
    for process in RUNNING:
        if process.poll() is None:
            process.kill()


atexit.register(end_all)


def until(what, condition, limit=60):
    end = time.monotonic() + limit
    while not condition():
        assert time.monotonic() < end, f"{what}: not within {limit} s"
        time.sleep(0.005)


def ase_life(place, seed, answers):
    """A server that asks for random geometries until it is killed."""
    chance = numpy.random.default_rng(seed)
    atoms = ase.io.read(MOLECULE)
    first = atoms.positions.copy()
    with SocketIOCalculator(**place) as calculator:
        atoms.calc = calculator
        while True:
            atoms.positions = first + chance.normal(0, 0.05, first.shape)
            energy = atoms.get_potential_energy() / ase.units.Ha
            answers.send((atoms.positions / ase.units.Bohr, energy, atoms.get_forces() / (ase.units.Ha / ase.units.Bohr)))


def kill_ase(address, kills, **place):
    """ASE is killed and started again, while one ./nnp4j serve --reconnect goes on."""
    chance = random.Random(SEED)
    begin = time.perf_counter()
    serving = ours(start("serve", "--ipi", address, "--reconnect", "--wait", 5, "--extrapolation", "allow", MOLECULE))
    found = []
    for life in range(kills):
        answers, far = multiprocessing.Pipe(duplex=False)
        server = multiprocessing.get_context("fork").Process(target=ase_life, args=(place, life, far))
        server.start()
        far.close()
        for _ in range(chance.randint(1, 30)):
            assert answers.poll(30), f"{address}: no answer to ASE's life {life}"
            found.append(answers.recv())
        time.sleep(chance.uniform(0, 0.003))
        server.kill()
        server.join()
        try:
            while True:
                found.append(answers.recv())
        except EOFError:
            pass  # all it had before it was killed
        if "unixsocket" in place:
            os.unlink(f"/tmp/ipi_{place['unixsocket']}")
    out, err = serving.communicate(timeout=60)
    seconds = time.perf_counter() - begin
    assert serving.returncode in (0, 2), (serving.returncode, err)
    ended = [line for line in out.splitlines() if "waiting for" in line]
    # It may reach a socket whose program is killed already, and once more see it close.
    assert kills <= len(ended) <= 2 * kills, (kills, out, err)
    last = out.splitlines()[-1]
    assert "geometries served" in last and int(last.split()[0]) >= len(found), (len(found), last)
    compare(f"ASE killed {kills} times, {address}", *zip(*found), seconds)


def lines(path):
    return path.read_text().splitlines() if path.exists() else []


def size(path):
    return path.stat().st_size if path.exists() else 0


def kill_serve(name):
    """./nnp4j serve is killed and started again under i-PI: the run is that of one that was not disturbed."""
    chance = random.Random(SEED)
    tables = []
    for kills in (0, KILLS):
        with tempfile.TemporaryDirectory() as folder:
            prepare_ipi(folder, "unix", name, 1, IPI_STEPS)
            # Without this, i-PI 3.3.1 itself ends where a client is killed with a request still in its socket.
            xml = Path(folder) / "input.xml"
            xml.write_text(xml.read_text().replace(
                "</latency>", "</latency><consolidate_messages>False</consolidate_messages>"))
            table = Path(folder) / "run.out"
            with open(Path(folder) / "log", "w") as log:
                ipi = ours(subprocess.Popen(IPI_WORDS, cwd=folder, stdout=log, stderr=log))
            words = ("serve", "--ipi", f"unix:{name}", "--extrapolation", "allow", MOLECULE)
            for _ in range(kills):
                serving = ours(start(*words))
                enough = len(lines(table)) + chance.randint(20, 100)
                until("i-PI goes on", lambda: len(lines(table)) >= enough)
                assert ipi.poll() is None
                serving.kill()
                serving.communicate()
            serving = ours(start(*words))
            assert ipi.wait(timeout=120) == 0
            out, err = serving.communicate(timeout=30)
            assert serving.returncode == 0, (serving.returncode, out, err)
            tables.append([line for line in lines(table) if not line.startswith("#")])
    assert len(tables[0]) == IPI_STEPS + 1 and tables[0] == tables[1], "the two runs of i-PI differ"
    print(f"nnp4j killed {KILLS} times under i-PI, unix:{name}: {IPI_STEPS} steps as without", flush=True)


def waits(address, folder, *more):
    """Starts ./nnp4j energy with the energies of a client that is not yet there; its answer goes to a file."""
    with open(Path(folder) / "out.json", "w") as out:
        nnp4j = ours(subprocess.Popen([NNP4J, "energy", "--forces", "--format", "json", "--potential", f"ipi:{address}", *more,
                                  str(Path(folder) / "frames.xyz")], stdout=out, stderr=subprocess.PIPE, text=True,
                                 preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)))
    while line := nnp4j.stderr.readline():
        if line.startswith("waiting "):
            return nnp4j
    raise AssertionError("ended before it waited")


def kill_lammps(name):
    """LAMMPS, which gives nnp4j its energies, is killed and started again: they are those of a run without."""
    chance = random.Random(SEED)
    results = []
    for kills in (0, KILLS):
        with tempfile.TemporaryDirectory() as folder:
            prepare_lammps(folder, name, "unix")
            random_frames(Path(folder) / "frames.xyz", FRAMES)
            given = Path(folder) / "atoms.txt"
            nnp4j = waits(f"unix:{name}", folder)
            for _ in range(kills):
                given.unlink(missing_ok=True)
                lammps = ours(start_lammps(folder))
                enough = chance.randint(3, 1200)
                until("LAMMPS goes on", lambda: size(given) >= STEP_BYTES * enough)
                assert nnp4j.poll() is None, "it ended before LAMMPS was killed"
                lammps.kill()
                lammps.wait()
            lammps = ours(start_lammps(folder))
            _, err = nnp4j.communicate(timeout=120)
            assert nnp4j.returncode == 0, (nnp4j.returncode, err)
            assert sum("ended" in line for line in err.splitlines()) == kills, err
            lammps.wait(timeout=30)
            results.append(json.loads((Path(folder) / "out.json").read_text()))
    numbers = [(numpy.array([r["energy_eV"] for r in result]), numpy.array([r["forces_eV_per_angstrom"] for r in result]))
               for result in results]
    worst = max(abs(a - b).max() / abs(a).max() for a, b in zip(*numbers))
    assert len(results[0]) == FRAMES and worst < CLOSE, worst
    print(f"LAMMPS killed {KILLS} times, unix:{name}: {FRAMES} energies and forces as without, {worst:.0e} relative",
          flush=True)


def ends(nnp4j, name, status, words, limit):
    begin = time.monotonic()
    _, err = nnp4j.communicate(timeout=limit)
    last = err.strip().splitlines()[-1] if err.strip() else ""
    assert nnp4j.returncode == status and words in last, (nnp4j.returncode, err)
    assert not os.path.exists(f"/tmp/ipi_{name}"), "the socket's file is left"
    print(f"{words or f'status {status}'}: {time.monotonic() - begin:.1f} s", flush=True)


def end_clearly(name):
    """LAMMPS is killed for good, or stops in a calculation; a signal ends nnp4j while it waits."""
    with tempfile.TemporaryDirectory() as folder:
        prepare_lammps(folder, name, "unix")
        random_frames(Path(folder) / "frames.xyz", FRAMES)
        given = Path(folder) / "atoms.txt"
        for stop, words in ((signal.SIGKILL, "expected a client within 2.0 s, found none"),
                            (signal.SIGSTOP, "within 2.0 s, found the other side connected but silent")):
            given.unlink(missing_ok=True)
            nnp4j = waits(f"unix:{name}", folder, "--ipi-wait", "2", "--ipi-limit", "2")
            lammps = ours(start_lammps(folder))
            until("LAMMPS goes on", lambda: size(given) >= STEP_BYTES * 100)
            lammps.send_signal(stop)
            ends(nnp4j, name, 2, words, 30)
            lammps.kill()
            lammps.wait()
        for stop in (signal.SIGINT, signal.SIGTERM):
            nnp4j = waits(f"unix:{name}", folder)
            nnp4j.send_signal(stop)
            ends(nnp4j, name, 128 + stop, "", 30)


if __name__ == "__main__":
    name = f"kills{os.getpid()}"
    begin = time.perf_counter()
    kill_ase(f"unix:{name}", ASE_KILLS, unixsocket=name)
    kill_ase("localhost:31973", KILLS, port=31973)
    kill_serve(name)
    kill_lammps(name)
    end_clearly(name)
    print(f"{time.perf_counter() - begin:.0f} s")
