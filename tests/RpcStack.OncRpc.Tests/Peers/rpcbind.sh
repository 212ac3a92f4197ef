#!/bin/bash
# rpcbind.sh PEER C_PEER: in a network of its own, our server and C's find each other by the real rpcbind, and by ours.
set -eu
if [ "${1-}" != inside ]; then exec unshare -n -m --propagation private bash "$0" inside "$@"; fi
peer="dotnet $2" c=$3
PATH=$PATH:/opt/rpcstack-peers/rpcbind/sbin:/opt/rpcstack-peers/rpcbind/usr/bin:/sbin:/usr/sbin
ip link set lo up
mount -t tmpfs tmpfs /run
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

# start NAME COMMAND…: runs it until its descriptor in $open is closed, and waits for its first line.
start() {
    coproc "$@"
    pid=$COPROC_PID open=${COPROC[1]}
    read -r line <&"${COPROC[0]}"
}

# Our server and who sees it, then C's servers and our client.
programs() {
    start $peer serve
    echo "== rpcinfo"
    rpcinfo -p 127.0.0.1 | awk '$1 == 536872823 { print $1, $2, $3 }'
    for kind in tcp udp; do rpcinfo -T $kind 127.0.0.1 536872823 3 2>&1 || true; done
    for kind in tcp udp; do
        echo "== C over $kind"
        "$c" call $kind 127.0.0.1 0 sys
    done
    eval "exec $open>&-"
    wait "$pid"
    echo "== afterwards"
    rpcinfo -p 127.0.0.1 | awk '$1 == 536872823'
    for kind in tcp udp; do
        start "$c" serve $kind register
        echo "== C# over $kind"
        $peer call onc+$kind://127.0.0.1
        kill "$pid"
        wait "$pid" || true
    done
}

rpcbind -f -i >/dev/null 2>&1 &
binder=$!
for _ in {1..200}; do rpcinfo -p 127.0.0.1 >/dev/null 2>&1 && break; sleep 0.05; done
echo "=== rpcbind"
programs
echo "== local"
$peer list onc+unix:///run/rpcbind.sock | grep -c ^100000
kill "$binder"
wait "$binder" || true
echo "=== ours"
# A shell has one coprocess at a time.
mkfifo /run/until /run/line
$peer portmap </run/until >/run/line &
exec 3>/run/until
read -r line </run/line
programs
exec 3>&-
wait
