"""Judges ONNX files with the tools of the ONNX project: python check_onnx.py FILE...

Each file passes onnx.checker with full shape inference, loads in ONNX Runtime, and gives the energies of a forward pass in
numpy and slopes that are its central differences. The metadata key "activation" names the activation; the constants
weights_N and biases_N hold the layers, view_features the features of each view. Needs onnx, onnxruntime and numpy.
"""

import sys

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper

SELU_SCALE, SELU_ALPHA = 1.0507009873554805, 1.6732632423543772
ACTIVATIONS = {
    "tanh": np.tanh,
    "softplus": lambda z: np.logaddexp(z, 0),
    "silu": lambda z: z / (1 + np.exp(-z)),
    "celu": lambda z: np.where(z > 0, z, np.expm1(np.minimum(z, 0))),
    "selu": lambda z: SELU_SCALE * np.where(z > 0, z, SELU_ALPHA * np.expm1(np.minimum(z, 0))),
    "relu": lambda z: np.maximum(z, 0),
}
ROWS = 20
STEP = 1e-5
ENERGY_TOLERANCE = 1e-12  # rounding of sums of a few terms of order 1
SLOPE_TOLERANCE = 1e-8  # rounding of energies up to 100 over the step; truncation, of fourth order, is less


def perceptron(constants, activation):
    """The forward pass of the layers in the file; the mean over views of the features where it has them."""
    last = sum(name.startswith("weights_") for name in constants)
    inputs = constants["weights_1"].shape[1]

    def energy(x):
        views = 1
        if "view_features" in constants:
            views = len(constants["view_features"]) // inputs
            x = x[:, constants["view_features"]].reshape(-1, inputs)
        for layer in range(1, last):
            x = activation(x @ constants[f"weights_{layer}"].T + constants[f"biases_{layer}"])
        y = (x @ constants[f"weights_{last}"].T + constants[f"biases_{last}"])[:, 0]
        return y.reshape(-1, views).mean(axis=1)

    return energy


def check(path):
    """The largest differences of energies and slopes; raises if the file is no valid model."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    constants = {c.name: numpy_helper.to_array(c) for c in model.graph.initializer}
    metadata = {p.key: p.value for p in model.metadata_props}
    reference = perceptron(constants, ACTIVATIONS[metadata["activation"]])

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    inputs = session.get_inputs()[0].shape[1]
    x = np.random.default_rng(1).uniform(-2, 2, (ROWS, inputs))
    energy, slopes = session.run(["energy", "slopes"], {"features": x})
    if energy.shape != (ROWS,) or slopes.shape != x.shape:
        raise ValueError(f"expected shapes {(ROWS,)} and {x.shape}, found {energy.shape} and {slopes.shape}")
    steps = STEP * np.eye(inputs)
    near = [reference(x + h) - reference(x - h) for h in steps]
    far = [reference(x + 2 * h) - reference(x - 2 * h) for h in steps]
    differences = np.stack([(8 * n - f) / (12 * STEP) for n, f in zip(near, far)], axis=1)
    return np.abs(energy - reference(x)).max(), np.abs(slopes - differences).max()


def main(paths):
    failed = not paths
    if failed:
        print("expected ONNX files, found none")
    for path in paths:
        try:
            energy, slope = check(path)
            # Negated, so that NaN fails.
            bad = not (energy <= ENERGY_TOLERANCE and slope <= SLOPE_TOLERANCE)
            print(f"{path}: {'FAILED' if bad else 'ok'}, energies within {energy:.1e}, slopes within {slope:.1e}")
        except Exception as e:  # any file, any complaint: one line
            bad = True
            print(f"{path}: FAILED, {' '.join(str(e).split()) or type(e).__name__}")
        failed |= bad
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
