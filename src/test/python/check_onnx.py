"""Judges ONNX files with the tools of the ONNX project: python check_onnx.py FILE...

Each file passes onnx.checker with full shape inference, loads in ONNX Runtime, and gives the energies of a forward pass in
numpy and slopes that are its central differences. In models of a molecule the metadata key "activation" names the activation,
the constants weights_N and biases_N hold the layers, view_features the features of each view. In models of atoms the key
"activations" names those of each layer (H=tanh,tanh;O=tanh,tanh) and the constants of an element El are El.weights_N
[members, units, inputs] and El.biases_N [members, 1, units]. Needs onnx, onnxruntime and numpy.
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
    "identity": lambda z: z,
    "logistic": lambda z: 1 / (1 + np.exp(-z)),
    "reversed_logistic": lambda z: 1 / (1 + np.exp(z)),
    "gaussian": lambda z: np.exp(-z * z / 2),
    "cosine": np.cos,
    "exponential": lambda z: np.exp(-z),
    "square": np.square,
}
ROWS = 20
STEP = 1e-5
ENERGY_TOLERANCE = 1e-12  # rounding of sums of a few terms of order 1
FLOAT_ROUNDING = 2.0**29  # how much coarser single precision is than double, 2^-24 beside 2^-53
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


def ensemble(constants, symbol, activations):
    """The forward pass of an element's networks: [members, atoms] for [atoms, features]."""

    def energies(x):
        for layer, name in enumerate([*activations, "identity"], 1):
            weights, biases = constants[f"{symbol}.weights_{layer}"], constants[f"{symbol}.biases_{layer}"]
            x = ACTIVATIONS[name](x @ weights.astype(float).transpose(0, 2, 1) + biases.astype(float))
        return x[:, :, 0]

    return energies


def differences(energy, x):
    """Derivatives of an energy of rows by their columns, by central differences of fourth order."""
    steps = STEP * np.eye(x.shape[1])
    near = [energy(x + h) - energy(x - h) for h in steps]
    far = [energy(x + 2 * h) - energy(x - 2 * h) for h in steps]
    return np.stack([(8 * n - f) / (12 * STEP) for n, f in zip(near, far)], axis=-1)


def compare(name, found, expected):
    """The largest difference of two arrays of one shape."""
    if found.shape != expected.shape:
        raise ValueError(f"expected {name} of shape {expected.shape}, found {found.shape}")
    return np.abs(found - expected).max()


def check_molecule(session, constants, metadata, random):
    """The largest differences of energies and slopes of a model of one molecule."""
    reference = perceptron(constants, ACTIVATIONS[metadata["activation"]])
    x = random.uniform(-2, 2, (ROWS, session.get_inputs()[0].shape[1]))
    energy, slopes = session.run(["energy", "slopes"], {"features": x})
    return compare("energies", energy, reference(x)), compare("slopes", slopes, differences(reference, x))


def check_atoms(session, constants, metadata, random):
    """The largest differences of energies and slopes of a model of atoms, over its elements."""
    elements = dict(entry.split("=") for entry in metadata["activations"].split(";"))
    x = {}
    for k, symbol in enumerate(elements):
        features = constants[f"{symbol}.weights_1"].shape[2]
        # An element without atoms is as usual as one with some.
        x[symbol] = random.uniform(-2, 2, (0 if k == 1 else ROWS, features))
    numbers = np.float32 if "float" in session.get_inputs()[0].type else np.float64
    inputs = {f"features_{symbol}": rows.astype(numbers) for symbol, rows in x.items()}
    worst = [0.0, 0.0]
    for symbol, names in elements.items():
        energies, slopes = session.run([f"energies_{symbol}", f"slopes_{symbol}"], inputs)
        reference = ensemble(constants, symbol, names.split(",") if names else [])
        rows = inputs[f"features_{symbol}"].astype(float)
        if len(rows) == 0:
            if energies.size or slopes.size:
                raise ValueError(f"expected nothing for no atoms of {symbol}, found {energies.shape} and {slopes.shape}")
            continue
        scale = 1.0 if numbers is np.float64 else FLOAT_ROUNDING
        expected = differences(lambda z: reference(z).mean(axis=0), rows)
        worst[0] = max(worst[0], compare("energies", energies, reference(rows)) / scale)
        worst[1] = max(worst[1], compare("slopes", slopes, expected) / scale)
    return worst


def check(path):
    """The largest differences of energies and slopes; raises if the file is no valid model."""
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    constants = {c.name: numpy_helper.to_array(c) for c in model.graph.initializer}
    metadata = {p.key: p.value for p in model.metadata_props}
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    kind = check_atoms if "activations" in metadata else check_molecule
    return kind(session, constants, metadata, np.random.default_rng(1))


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
