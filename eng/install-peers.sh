#!/usr/bin/env bash
# Installs, from Debian, the programs that the tests use as peers and oracles. Needs root; safe to run again.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

packages=(
    bind9              # named
    bind9-dnsutils     # dig, nslookup, nsupdate
    curl               # SMTP, POP3, FTP
    dnsperf            # DNS queries as fast as they are answered
    dovecot-core       # LMTP
    dovecot-lmtpd      # LMTP
    fetchmail          # POP3
    gcc                # compiles what rpcgen writes
    iproute2           # ip, for networks of their own
    knot               # knotd
    knot-dnsutils      # kdig
    ldnsutils          # drill
    lftp               # FTP
    libc6-dev          # the C library's headers
    libhiredis0.14     # ProFTPD
    libmemcached11     # ProFTPD
    libmemcachedutil2  # ProFTPD
    libnet-ssleay-perl # TLS for swaks
    libpcre2-posix3    # ProFTPD
    libprotobuf-dev    # protobuf's own .proto files
    libsodium23        # ProFTPD, Pure-FTPd
    libtirpc-dev       # ONC RPC in C
    libwrap0           # vsftpd
    msmtp              # SMTP
    nsd                # nsd
    omniidl            # OMG IDL
    openssl            # hashes of passwords
    postfix            # SMTP
    protobuf-compiler  # protoc
    protobuf-compiler-grpc # stubs for grpcio
    python3            # xdrlib
    python3-aiosmtpd   # SMTP
    python3-dnspython  # DNS messages, records, transfers
    python3-grpcio     # gRPC
    python3-msgpack    # MessagePack
    python3-openssl    # pyftpdlib's TLS
    python3-protobuf   # gRPC's messages
    python3-pyftpdlib  # an FTP server
    rpcsvc-proto       # rpcgen, and the .x files in /usr/include/rpcsvc
    swaks              # SMTP
    tnftp              # FTP
    tshark             # captures
    unbound            # unbound
    wget               # FTP
)

# Servers that do not go together as packages, or would start by themselves, are unpacked aside.
aside=/opt/rpcstack-peers

missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -q
    # Nobody is to configure a mail system for the machine.
    apt-get install -y -q --no-install-recommends debconf
    echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
    apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

# unpack DIRECTORY PACKAGE…: once.
unpack() {
    local target=$1 downloads
    shift
    [ -e "$target/complete" ] && return
    apt-get update -q
    downloads=$(mktemp -d)
    # apt fetches as a user of its own.
    chmod 755 "$downloads"
    (cd "$downloads" && apt-get download -q "$@" 2>/dev/null)
    mkdir -p "$target"
    for package in "$downloads"/*.deb; do dpkg -x "$package" "$target"; done
    rm -r "$downloads"
    touch "$target/complete"
}

unpack "$aside" vsftpd proftpd-core proftpd-mod-crypto pure-ftpd pure-ftpd-common
unpack "$aside/exim" exim4-base exim4-daemon-light
# The program looks for the user that the package would have made.
id Debian-exim >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin Debian-exim
unpack "$aside/rpcbind" rpcbind
id _rpc >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin _rpc
unpack "$aside/etcd" etcd-server

# gRPC in JavaScript.
node=$aside/node
if [ ! -e "$node/complete" ]; then
    npm install --silent --no-fund --no-audit --prefix "$node" @grpc/grpc-js@1.14 @grpc/proto-loader@0.8
    touch "$node/complete"
fi
