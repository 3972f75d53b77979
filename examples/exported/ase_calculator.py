"""An exported potential as an ASE calculator: python ase_calculator.py MODEL.onnx MOLECULE. Needs ase and onnxruntime, no nnp4j."""

import sys

import onnxruntime
from ase.calculators.calculator import Calculator, all_changes
from ase.io import read
from ase.optimize import BFGS


class Exported(Calculator):
    implemented_properties = ["energy", "forces"]

    def __init__(self, model):
        super().__init__()
        self.session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
        self.atoms_of_model = self.session.get_modelmeta().custom_metadata_map["atoms"].split()

    def calculate(self, atoms=None, properties=("energy",), system_changes=all_changes):
        super().calculate(atoms, properties, system_changes)
        if atoms.get_chemical_symbols() != self.atoms_of_model:
            raise ValueError(f"made for {self.atoms_of_model}, found {atoms.get_chemical_symbols()}")
        energy, forces = self.session.run(["energy", "forces"], {"coordinates": atoms.positions})
        self.results = {"energy": float(energy), "forces": forces}


if __name__ == "__main__":
    atoms = read(sys.argv[2])
    atoms.calc = Exported(sys.argv[1])
    BFGS(atoms, logfile=None).run(fmax=1e-4)
    print(f"{atoms.get_chemical_formula()}: {atoms.get_potential_energy():.6f} eV at the minimum, "
          f"largest force {abs(atoms.get_forces()).max():.1e} eV/angstrom")
