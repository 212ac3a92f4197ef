#!/usr/bin/env bash
# Installs, from Debian, the programs that the tests use as peers and oracles. Needs root; safe to run again.
set -euo pipefail

packages=(
    bind9-dnsutils   # dig
    omniidl          # OMG IDL
    gcc              # compiles what rpcgen writes
    libc6-dev        # the C library's headers
    libtirpc-dev     # ONC RPC in C
    python3          # xdrlib
    python3-msgpack  # MessagePack
    rpcsvc-proto     # rpcgen, and the .x files in /usr/include/rpcsvc
)

missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "${missing[@]}"
