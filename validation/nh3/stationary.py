#!/usr/bin/env python3
"""Minimum, planar saddle and harmonic frequencies of NH3 at the level of reference.py: writes stationary.csv.

    venv/bin/python stationary.py            # about twenty minutes

The two geometries by Newton steps on central differences in the symmetric coordinates, the frequencies by central
differences of energies in the Cartesian coordinates of the hydrogens; the nitrogen's follow, since the energy does not
change when the whole molecule moves. The potential is not trained on any of them.
"""
import argparse

import numpy
import reference
from pyscf import lib

NEAR, TILT = 0.003, 0.3  # steps to the stationary points, angstrom and degrees: errors of 1e-5 and 2e-3
STEP = 0.01  # of the force constants, angstrom: 0.5 cm-1 in a stretch
BOHR = 0.529177210544  # angstrom, CODATA 2022
ELECTRON = 5.485799090441e-4  # dalton, CODATA 2022
MASSES = [14.00307400425] + 3 * [1.00782503190]  # 14N and 1H, AME2020, dalton
SETTLED = 1e-4  # angstrom and degrees


def energy(h):
    return reference.total(reference.parts(reference.molecule(h)))


def newton(f, x, steps):
    """The stationary point of f near x by Newton's method on central differences of these steps."""
    x = numpy.array(x, float)
    for _ in range(6):
        gradient, hessian = differences(f, x, numpy.array(steps))
        move = numpy.linalg.solve(hessian, gradient)
        x = x - move
        if abs(move).max() < SETTLED:
            return x
    raise RuntimeError(f"no stationary point after six steps, last {x}")


def differences(f, x, steps):
    """Gradient and Hessian of f at x by central differences."""
    n = len(x)
    here = f(x)
    shift = numpy.diag(steps)
    ahead, behind = [f(x + s) for s in shift], [f(x - s) for s in shift]
    gradient = [(ahead[i] - behind[i]) / (2 * steps[i]) for i in range(n)]
    hessian = numpy.zeros((n, n))
    for i in range(n):
        hessian[i, i] = (ahead[i] + behind[i] - 2 * here) / steps[i] ** 2
        for j in range(i):
            both = f(x + shift[i] + shift[j]) + f(x - shift[i] - shift[j])
            mixed = both - ahead[i] - behind[i] - ahead[j] - behind[j] + 2 * here
            hessian[i, j] = hessian[j, i] = mixed / (2 * steps[i] * steps[j])
    return numpy.array(gradient), hessian


def frequencies(h):
    """Harmonic wavenumbers of the six vibrations, ascending, cm-1; negative where imaginary."""
    _, inner = differences(lambda x: energy(x.reshape(3, 3)), h.ravel(), numpy.full(9, STEP))
    full = numpy.zeros((12, 12))
    full[3:, 3:] = inner * BOHR**2
    for axis in range(3):  # rows and columns of N: minus the sums over the hydrogens
        full[axis, 3:] = -full[3 + axis :: 3, 3:].sum(axis=0)
    full[3:, :3] = full[:3, 3:].T
    for axis in range(3):
        full[axis, :3] = -full[3 + axis :: 3, :3].sum(axis=0)
    masses = numpy.repeat(MASSES, 3) / ELECTRON
    values = numpy.linalg.eigvalsh(full / numpy.sqrt(numpy.outer(masses, masses)))
    kept = sorted(values, key=abs)[6:]
    return sorted(numpy.sign(v) * numpy.sqrt(abs(v)) * reference.WAVENUMBER for v in kept)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", default="stationary.csv")
    arguments = parser.parse_args()
    lib.num_threads(1)
    reference.SCF_SETTLED, reference.AMPLITUDES_SETTLED = 1e-11, 1e-7
    r, tilt = newton(lambda x: energy(reference.pyramid([x[0]] * 3, x[1])), [1.012, 112.1], [NEAR, TILT])
    (flat,) = newton(lambda x: energy(reference.pyramid([x[0]] * 3, 90.0)), [0.995], [NEAR])
    minimum, saddle = reference.pyramid([r] * 3, tilt), reference.pyramid([flat] * 3, 90.0)
    angle = numpy.degrees(numpy.arccos(minimum[0] @ minimum[1] / r**2))
    with open(arguments.out, "w") as out:
        out.write("quantity,minimum,saddle\n")
        out.write(f"bond/angstrom,{r:.5f},{flat:.5f}\nangle/degree,{angle:.3f},120\n")
        out.write(f"energy/hartree,{energy(minimum):.8f},{energy(saddle):.8f}\n")
        out.flush()
        for k, (low, high) in enumerate(zip(frequencies(minimum), frequencies(saddle)), 1):
            out.write(f"frequency_{k}/cm-1,{low:.2f},{high:.2f}\n")


if __name__ == "__main__":
    main()
