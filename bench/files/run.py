#!/usr/bin/python3
"""Throughput of files over FTP: our server and client beside vsftpd and curl, on loopback.

    dotnet build -c Release src/RpcStack.Cli && bench/files/run.py [rounds [mebioctets]]

Every server and every client with every other, in turns, round after round. Files are in memory (/dev/shm), so that no disk
is measured. Times are of whole processes, their start included. bench/README.md says how to read it.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
SIZE = int(sys.argv[2]) if len(sys.argv) > 2 else 1024
VSFTPD = "/opt/rpcstack-peers/usr/sbin/vsftpd"
REPOSITORY = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOL = os.path.join(REPOSITORY, "src/RpcStack.Cli/bin/Release/net10.0/RpcStack.Cli")


def start_vsftpd(root, config):
    port = 21210
    with open(config, "w") as file:
        file.write(f"""listen=YES
listen_address=127.0.0.1
listen_port={port}
background=NO
seccomp_sandbox=NO
isolate_network=NO
anonymous_enable=YES
anon_root={root}
ftp_username=daemon
no_anon_password=YES
write_enable=YES
anon_upload_enable=YES
anon_mkdir_write_enable=YES
anon_other_write_enable=YES
anon_umask=022
anon_world_readable_only=NO
secure_chroot_dir={os.path.dirname(config)}
""")
    process = subprocess.Popen([VSFTPD, config], stdout=subprocess.DEVNULL)
    return process, port


def start_ours(root):
    process = subprocess.Popen(
        [TOOL, "serve", "files", os.path.join(root, "pub"), "--writable", "--ftp", "127.0.0.1:0", "--rpc", "rpc+tcp://127.0.0.1:0"],
        stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if match := re.match(r"ftp +127\.0\.0\.1:(\d+)", line):
            return process, int(match[1])
    sys.exit("The server did not start.")


def commands(uri, source):
    target = uri + "/up"
    return {
        ("down", "curl"): ["curl", "-sS", uri + "/file"],
        ("down", "ours"): [TOOL, "get", uri + "/file", "-"],
        ("up", "curl"): ["curl", "-sS", "-T", source, target],
        ("up", "ours"): [TOOL, "put", source, target],
    }


def measure(command, uploaded):
    if os.path.exists(uploaded):
        os.remove(uploaded)
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return SIZE / (time.perf_counter() - begin)


def show(title, figures):
    base = statistics.median(figures["vsftpd", "curl"])
    print(f"\n{title}, MiB/s\n{'server':8} {'client':8} {'median':>8} {'least':>8} {'greatest':>8} {'ratio':>8}")
    for (server, client), all_of in figures.items():
        median = statistics.median(all_of)
        print(f"{server:8} {client:8} {median:8.0f} {min(all_of):8.0f} {max(all_of):8.0f} {median / base:8.2f}")


def main():
    folder = tempfile.mkdtemp(prefix="rpcstack-bench-", dir="/dev/shm")
    servers = []
    try:
        root = os.path.join(folder, "root")
        os.makedirs(os.path.join(root, "pub"))
        os.chmod(folder, 0o755)
        os.chmod(root, 0o755)
        os.chmod(os.path.join(root, "pub"), 0o777)
        source = os.path.join(root, "pub", "file")
        with open(source, "wb") as file:
            for _ in range(SIZE):
                file.write(os.urandom(1 << 20))
        vsftpd, vsftpd_port = start_vsftpd(root, os.path.join(folder, "vsftpd.conf"))
        servers.append(vsftpd)
        ours, ours_port = start_ours(root)
        servers.append(ours)
        uris = {
            "vsftpd": f"ftp://127.0.0.1:{vsftpd_port}/pub",
            "ours": f"ftp://127.0.0.1:{ours_port}",
        }
        results = {"down": {}, "up": {}}
        print(f"{ROUNDS} rounds of {SIZE} MiB, load {os.getloadavg()[0]:.2f}")
        for number in range(ROUNDS + 1):
            for server, uri in uris.items():
                for (direction, client), command in commands(uri, source).items():
                    rate = measure(command, os.path.join(root, "pub", "up"))
                    # The first round warms everything up.
                    if number > 0:
                        results[direction].setdefault((server, client), []).append(rate)
        show("Downloads", results["down"])
        show("Uploads", results["up"])
        print(f"\nload {os.getloadavg()[0]:.2f}")
    finally:
        for server in servers:
            server.terminate()
            server.wait()
        shutil.rmtree(folder)


main()
