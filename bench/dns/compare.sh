#!/usr/bin/env bash
# Asks our name server, BIND and NSD the same questions about the same zone, in turns, as fast as they answer.
#
#     dotnet build -c Release src/RpcStack.Cli
#     bench/dns/compare.sh [SECONDS] [ROUNDS]
#
# Everything is on this machine, the client too, so the processors are shared between who asks and who answers.
set -euo pipefail
export LC_ALL=C
seconds=${1:-4} rounds=${2:-5}
root=$(cd "$(dirname "$0")/../.." && pwd)
tool=$root/src/RpcStack.Cli/bin/Release/net10.0/RpcStack.Cli.dll
[ -e "$tool" ] || { echo "build first: dotnet build -c Release src/RpcStack.Cli" >&2; exit 1; }
for program in dnsperf dig named nsd; do
    PATH=$PATH:/usr/sbin command -v "$program" > /dev/null || { echo "$program is missing: eng/install-peers.sh" >&2; exit 1; }
done
PATH=$PATH:/usr/sbin

folder=$(mktemp -d)
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
cd "$folder"

# 10,000 hosts, each with an IPv4 and an IPv6 address; mail, an alias, a wildcard, a delegation with glue.
{
    echo '$ORIGIN example.org.'
    echo '$TTL 3600'
    echo '@ SOA ns1 host 1 7200 3600 1209600 300'
    echo '@ NS ns1'
    echo '@ NS ns2'
    echo '@ MX 10 mail'
    echo '@ TXT "v=spf1 mx -all"'
    echo 'ns1 A 192.0.2.1'
    echo 'ns2 A 192.0.2.2'
    echo 'mail A 192.0.2.3'
    echo 'www CNAME host1'
    echo '*.wild A 192.0.2.4'
    echo 'sub NS ns.sub'
    echo 'ns.sub A 192.0.2.5'
    for i in $(seq 10000); do
        echo "host$i A 198.51.$((i / 256 % 256)).$((i % 256))"
        printf 'host%d AAAA 2001:db8::%x\n' "$i" "$i"
    done
} > example.org.zone
# Of ten questions six for an address, one each for mail, a wildcard, what is delegated, what does not exist.
for i in $(seq 1000); do
    for j in 1 2 3; do echo "host$((i * 10 - j)).example.org A"; echo "host$((i * 10 - j)).example.org AAAA"; done
    echo "example.org MX"
    echo "x$i.wild.example.org A"
    echo "x$i.sub.example.org A"
    echo "missing$i.example.org A"
done > questions

cat > named.conf <<CONF
options { directory "$folder"; pid-file none; lock-file none; session-keyfile "$folder/key"; recursion no; notify no;
  listen-on port 5392 { 127.0.0.1; }; listen-on-v6 { none; }; minimal-responses yes; dnssec-validation no;
  empty-zones-enable no; querylog no; };
controls { };
zone "example.org" { type primary; file "example.org.zone"; };
CONF
cat > nsd.conf <<CONF
server:
  ip-address: 127.0.0.1@5393
  username: ""
  chroot: ""
  pidfile: "$folder/nsd.pid"
  database: ""
  xfrdfile: "$folder/xfrd.state"
  zonelistfile: "$folder/zone.list"
  xfrdir: "$folder"
  zonesdir: "$folder"
  server-count: $(nproc)
  rrl-ratelimit: 0
remote-control:
  control-enable: no
zone:
  name: example.org
  zonefile: example.org.zone
CONF

dotnet "$tool" serve dns --zone example.org.zone --dns 127.0.0.1:5391 > ours.log 2>&1 & pids+=($!)
named -f -c named.conf > named.log 2>&1 & pids+=($!)
nsd -d -c nsd.conf > nsd.log 2>&1 & pids+=($!)
declare -A port=([rpcstack]=5391 [bind]=5392 [nsd]=5393)
for server in rpcstack bind nsd; do
    for try in $(seq 100); do
        dig @127.0.0.1 -p "${port[$server]}" host1.example.org +short +tries=1 +time=1 > /dev/null 2>&1 && break
        [ "$try" -lt 100 ] || { echo "$server does not answer" >&2; cat ./*.log >&2; exit 1; }
        sleep 0.1
    done
done

ask() { dnsperf -s 127.0.0.1 -p "${port[$1]}" -d questions -l "$2" -c 8 -T 1 -q 200 -e > "$1.out" 2> "$1.err"; }
for server in rpcstack bind nsd; do ask "$server" 3; done
for round in $(seq "$rounds"); do
    for server in rpcstack bind nsd; do
        ask "$server" "$seconds"
        awk '/Queries per second/ { print int($4) }' "$server.out" >> "$server.rates"
        awk '/Queries lost/ { print $3 }' "$server.out" >> "$server.lost"
    done
done

echo "questions/s over UDP, EDNS, $rounds rounds of $seconds s in turns, load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
printf '%-10s %9s %9s %9s %6s\n' server median least greatest lost
for server in rpcstack bind nsd; do
    sort -n "$server.rates" | awk -v name="$server" -v lost="$(paste -sd+ "$server.lost" | bc)" \
        '{ v[NR] = $1 } END { printf "%-10s %9d %9d %9d %6d\n", name, v[int((NR + 1) / 2)], v[1], v[NR], lost }'
done
grep -H 'Response codes' ./*.out | sed 's/\.out:  */ /; s/^\.\///'
