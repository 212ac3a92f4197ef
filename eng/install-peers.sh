#!/usr/bin/env bash
# Installs, from Debian, the programs that the tests use as peers and oracles. Needs root; safe to run again.
set -euo pipefail

packages=(
    bind9             # named
    bind9-dnsutils    # dig, nslookup, nsupdate
    curl              # FTP
    dnsperf           # DNS queries as fast as they are answered
    gcc               # compiles what rpcgen writes
    knot              # knotd
    knot-dnsutils     # kdig
    ldnsutils         # drill
    lftp              # FTP
    libc6-dev         # the C library's headers
    libhiredis0.14    # ProFTPD
    libmemcached11    # ProFTPD
    libmemcachedutil2 # ProFTPD
    libpcre2-posix3   # ProFTPD
    libsodium23       # ProFTPD, Pure-FTPd
    libtirpc-dev      # ONC RPC in C
    libwrap0          # vsftpd
    nsd               # nsd
    omniidl           # OMG IDL
    openssl           # hashes of passwords
    python3           # xdrlib
    python3-dnspython # DNS messages, records, transfers
    python3-msgpack   # MessagePack
    python3-openssl   # pyftpdlib's TLS
    python3-pyftpdlib # an FTP server
    rpcsvc-proto      # rpcgen, and the .x files in /usr/include/rpcsvc
    tnftp             # FTP
    unbound           # unbound
    wget              # FTP
)

missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
# FTP servers that are not to run by themselves, and do not go together as packages.
unpacked=/opt/rpcstack-peers
servers=(vsftpd proftpd-core proftpd-mod-crypto pure-ftpd pure-ftpd-common)
[ -e "$unpacked/complete" ] || missing+=(ca-certificates)
[ ${#missing[@]} -eq 0 ] && exit 0

export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -y -q --no-install-recommends "${missing[@]}"
[ -e "$unpacked/complete" ] && exit 0
downloads=$(mktemp -d)
trap 'rm -rf "$downloads"' EXIT
(cd "$downloads" && apt-get download -q "${servers[@]}" 2>/dev/null)
for package in "$downloads"/*.deb; do dpkg -x "$package" "$unpacked"; done
touch "$unpacked/complete"
