"""Exported potentials in Python, Node.js and C++ against nnp4j: python check_export.py [--node FOLDER] [--cpp PROGRAM] [REFERENCE]

Runs in the project's folder after the tests, which write the samples of potentials of atoms. Needs numpy, onnx, onnxruntime, ase.
FOLDER holds node_modules with onnxruntime-node, PROGRAM is examples/exported/run.cpp compiled. REFERENCE is a folder with published
models (ani/models, hdnnp), which are imported and exported, too. Answers must agree to 1e-10 in double and 1e-5 in float,
relative to the largest of the geometry, or to 1 eV where that is smaller.
"""

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
from ase import Atoms
from ase.io import read, write
from ase.neighborlist import neighbor_list
from onnx import TensorProto, checker, helper, load, numpy_helper

SAMPLES = Path("target/export-samples")


def nnp4j(*words):
    done = subprocess.run(["./nnp4j", *map(str, words)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"nnp4j {' '.join(map(str, words))}: {done.stderr}")
    return done.stdout


def neighbors(atoms, cutoff):
    """Neighbours [atoms, most] filled up with -1, and what is added to their coordinates."""
    i, j, shift = neighbor_list("ijS", atoms, cutoff)
    most = max(1, np.bincount(i, minlength=len(atoms)).max())
    indices = np.full((len(atoms), most), -1, np.int64)
    shifts = np.zeros((len(atoms), most, 3))
    place = np.zeros(len(atoms), int)
    for a, b, s in zip(i, j, shift):
        indices[a, place[a]] = b
        shifts[a, place[a]] = s @ atoms.cell.array
        place[a] += 1
    return indices, shifts


def in_python(model, atoms):
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    feed = {"coordinates": atoms.positions}
    if atoms.pbc.any():
        cutoff = float(session.get_modelmeta().custom_metadata_map["cutoff_angstrom"])
        feed["neighbors"], feed["shifts"] = neighbors(atoms, cutoff)
    energy, forces = session.run(["energy", "forces"], feed)
    return float(energy), forces


def in_node(folder, model, molecule):
    shutil.copy("examples/exported/run.mjs", folder)
    done = subprocess.run(["node", "run.mjs", model.resolve(), molecule.resolve()], cwd=folder, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    return answer["energy_eV"], np.array(answer["forces_eV_per_angstrom"]).reshape(-1, 3)


def in_cpp(program, model, molecule):
    done = subprocess.run([program, model, molecule], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    return float(lines[0].split()[1]), np.array([[float(v) for v in line.split(":")[1].split()[:3]] for line in lines[1:]])


def imported(folder):
    """A perceptron of another program, by numpy."""
    random = np.random.default_rng(1)
    weights = [numpy_helper.from_array(random.standard_normal(shape), name) for name, shape in (("w", (3, 6)), ("v", (6, 1)))]
    nodes = [helper.make_node("MatMul", ["x", "w"], ["z"]), helper.make_node("Tanh", ["z"], ["a"]),
             helper.make_node("MatMul", ["a", "v"], ["e"])]
    graph = helper.make_graph(nodes, "net", [helper.make_tensor_value_info("x", TensorProto.DOUBLE, ["rows", 3])],
                              [helper.make_tensor_value_info("e", TensorProto.DOUBLE, ["rows", 1])], weights)
    net = folder / "net.onnx"
    net.write_bytes(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8).SerializeToString())
    nnp4j("import", "onnx", net, "--features", "inverse-distances", "--energy-unit", "hartree", "--elements", "O,H,H", "--out",
          folder / "imported.onnx")
    return folder / "imported.onnx"


def cases(folder, reference):
    """Potential, molecule, and whether its numbers are double."""
    yield Path("potentials/h2.onnx"), Path("molecules/h2.xyz"), True
    yield Path("potentials/nh3.onnx"), Path("molecules/ammonia.xyz"), True
    water = folder / "water.xyz"
    water.write_text("3\n\nO 0.0 0.0 0.1173\nH 0.0 0.7572 -0.4692\nH 0.0 -0.7572 -0.4692\n")
    yield imported(folder), water, True
    for structure in ("molecule.xyz", "crystal.xyz"):
        yield SAMPLES / "ani.onnx", SAMPLES / structure, False
        yield SAMPLES / "symmetry-functions.onnx", SAMPLES / structure, True
    if reference is None:
        return
    ethanol = folder / "ethanol.xyz"
    ethanol.write_text("9\n\nC 0.0072 -0.5687 0\nC -1.2854 0.2499 0\nO 1.1304 0.3147 0\nH 0.0392 -1.1972 0.89\nH 0.0392 -1.1972 -0.89\n"
                       "H -1.3175 0.8784 0.89\nH -1.3175 0.8784 -0.89\nH -2.1422 -0.4239 0\nH 1.9857 -0.1365 0\n")
    for info in sorted(reference.glob("ani/models/**/*.info")):
        for precision in ("float", "double"):
            potential = folder / f"{info.stem}-{precision}.onnx"
            nnp4j("import", "ani", info, "--precision", precision, "--out", potential)
            yield potential, ethanol, precision == "double"
    records = json.loads((reference / "hdnnp/hdnnp_reference.json").read_text())["records"]
    seen = set()
    for record in records:
        potential = folder / f"{Path(record['potential']).name}.onnx"
        if potential not in seen:
            nnp4j("import", "hdnnp", reference / "hdnnp/potentials" / Path(record["potential"]).name, "--length-unit", record["units"][0], "--energy-unit",
                  record["units"][1], "--out", potential)
            seen.add(potential)
        unit = {"bohr": 0.529177210544, "angstrom": 1}[record["units"][0]]
        lattice = record["lattice_rows"]
        structure = folder / f"{record['name']}.xyz"
        atoms = Atoms(record["elements"], np.array(record["positions"]) * unit, pbc=bool(lattice),
                      cell=np.array(lattice) * unit if lattice else None)
        write(structure, atoms, format="extxyz")
        yield potential, structure, True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--node", type=Path)
    parser.add_argument("--cpp", type=Path)
    parser.add_argument("reference", type=Path, nargs="?")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for potential, molecule, double in cases(folder, arguments.reference):
            model = folder / "complete.onnx"
            nnp4j("export", potential, "--molecule", molecule, "--out", model, "--overwrite", "--quiet")
            checker.check_model(load(model), full_check=True)
            answer = json.loads(nnp4j("energy", molecule, "--potential", potential, "--forces", "--format", "json"))[0]
            energy, forces = answer["energy_eV"], np.array(answer["forces_eV_per_angstrom"])
            atoms = read(molecule)
            runs = {"Python": in_python(model, atoms)}
            if arguments.node and not atoms.pbc.any():
                runs["Node.js"] = in_node(arguments.node, model, molecule)
            if arguments.cpp and not atoms.pbc.any():
                runs["C++"] = in_cpp(arguments.cpp, model, molecule)
            for program, (found, found_forces) in runs.items():
                de = abs(found - energy) / max(1, abs(energy))
                df = np.abs(found_forces - forces).max() / max(1, np.abs(forces).max())
                bound = 1e-10 if double else 1e-5
                print(f"{potential.name:28} {molecule.name:14} {program:8} energy {de:.1e} forces {df:.1e}", flush=True)
                assert de <= bound and df <= bound, (energy, found)


if __name__ == "__main__":
    main()
