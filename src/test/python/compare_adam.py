"""Time of an Adam step on energies and forces: nnp4j and PyTorch in turn, same network, batch, precision and threads.

    python compare_adam.py CLASSPATH [THREADS]

Both get features and their Jacobians ready-made. Needs torch. Prints milliseconds a step and the ratio.
"""
import statistics
import subprocess
import sys
import time

import torch

torch.set_default_dtype(torch.float64)


def torch_step(atoms, batch, threads, hidden):
    torch.set_num_threads(threads)
    features = atoms * (atoms - 1) // 2
    widths = [features] + hidden
    layers = []
    for a, b in zip(widths, widths[1:]):
        layers += [torch.nn.Linear(a, b), torch.nn.SiLU()]
    net = torch.nn.Sequential(*layers, torch.nn.Linear(widths[-1], 1))
    f = torch.randn(batch, features, requires_grad=True)
    jacobian = torch.randn(batch, features, 3 * atoms)
    energies, forces = torch.randn(batch), torch.randn(batch, 3 * atoms)
    optimizer = torch.optim.Adam(net.parameters(), lr=1e-4)

    def step():
        optimizer.zero_grad(set_to_none=True)
        e = net(f).squeeze(-1)
        (slopes,) = torch.autograd.grad(e.sum(), f, create_graph=True)
        predicted = -torch.einsum("bfk,bf->bk", jacobian, slopes)
        loss = ((e - energies) ** 2).mean() + ((predicted - forces) ** 2).mean()
        loss.backward(inputs=list(net.parameters()))
        optimizer.step()

    rounds = []
    for _ in range(7):
        start, steps = time.perf_counter(), 0
        while time.perf_counter() - start < 0.7:
            step()
            steps += 1
        rounds.append((time.perf_counter() - start) * 1e3 / steps)
    return statistics.median(rounds[2:])


def java_step(path, atoms, batch, threads, hidden):
    words = ["java", "--add-modules", "jdk.incubator.vector", "-cp", path, "nnp4j.train.AdamStepTime"]
    words += [str(atoms), str(batch), str(threads), ",".join(map(str, hidden))]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    return float(out[0]), out[1]


if __name__ == "__main__":
    threads = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    print(f"torch {torch.__version__}, {threads} threads, double, energies and forces, SiLU")
    for atoms, hidden in ((3, [32, 32, 32]), (9, [32, 32, 32]), (9, [128, 128])):
        for batch in (32, 1024):
            ours, blas = java_step(sys.argv[1], atoms, batch, threads, hidden)
            theirs = torch_step(atoms, batch, threads, hidden)
            again, _ = java_step(sys.argv[1], atoms, batch, threads, hidden)
            print(f"{atoms} atoms, hidden {hidden}, batch {batch}: nnp4j {ours:.3f} and {again:.3f} ms ({blas}), "
                  f"torch {theirs:.3f} ms, ratio {(ours + again) / 2 / theirs:.2f}", flush=True)
