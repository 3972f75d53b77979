"""Kills runs of dynamics (kill -9) at random moments, resumes them, and compares log and trajectory byte by byte."""
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 50
OPTIONS = ["--steps", "30000", "--log-every", "7", "--trajectory-every", "11", "--quiet"]
THERMOSTATS = ["langevin", "nose-hoover", "bussi"]


def command(thermostat, folder, *more):
    return ["./nnp4j", "md", "molecules/h2.xyz", "--thermostat", thermostat, *OPTIONS, "--out", str(folder), *more]


def files(folder):
    return {name: (folder / name).read_bytes() for name in ("log.csv", "trajectory.extxyz")}


random.seed(7)
with tempfile.TemporaryDirectory() as scratch:
    root = pathlib.Path(scratch)
    killed = 0
    expected = {}
    took = {}
    for thermostat in THERMOSTATS:
        start = time.monotonic()
        subprocess.run(command(thermostat, root / thermostat), check=True)
        took[thermostat] = time.monotonic() - start
        expected[thermostat] = files(root / thermostat)
    rounds = 0
    while killed < KILLS:
        thermostat = THERMOSTATS[rounds % 3]
        rounds += 1
        folder = root / "broken"
        shutil.rmtree(folder, ignore_errors=True)
        while True:
            every = str(random.choice([13, 170, 2000]))
            process = subprocess.Popen(
                command(thermostat, folder, "--resume", "--checkpoint-every", every), start_new_session=True)
            try:
                status = process.wait(timeout=random.uniform(0.2, took[thermostat]))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                killed += 1
                continue
            if status != 0:
                sys.exit(f"{thermostat}: the resumed run ended with status {status}")
            break
        for name, content in files(folder).items():
            if content != expected[thermostat][name]:
                sys.exit(f"{thermostat}: {name} is not that of the unbroken run")
    print(f"{killed} kills in {rounds} runs of {', '.join(THERMOSTATS)}: log and trajectory are the same, byte for byte")
