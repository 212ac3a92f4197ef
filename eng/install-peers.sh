#!/usr/bin/env bash
# Installs, from Debian, the programs that the tests use as peers and oracles. Needs root; safe to run again.
set -euo pipefail

packages=(
    bind9              # named
    bind9-dnsutils     # dig, nslookup, nsupdate
    curl               # SMTP and POP3
    dnsperf            # DNS queries as fast as they are answered
    dovecot-core       # LMTP
    dovecot-lmtpd      # LMTP
    fetchmail          # POP3
    gcc                # compiles what rpcgen writes
    knot               # knotd
    knot-dnsutils      # kdig
    ldnsutils          # drill
    libc6-dev          # the C library's headers
    libnet-ssleay-perl # TLS for swaks
    libtirpc-dev       # ONC RPC in C
    msmtp              # SMTP
    nsd                # nsd
    omniidl            # OMG IDL
    postfix            # SMTP
    python3            # xdrlib
    python3-aiosmtpd   # SMTP
    python3-dnspython  # DNS messages, records, transfers
    python3-msgpack    # MessagePack
    rpcsvc-proto       # rpcgen, and the .x files in /usr/include/rpcsvc
    swaks              # SMTP
    unbound            # unbound
)

missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
export DEBIAN_FRONTEND=noninteractive
if [ ${#missing[@]} -gt 0 ]; then
    # Nobody is to configure a mail system for the machine.
    echo "postfix postfix/main_mailer_type select No configuration" | debconf-set-selections
    apt-get update -q
    apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

# Exim and Postfix cannot both be installed, so Exim is unpacked aside.
exim=/opt/rpcstack-peers/exim
if [ ! -x "$exim/usr/sbin/exim4" ]; then
    packed=$(mktemp -d)
    chmod 755 "$packed"
    apt-get update -q
    (cd "$packed" && apt-get download -q exim4-base exim4-daemon-light)
    mkdir -p "$exim"
    for package in "$packed"/*.deb; do dpkg -x "$package" "$exim"; done
    rm -r "$packed"
    # The program looks for the user that the package would have made.
    id Debian-exim >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin Debian-exim
fi
