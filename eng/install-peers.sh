#!/usr/bin/env bash
# Installs, from Debian, the programs that the tests use as peers and oracles. Needs root; safe to run again.
set -euo pipefail

packages=(
    bind9             # named
    bind9-dnsutils    # dig, nslookup, nsupdate
    dnsperf           # DNS queries as fast as they are answered
    gcc               # compiles what rpcgen writes
    knot              # knotd
    knot-dnsutils     # kdig
    ldnsutils         # drill
    libc6-dev         # the C library's headers
    libtirpc-dev      # ONC RPC in C
    nsd               # nsd
    omniidl           # OMG IDL
    python3           # xdrlib
    python3-dnspython # DNS messages, records, transfers
    python3-msgpack   # MessagePack
    rpcsvc-proto      # rpcgen, and the .x files in /usr/include/rpcsvc
    unbound           # unbound
)

missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "${missing[@]}"
