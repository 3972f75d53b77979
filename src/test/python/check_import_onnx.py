"""Imports networks that scikit-learn, PyTorch, Keras and JAX export, and compares energies and forces with the frameworks' own.

Usage: python check_import_onnx.py FRAMEWORK..., of sklearn, torch, keras, jax; needs numpy, onnx and
- sklearn: scikit-learn, skl2onnx
- torch: torch, onnxscript
- keras: tensorflow-cpu, tf2onnx
- jax: jax, jax2onnx

Each network gets random weights (scikit-learn's are fitted); what counts is that both sides compute the same function. Energies
must agree to 1e-6 in float and 1e-12 in double, forces to 1e-5 and 1e-10, relative to the largest of the geometry (or 1 if that
is smaller), the bounds that float and double arithmetic of a few layers allow.
"""

import json
import logging
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
HARTREE = 27.211386245981
BOHR = 0.529177210544
WATER = ("O,H,H", np.array([[0.0, 0.0, 0.1173], [0.0, 0.7572, -0.4692], [0.0, -0.7572, -0.4692]]))
ETHANOL = ("C,C,O,H,H,H,H,H,H", np.array([
    [0.0072, -0.5687, 0.0], [-1.2854, 0.2499, 0.0], [1.1304, 0.3147, 0.0], [0.0392, -1.1972, 0.89], [0.0392, -1.1972, -0.89],
    [-1.3175, 0.8784, 0.89], [-1.3175, 0.8784, -0.89], [-2.1422, -0.4239, 0.0], [1.9857, -0.1365, 0.0]]))
NUMBERS = {"H": 1, "C": 6, "O": 8}
CHARGES = {"O,H,H": [8, 1, 1], "C,C,O,H,H,H,H,H,H": [6, 6, 8, 1, 1, 1, 1, 1, 1]}


def geometries(molecule, count=5):
    random = np.random.default_rng(3)
    return [molecule[1] + 0.1 * random.standard_normal(molecule[1].shape) for _ in range(count)]


def pairs(n):
    return [(i, j) for i in range(n) for j in range(i + 1, n)]


def inverse_distances(x):
    return np.array([1 / np.linalg.norm(x[i] - x[j]) for i, j in pairs(len(x))])


def forces_of_slopes(x, slopes):
    """-dE/dx of slopes dE/d(1/r)."""
    forces = np.zeros_like(x)
    for (i, j), slope in zip(pairs(len(x)), slopes):
        d = x[i] - x[j]
        pull = slope * d / np.linalg.norm(d) ** 3
        forces[i] += pull
        forces[j] -= pull
    return forces


def nnp4j(folder, model, molecule, options):
    """Energies (eV) and forces (eV/angstrom) of the imported model."""
    potential = folder / "imported.onnx"
    elements = molecule[0]
    command = [ROOT / "nnp4j", "import", "onnx", model, "--elements", elements, "--out", potential, "--overwrite", *options]
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{model.name}: {done.stderr}")
    frames = folder / "frames.xyz"
    symbols = elements.split(",")
    with open(frames, "w") as out:
        for x in geometries(molecule):
            out.write(f"{len(x)}\n\n")
            for symbol, r in zip(symbols, x):
                out.write(f"{symbol} {r[0]!r} {r[1]!r} {r[2]!r}\n".replace("np.float64(", "").replace(")", ""))
    done = subprocess.run([str(ROOT / "nnp4j"), "energy", str(frames), "--potential", str(potential), "--forces", "--format",
                           "json"], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{model.name}: {done.stderr}")
    found = json.loads(done.stdout)
    return np.array([f["energy_eV"] for f in found]), np.array([f["forces_eV_per_angstrom"] for f in found])


def compare(name, folder, model, molecule, options, reference, double):
    """The reference gives energy and forces in hartree and hartree/angstrom for coordinates in angstrom."""
    energies, forces = nnp4j(folder, model, molecule, [*options, "--energy-unit", "hartree"])
    worst = [0.0, 0.0]
    for x, energy, force in zip(geometries(molecule), energies, forces):
        wanted, wanted_force = reference(x)
        scale = max(1.0, abs(wanted))
        worst[0] = max(worst[0], abs(energy / HARTREE - wanted) / scale)
        scale = max(1.0, np.abs(wanted_force).max())
        worst[1] = max(worst[1], np.abs(force / HARTREE - wanted_force).max() / scale)
    bounds = (1e-12, 1e-10) if double else (1e-6, 1e-5)
    verdict = "ok" if worst[0] <= bounds[0] and worst[1] <= bounds[1] else "WRONG"
    print(f"{name:52} {'double' if double else 'float':6} energy {worst[0]:.1e} forces {worst[1]:.1e}  {verdict}", flush=True)
    if verdict != "ok":
        raise SystemExit(1)


def sklearn_models(folder):
    from skl2onnx import to_onnx
    from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType
    from sklearn.neural_network import MLPRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    values = {"identity": lambda z: z, "logistic": lambda z: 1 / (1 + np.exp(-z)), "tanh": np.tanh, "relu": lambda z: np.maximum(z, 0)}
    slopes = {"identity": lambda y: np.ones_like(y), "logistic": lambda y: y * (1 - y), "tanh": lambda y: 1 - y * y,
              "relu": lambda y: (y > 0).astype(float)}
    random = np.random.default_rng(1)
    rows = np.array([inverse_distances(WATER[1] + 0.15 * random.standard_normal((3, 3))) for _ in range(200)])
    targets = -76 + np.sin(3 * rows).sum(axis=1)
    for activation in values:
        network = MLPRegressor(hidden_layer_sizes=(12, 10), activation=activation, max_iter=300, random_state=1, solver="lbfgs").fit(rows, targets)
        for scaled in (False, True):
            scaler = StandardScaler().fit(rows)
            fitted = network
            if scaled:
                fitted = make_pipeline(StandardScaler(), MLPRegressor(hidden_layer_sizes=(12, 10), activation=activation, max_iter=300,
                                                                      random_state=1, solver="lbfgs")).fit(rows, targets)
            mlp = fitted[-1] if scaled else fitted

            def reference(x, mlp=mlp, fitted=fitted, scaled=scaled, scaler=scaler, activation=activation):
                row = inverse_distances(x)
                y = [(row - scaler.mean_) / scaler.scale_ if scaled else row]
                for layer, (w, b) in enumerate(zip(mlp.coefs_, mlp.intercepts_)):
                    z = y[-1] @ w + b
                    y.append(z if layer == len(mlp.coefs_) - 1 else values[activation](z))
                g = np.ones(1)
                for layer in reversed(range(len(mlp.coefs_))):
                    g = mlp.coefs_[layer] @ g
                    if layer:
                        g = g * slopes[activation](y[layer])
                return fitted.predict(row[None])[0], forces_of_slopes(x, g / scaler.scale_ if scaled else g)

            for double in (True, False):
                if scaled and double:
                    continue  # skl2onnx's Scaler is a float operator whatever the input
                kind = DoubleTensorType if double else FloatTensorType
                path = folder / "sklearn.onnx"
                path.write_bytes(to_onnx(fitted, initial_types=[("rows", kind([None, 3]))]).SerializeToString())
                name = f"scikit-learn MLPRegressor {activation}" + (", StandardScaler" if scaled else "")
                compare(name, folder, path, WATER, ["--features", "inverse-distances"], reference, double)


def torch_models(folder):
    import torch

    class Coulomb(torch.nn.Module):
        """Energies of coordinates in bohr, by the sorted Coulomb matrix."""

        def __init__(self, charges):
            super().__init__()
            z = torch.tensor(charges, dtype=torch.float64)
            n = len(charges)
            self.register_buffer("zz", z[:, None] * z[None, :] * (1 - torch.eye(n, dtype=torch.float64)))
            self.register_buffer("diagonal", torch.diag(0.5 * z ** 2.4))
            self.register_buffer("eye", torch.eye(n, dtype=torch.float64))
            first, second = torch.triu_indices(n, n).tolist()
            self.register_buffer("flat", torch.tensor([n * i + j for i, j in zip(first, second)]))
            self.network = torch.nn.Sequential(torch.nn.Linear(n * (n + 1) // 2, 24), torch.nn.SiLU(), torch.nn.Linear(24, 12),
                                               torch.nn.Softplus(), torch.nn.Linear(12, 1))

        def forward(self, x):
            d = x[:, :, None, :] - x[:, None, :, :]
            r = torch.sqrt((d * d).sum(-1) + self.eye)
            matrix = self.zz / r + self.diagonal
            order = torch.argsort(torch.linalg.vector_norm(matrix, dim=2), dim=1, descending=True)
            matrix = torch.gather(matrix, 1, order[:, :, None].expand(-1, -1, matrix.shape[2]))
            matrix = torch.gather(matrix, 2, order[:, None, :].expand(-1, matrix.shape[1], -1))
            return self.network(2**-7 * torch.index_select(matrix.flatten(1), 1, self.flat)).squeeze(-1)  # 2^-7: an exporter writes scalars in float

    def reference(module, double, to_input):
        def of(x):
            t = torch.tensor(x, dtype=torch.float64, requires_grad=True)
            energy = module(to_input(t).to(torch.float64 if double else torch.float32)).sum()
            energy.backward()
            return energy.item(), -t.grad.numpy()
        return of

    def rows(t):
        n = len(t)
        return torch.stack([1 / torch.linalg.vector_norm(t[i] - t[j]) for i, j in pairs(n)])[None]

    activations = [torch.nn.Tanh, torch.nn.SiLU, torch.nn.Softplus, torch.nn.ELU, torch.nn.CELU, torch.nn.SELU, torch.nn.GELU,
                   torch.nn.ReLU, torch.nn.LeakyReLU, torch.nn.Sigmoid, torch.nn.Mish, torch.nn.Hardswish, torch.nn.Softsign]
    # The exporters compute CELU in float, and ONNX holds the two constants of SELU and the slope of leaky ReLU in float.
    inexact = (torch.nn.CELU, torch.nn.SELU, torch.nn.LeakyReLU)
    torch.manual_seed(2)
    for activation in activations:
        for double in (True, False):
            for dynamo in (True, False):
                if activation is torch.nn.GELU and double or dynamo and not double:
                    continue  # ONNX Runtime has no Erf of doubles; the slow exporter in one precision
                norm = torch.nn.LayerNorm(20, eps=2**-17)  # exact in float, as which ONNX holds it
                module = torch.nn.Sequential(torch.nn.Linear(36, 20), activation(), norm, torch.nn.Linear(20, 10),
                                             activation(), torch.nn.Linear(10, 1))
                module = module.double() if double else module
                path = folder / "torch.onnx"
                example = rows(torch.tensor(ETHANOL[1])).to(torch.float64 if double else torch.float32).repeat(3, 1)
                export(torch, module, example, path, dynamo)
                name = f"PyTorch Sequential {activation.__name__}, {'dynamo' if dynamo else 'TorchScript'} exporter"
                compare(name, folder, path, ETHANOL, ["--features", "inverse-distances"], reference(module, double, rows),
                        double and activation not in inexact)
    for molecule in (WATER, ETHANOL):
        module = Coulomb(CHARGES[molecule[0]]).double()
        for dynamo in (True, False):
            path = folder / "coulomb.onnx"
            export(torch, module, torch.tensor(molecule[1])[None].repeat(3, 1, 1) / BOHR, path, dynamo)
            name = f"PyTorch Coulomb matrix of {molecule[0].count(',') + 1} atoms, {'dynamo' if dynamo else 'TorchScript'} exporter"
            compare(name, folder, path, molecule, ["--features", "coordinates", "--length-unit", "bohr"],
                    reference(module, True, lambda t: t[None] / BOHR), True)


def export(torch, module, example, path, dynamo):
    import contextlib
    import io
    with contextlib.redirect_stdout(io.StringIO()):
        if dynamo:
            torch.onnx.export(module.eval(), (example,), path, dynamo=True, dynamic_shapes=({0: torch.export.Dim("rows")},),
                              verbose=False)
        else:
            torch.onnx.export(module.eval(), (example,), path, dynamo=False, input_names=["x"], dynamic_axes={"x": {0: "rows"}})


def keras_models(folder):
    import tensorflow as tf
    import tf2onnx

    tf.random.set_seed(1)
    for activation in ("tanh", "relu", "sigmoid", "softplus", "elu", "selu", "silu", "softsign", "exponential"):
        model = tf.keras.Sequential([tf.keras.layers.Input((3,)), tf.keras.layers.Dense(16, activation=activation),
                                     tf.keras.layers.BatchNormalization(), tf.keras.layers.Dense(8, activation=activation),
                                     tf.keras.layers.Dense(1)])
        path = folder / "keras.onnx"
        function = tf.function(lambda rows: model(rows, training=False),
                               input_signature=[tf.TensorSpec((None, 3), tf.float32, name="rows")])
        tf2onnx.convert.from_function(function, input_signature=function.input_signature, output_path=str(path))

        def reference(x, model=model):
            row = tf.constant(inverse_distances(x)[None], tf.float32)
            with tf.GradientTape() as tape:
                tape.watch(row)
                energy = model(row, training=False)
            return float(energy[0, 0]), forces_of_slopes(x, tape.gradient(energy, row).numpy()[0].astype(float))

        compare(f"Keras {activation}, tf2onnx", folder, path, WATER, ["--features", "inverse-distances"], reference, False)


def jax_models(folder):
    import jax
    import jax.numpy as jnp
    from jax2onnx import to_onnx

    jax.config.update("jax_enable_x64", True)
    random = np.random.default_rng(4)
    weights = [(random.standard_normal((a, b)) / np.sqrt(a), 0.1 * random.standard_normal(b)) for a, b in ((36, 20), (20, 10), (10, 1))]
    first, second = np.array(pairs(9), np.int32).T

    for name in ("tanh", "silu", "softplus", "relu", "elu", "selu", "sigmoid", "gelu"):
        activation = jnp.tanh if name == "tanh" else getattr(jax.nn, name)
        for double in (True, False):
            kind = jnp.float64 if double else jnp.float32

            def network(rows, kind=kind, activation=activation):
                for w, b in weights[:-1]:
                    rows = activation(rows @ jnp.asarray(w, kind) + jnp.asarray(b, kind))
                return (rows @ jnp.asarray(weights[-1][0], kind) + jnp.asarray(weights[-1][1], kind))[:, 0]

            def of_coordinates(x, network=network):
                d = x[:, first, :] - x[:, second, :]
                return network(1 / jnp.sqrt((d * d).sum(-1)))

            path = folder / "jax.onnx"
            model = to_onnx(of_coordinates, [("rows", 9, 3)],
                            enable_double_precision=double)
            path.write_bytes(model.SerializeToString())
            jax.config.update("jax_enable_x64", True)  # the exporter may have switched it off

            def reference(x, kind=kind, of_coordinates=of_coordinates):
                value, slope = jax.value_and_grad(lambda t: of_coordinates(t[None])[0])(jnp.asarray(x, kind))
                return float(value), -np.asarray(slope, float)

            compare(f"JAX {name} of inverse distances, from coordinates", folder, path, ETHANOL, ["--features", "coordinates"],
                    reference, double)


MODELS = {"sklearn": sklearn_models, "torch": torch_models, "keras": keras_models, "jax": jax_models}

if __name__ == "__main__":
    logging.disable()
    warnings.simplefilter("ignore")
    for framework in sys.argv[1:] or MODELS:
        with tempfile.TemporaryDirectory() as folder:
            MODELS[framework](Path(folder))
