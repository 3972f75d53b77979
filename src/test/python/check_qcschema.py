"""Judges `nnp4j qcschema` with QCElemental, which owns the schema: python check_qcschema.py

Runs in the project's folder. Needs qcelemental and numpy.
"""

import json
import subprocess
import sys

import numpy as np
import qcelemental as qcel

GEOMETRY = [0.0, 0.0, 0.0, 0.1, 0.2, 1.45]
STEP = 1e-3  # bohr
# Differences miss a gradient by its second derivative (H2: about 1 hartree/bohr^3) times the step squared over 6.
GRADIENT, HESSIAN = 1e-6, 1e-5


def atomic_input(driver, **more):
    molecule = {"symbols": ["H", "H"], "geometry": GEOMETRY, "fix_com": True, "fix_orientation": True}
    return {"schema_name": "qcschema_input", "schema_version": 1, "molecule": molecule, "driver": driver,
            "model": {"method": "nnp4j", "basis": None}, "keywords": {}, "id": "seven"} | more


def run(request):
    done = subprocess.run(["./nnp4j", "qcschema"], input=json.dumps(request), capture_output=True, text=True)
    return done.returncode, json.loads(done.stdout), done.stderr.strip()


def result(driver, **more):
    request = atomic_input(driver, **more)
    qcel.models.AtomicInput(**request)
    status, answer, words = run(request)
    assert status == 0, words
    parsed = qcel.models.AtomicResult(**answer)
    assert parsed.id == "seven" and parsed.success and parsed.provenance.creator == "nnp4j"
    return parsed


def moved(k, step):
    x = list(GEOMETRY)
    x[k] += step
    molecule = atomic_input("energy")["molecule"] | {"geometry": x}
    return result("energy", molecule=molecule).return_result


def failed(request, words):
    status, answer, line = run(request)
    operation = qcel.models.FailedOperation(**answer)
    assert status == 2 and operation.error.error_type == "input_error", answer
    assert words in operation.error.error_message and words in line and "\n" not in line, (words, answer, line)


def main():
    energy = result("energy").return_result
    gradient = result("gradient").return_result
    hessian = result("hessian").return_result
    assert -1.2 < energy < -1.1 and np.shape(gradient) == (2, 3) and np.shape(hessian) == (6, 6)
    differences = np.array([(moved(k, STEP) - moved(k, -STEP)) / (2 * STEP) for k in range(6)]).reshape(2, 3)
    assert np.abs(gradient - differences).max() < GRADIENT, np.abs(gradient - differences).max()
    bent = [(result("gradient", molecule=atomic_input("energy")["molecule"] | {"geometry": x}).return_result).ravel()
            for x in ([*GEOMETRY[:5], GEOMETRY[5] + STEP], [*GEOMETRY[:5], GEOMETRY[5] - STEP])]
    assert np.abs(hessian[5] - (bent[0] - bent[1]) / (2 * STEP)).max() < HESSIAN
    assert result("energy", model={"method": "potentials/h2.onnx"}).return_result == energy
    status, answers, _ = run([atomic_input("energy"), atomic_input("gradient")])
    assert status == 0 and answers[0]["return_result"] == energy and len(answers) == 2

    failed(atomic_input("properties"), "driver: expected energy, gradient or hessian")
    failed(atomic_input("energy", keywords={"grid": 5}), "keywords: expected potential or none, found [grid]")
    failed(atomic_input("energy", model={"method": "b3lyp"}), "b3lyp: no such file")
    helium = {"symbols": ["He", "He"], "geometry": GEOMETRY}
    failed(atomic_input("energy", molecule=helium), "no potential serves He2")
    failed(atomic_input("energy", molecule=atomic_input("energy")["molecule"] | {"molecular_charge": 1}), "expected 0")
    print(f"qcschema: {energy:.10f} hartree; gradient within {np.abs(gradient - differences).max():.1e} of differences")


if __name__ == "__main__":
    sys.exit(main())
