#!/usr/bin/env bash
# Inside a network of its own: our servers for the root, a top level and a university, and three resolvers that find the
# way. Arguments: the tool, and a folder for files. Prints who found what.
set -euo pipefail
tool=$1 folder=$2
cd "$folder"
ip link set lo up
# BIND listens on addresses that an interface has.
ip addr add 127.0.0.22/32 dev lo
pids=()
trap 'kill "${pids[@]}" 2>/dev/null; wait' EXIT

cat > root.zone <<'ZONE'
. 3600 SOA a.root. host.root. 1 2 3 4 60
. 3600 NS a.root.
a.root. 3600 A 127.0.0.11
test. 3600 NS ns.test.
ns.test. 3600 A 127.0.0.12
ZONE
cat > test.zone <<'ZONE'
$ORIGIN test.
$TTL 3600
@ SOA ns host 1 2 3 4 60
@ NS ns
ns A 127.0.0.12
uni NS ns.uni
ns.uni A 127.0.0.13
glueless NS ns.uni
ZONE
cat > uni.zone <<'ZONE'
$ORIGIN uni.test.
$TTL 300
@ SOA ns host 1 2 3 4 60
@ NS ns
ns A 127.0.0.13
ector.cs A 192.0.2.5
far CNAME www.glueless.test.
ZONE
cat > glueless.zone <<'ZONE'
$ORIGIN glueless.test.
$TTL 300
@ SOA ns.uni.test. host.uni.test. 1 2 3 4 60
@ NS ns.uni.test.
www A 192.0.2.8
ZONE
cat > unbound.conf <<CONF
server:
  interface: 127.0.0.21
  do-daemonize: no
  use-syslog: no
  chroot: ""
  username: ""
  pidfile: ""
  directory: "$folder"
  do-not-query-localhost: no
  module-config: "iterator"
  root-hints: "$folder/hints"
  local-zone: "test." nodefault
remote-control:
  control-enable: no
CONF
printf '. 3600 NS a.root.\na.root. 3600 A 127.0.0.11\n' > hints
cat > named.conf <<CONF
options { directory "$folder"; pid-file none; lock-file none; session-keyfile "$folder/key"; listen-on { 127.0.0.22; };
  listen-on-v6 { none; }; recursion yes; dnssec-validation no; empty-zones-enable no; query-source address 127.0.0.22; };
controls { };
zone "." { type hint; file "hints"; };
CONF

serve() { dotnet "$tool" serve dns "$@" > /dev/null & pids+=($!); }
serve --dns 127.0.0.11:53 --zone root.zone
serve --dns 127.0.0.12:53 --zone test.zone
serve --dns 127.0.0.13:53 --zone uni.zone --zone glueless.zone
serve --dns 127.0.0.23:53 --recursive --root 127.0.0.11
answers() { for _ in $(seq 200); do dig "@$1" "$2" SOA +tries=1 +time=1 +norecurse > /dev/null 2>&1 && return; sleep 0.1; done; }
answers 127.0.0.11 .; answers 127.0.0.12 test; answers 127.0.0.13 uni.test; answers 127.0.0.23 .
unbound -c unbound.conf > unbound.log 2>&1 & pids+=($!)
named -g -c named.conf > named.log 2>&1 & pids+=($!)
answers 127.0.0.21 .; answers 127.0.0.22 .

ask() { dig "@$2" "$3" +short +tries=3 +time=5 | tail -1 | sed "s/^/$1 /"; }
for resolver in "unbound 127.0.0.21" "bind 127.0.0.22" "ours 127.0.0.23"; do
    ask $resolver ector.cs.uni.test
    ask $resolver far.uni.test
done
