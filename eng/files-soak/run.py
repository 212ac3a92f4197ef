#!/usr/bin/python3
"""A large sparse file both ways through every door, while client and server are killed at random points.

    dotnet build -c Release src/RpcStack.Cli && eng/files-soak/run.py [gibioctets [kills [seed]]]

Each direction of each door is resumed after every kill; in the end the hashes have to be equal. Exits with 1 where they are
not. It takes twice the file's size in the current directory.
"""

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SIZE = int(float(sys.argv[1]) * 2**30) if len(sys.argv) > 1 else 5 * 2**30
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 6
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2**31)
ISLAND = 1 << 20
REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOL = os.path.join(REPOSITORY, "src/RpcStack.Cli/bin/Release/net10.0/RpcStack.Cli")
chance = random.Random(SEED)


class Server:
    def __init__(self, folder):
        self.command = [TOOL, "serve", "files", folder, "--writable", "--ftp", "127.0.0.1:0", "--rpc", "rpc+tcp://127.0.0.1:0"]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, text=True)
        doors = {}
        while len(doors) < 2:
            line = self.process.stdout.readline()
            if not line:
                sys.exit("The server did not start.")
            if match := re.match(r"ftp +(\S+)", line):
                doors["ftp"] = f"ftp://{match[1]}"
            elif match := re.match(r"rpc\+tcp +(\S+)", line):
                doors["rpc"] = match[1]
        self.doors = doors

    def kill(self):
        self.process.kill()
        self.process.wait()


def size_of(path):
    return os.path.getsize(path) if os.path.exists(path) else 0


def hash_of(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make(path):
    """Holes, with islands at the ends and around every gibioctet, where numbers overflow."""
    with open(path, "wb") as file:
        for offset in {0, SIZE - ISLAND, *(i - ISLAND // 2 for i in range(2**30, SIZE, 2**30))}:
            file.seek(max(offset, 0))
            file.write(chance.randbytes(ISLAND))
        file.truncate(SIZE)


def transfer(server, door, command, watched):
    """Runs a transfer, killing it or the server as often as asked for, until it is through."""
    begin, resumed = time.monotonic(), []
    # At places that are known beforehand, so that every run has as many.
    places = sorted(chance.randrange(SIZE // 50, SIZE * 49 // 50) for _ in range(KILLS))
    for place in [*places, None]:
        offset = size_of(watched)
        client = subprocess.Popen(command(server.doors[door]))
        if place is None:
            if client.wait() != 0:
                raise RuntimeError(f"{client.args} ended with {client.returncode}")
            break
        if offset > place:
            place = offset + 1
        while size_of(watched) < place and client.poll() is None:
            time.sleep(0.002)
        if client.poll() is not None:
            break
        if chance.random() < 0.5:
            client.send_signal(signal.SIGKILL)
            client.wait()
        else:
            server.kill()
            # The client has to notice by itself.
            if client.wait() == 0:
                raise RuntimeError("The server was killed, and the client thinks that all is well")
            server.start()
        # What is on its way to the server is still written.
        settled = -1
        while settled != (settled := size_of(watched)):
            time.sleep(0.2)
        resumed.append(settled)
    return time.monotonic() - begin, resumed


def main():
    print(f"{SIZE} octets, {KILLS} kills each way, seed {SEED}", flush=True)
    folder = tempfile.mkdtemp(prefix="rpcstack-files-soak-", dir=".")
    served = os.path.join(folder, "served")
    os.mkdir(served)
    source, remote, back = (os.path.join(folder, "source"), os.path.join(served, "file"), os.path.join(folder, "back"))
    server = Server(served)
    is_sound = True
    try:
        make(source)
        wanted = hash_of(source)
        for door in ("ftp", "rpc"):
            for name, target, command in (
                ("up", remote, lambda uri: [TOOL, "put", "--resume", source, uri + "/file"]),
                ("down", back, lambda uri: [TOOL, "get", "--resume", uri + "/file", back]),
            ):
                seconds, resumed = transfer(server, door, command, target)
                is_same = hash_of(target) == wanted
                is_sound = is_sound and is_same and len(resumed) == KILLS
                print(
                    f"{door} {name:5}{seconds:7.1f} s with {len(resumed)} kills, resumed at "
                    f"{', '.join(f'{at / SIZE:.0%}' for at in resumed)}: {'equal' if is_same else 'DIFFERENT'}",
                    flush=True)
            os.remove(remote)
            os.remove(back)
    finally:
        server.kill()
        shutil.rmtree(folder)
    return 0 if is_sound else 1


sys.exit(main())
