"""Times TorchANI at another program's word: the requests of nnp4j.bench.PotentialCalls, one JSON object a line.

Started by bench_ani.py in an interpreter that has torch, torchani and ase. Beside that program's requests, `open` takes `info`
(an .info file in NeuroChem's layout, read from the disk: nothing is fetched), `members` and `variant`, some of
  plain         as loaded
  infer         to_infer_model(), where the release has it (of a single model it wants CUDA)
  jit, infer-jit  the same under torch.jit.script
and `batch` takes `chunk`, the number of frames at once. Single precision, parameter gradients off, one thread.
"""
import io
import json
import os
import statistics
import sys
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")
os.environ.setdefault("TORCHANI_NO_WARN_EXTENSIONS", "1")
import torch  # noqa: E402
import torchani  # noqa: E402

HARTREE = 27.211386245981  # eV, CODATA 2022, as nnp4j has it
torch.set_num_threads(1)
torch.set_num_interop_threads(1)


def load_2_2(parts, members):
    from torchani import models, neurochem
    constants, self_energies, prefix = parts
    consts = neurochem.Constants(str(constants))
    shifter, sae = neurochem.load_sae(str(self_energies), return_dict=True)
    networks = neurochem.load_model_ensemble(consts.species, str(prefix), members)
    kind = models.BuiltinModel if members == 1 else models.BuiltinEnsemble
    return kind(models.SpeciesConverter(consts.species), torchani.AEVComputer(**consts),
                networks[0] if members == 1 else networks, shifter, consts.species_to_tensor, consts, sae, True)


def load_2_7(parts, members):
    from torchani import neurochem
    from torchani.arch import ANI
    constants, self_energies, prefix = parts
    info = neurochem.NeurochemInfo(self_energies, constants, prefix, members)
    aev, networks, shifter, symbols = neurochem.modules_from_info(info, 0 if members == 1 else None)
    return ANI(symbols, aev, networks, shifter, periodic_table_index=True)


def load(info, members):
    lines = Path(info).read_text().split()
    parts = [Path(info).parent / name for name in lines[:3]]
    model = load_2_2(parts, members) if torchani.__version__.startswith("2.2") else load_2_7(parts, members)
    return model.float().requires_grad_(False)


class Calls:
    def open(self, request):
        model = torch.load(request["file"], weights_only=False) if "file" in request else load(request["info"],
                                                                                               request["members"])
        variant = request.get("variant", "plain")
        if "save" in request:
            torch.save(model, request["save"])
        if variant.startswith("infer"):
            try:
                model = model.to_infer_model()
            except (AttributeError, RuntimeError) as e:  # an old release, or a single model without CUDA
                return {"missing": str(e)}
        self.model = torch.jit.script(model) if variant.endswith("jit") else model
        return {"version": torchani.__version__, "torch": torch.__version__}

    def bind(self, request):
        self.numbers = request["numbers"]
        atoms = len(self.numbers)
        self.frames = torch.tensor(request["frames"], dtype=torch.float32).reshape(-1, 1, atoms, 3)
        self.species = torch.tensor([self.numbers])
        return {}

    def evaluate(self, species, x):
        x = x.clone().requires_grad_(True)
        energies = self.model((species, x)).energies
        (gradient,) = torch.autograd.grad(energies.sum(), x)
        return energies, -gradient

    def check(self, request):
        energies, forces = self.evaluate(self.species, self.frames[0])
        return {"energy": energies.item() * HARTREE, "forces": (forces.flatten() * HARTREE).tolist()}

    def call(self, request):
        times = []
        start = before = time.perf_counter()
        while before - start < request["seconds"] or len(times) < len(self.frames):
            self.evaluate(self.species, self.frames[len(times) % len(self.frames)])
            now = time.perf_counter()
            times.append(1e3 * (now - before))
            before = now
        return {"calls": len(times), "best": min(times), "median": statistics.median(times)}

    def batch(self, request):
        x = self.frames[:, 0]
        chunk = request["chunk"]
        energy = 0.0
        start = time.perf_counter()
        for k in range(0, len(x), chunk):
            part = x[k:k + chunk]
            energies, _ = self.evaluate(self.species.expand(len(part), -1), part)
            energy += energies.double().sum().item()
        return {"seconds": time.perf_counter() - start, "energy": energy * HARTREE}

    def md(self, request):
        import ase
        import ase.units
        from ase.md.verlet import VelocityVerlet
        from torchani.ase import Calculator
        old = torchani.__version__.startswith("2.2")
        atoms = ase.Atoms(self.numbers, self.frames[0, 0].double().numpy())
        atoms.calc = Calculator(self.model.species, self.model) if old else Calculator(self.model)
        atoms.get_forces()
        dynamics = VelocityVerlet(atoms, request["fs"] * ase.units.fs)
        start = time.perf_counter()
        dynamics.run(request["steps"])
        return {"seconds": time.perf_counter() - start}


if __name__ == "__main__":
    answers, sys.stdout = sys.stdout, io.StringIO()  # what a library prints is no answer
    calls = Calls()
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(getattr(calls, request["do"])(request)), file=answers, flush=True)
