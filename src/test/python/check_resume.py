"""Kills a training again and again at random moments; resumed, it must each time end with the files of an unbroken one.

    python check_resume.py [KILLS] [SEED]
"""
import pathlib
import random
import shutil
import subprocess
import sys
import time

COMMAND = ["./nnp4j", "train", "validation/h2/full_ci.csv", "--molecule", "molecules/h2.xyz", "--name", "h2", "--quiet",
           "--features", "morse", "--hidden", "48,48,48", "--batch", "8", "--epochs", "12000", "--patience", "0",
           "--averaging", "0.99"]
KILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 20
random.seed(int(sys.argv[2]) if len(sys.argv) > 2 else 1)

out = pathlib.Path("out/kills")
shutil.rmtree(out, ignore_errors=True)
start = time.time()
subprocess.run(COMMAND + ["--out", f"{out}/whole"], check=True)
unbroken = time.time() - start
kills = rounds = 0
while kills < KILLS:  # a fast machine ends a training before it was killed as often
    rounds += 1
    shutil.rmtree(out / "broken", ignore_errors=True)
    while True:
        run = subprocess.Popen(COMMAND + ["--out", f"{out}/broken", "--resume"])
        try:
            status = run.wait(random.uniform(0.3, 3) if kills < KILLS else None)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            kills += 1
            continue
        if status != 0:
            sys.exit(f"a resumed training failed with status {status}")
        break
    for name in ("h2.onnx", "log.csv", "summary.json", "test.extxyz"):
        whole, broken = ((out / part / name).read_bytes() for part in ("whole", "broken"))
        if whole.replace(b"whole", b"broken") != broken:
            sys.exit(f"{name} differs after {kills} kills")
print(f"{kills} kills in {rounds} trainings, the same files; unbroken it takes {unbroken:.0f} s")
