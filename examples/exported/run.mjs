// Energy and forces of an exported potential in Node.js: node run.mjs MODEL.onnx MOLECULE.xyz
// Needs the package onnxruntime-node, no nnp4j. Prints JSON.
import { readFileSync } from "node:fs";
import * as ort from "onnxruntime-node";

const [, , model, molecule] = process.argv;
const atoms = readFileSync(molecule, "utf8").split("\n").slice(2).filter((line) => line.trim());
const coordinates = Float64Array.from(atoms.flatMap((line) => line.trim().split(/\s+/).slice(1, 4).map(Number)));

const session = await ort.InferenceSession.create(model);
const { energy, forces } = await session.run({ coordinates: new ort.Tensor("float64", coordinates, [atoms.length, 3]) });
console.log(JSON.stringify({ energy_eV: energy.data[0], forces_eV_per_angstrom: Array.from(forces.data) }));
