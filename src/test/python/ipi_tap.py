"""A tap on the i-PI protocol: stands between server and client, passes every byte on, and keeps what passed."""
import os
import socket
import threading
import time

import numpy

WORD = 12


def connect(place):
    kind, _, rest = place.partition(":")
    if kind == "unix":
        other = socket.socket(socket.AF_UNIX)
        other.connect(f"/tmp/ipi_{rest}")
        return other
    other = socket.create_connection((kind, int(rest)))
    other.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return other


class Tap:
    """Takes one client at `address`, and connects to the server when it is there."""

    def __init__(self, place, atoms):
        self.atoms = atoms
        self.passed = {"server": bytearray(), "client": bytearray()}
        self.file = f"/tmp/ipi_tap{os.getpid()}"
        self.address = f"unix:tap{os.getpid()}"
        self.place = place
        self.listening = socket.socket(socket.AF_UNIX)
        self.listening.bind(self.file)
        self.listening.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        client, _ = self.listening.accept()
        os.unlink(self.file)
        while True:
            try:
                server = connect(self.place)
                break
            except OSError:
                time.sleep(0.05)
        back = threading.Thread(target=self.pump, args=(client, server, "client"), daemon=True)
        back.start()
        self.pump(server, client, "server")

    def pump(self, source, target, who):
        while data := source.recv(1 << 16):
            self.passed[who] += data
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)

    def messages(self):
        """Positions, energies and forces that passed, in bohr and hartree; those of batches one after another."""
        positions, batch, at, data = [], 1, 0, bytes(self.passed["server"])
        doubles = lambda count: numpy.frombuffer(data, "<f8", count, at)
        while at + WORD <= len(data):
            word = data[at:at + WORD].decode().strip()
            at += WORD
            if word == "INIT":
                length = int.from_bytes(data[at + 4:at + 8], "little")
                text = data[at + 8:at + 8 + length].decode()
                batch = int(text.split("batch_size:")[1].split(",")[0]) if "batch_size:" in text else 1
                at += 8 + length
            elif word == "POSDATA":
                at += 4 + 144 * batch  # the count stands before or behind the cells
                positions += list(doubles(3 * self.atoms * batch).reshape(batch, self.atoms, 3))
                at += 24 * self.atoms * batch
        energies, forces, at, data = [], [], 0, bytes(self.passed["client"])
        while at + WORD <= len(data):
            word = data[at:at + WORD].decode().strip()
            at += WORD
            if word == "FORCEREADY":
                energies += list(doubles(batch))
                at += 8 * batch + 4
                forces += list(doubles(3 * self.atoms * batch).reshape(batch, self.atoms, 3))
                at += (24 * self.atoms + 72 + 4) * batch
        return numpy.array(positions), numpy.array(energies), numpy.array(forces)
