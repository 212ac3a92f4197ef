#!/usr/bin/env bash
# Brings mail to our server and to Postfix in turns, as fast as they take it: ten sessions, 4 KB, accepted = on disk.
#
#     dotnet build -c Release src/RpcStack.Cli
#     bench/mail/compare.sh [MESSAGES] [ROUNDS]
#
# Needs root, for Postfix. Everything is on this machine and on one disk, the client too. A round begins with nothing to
# deliver, and what counts is until the last message is accepted; deliveries go on meanwhile, into a Maildir with both.
set -euo pipefail
export LC_ALL=C PATH=$PATH:/usr/sbin
messages=${1:-2000} rounds=${2:-5}
root=$(cd "$(dirname "$0")/../.." && pwd)
tool=$root/src/RpcStack.Cli/bin/Release/net10.0/RpcStack.Cli.dll
[ -e "$tool" ] || { echo "build first: dotnet build -c Release src/RpcStack.Cli" >&2; exit 1; }
for program in smtp-source postfix; do
    command -v "$program" > /dev/null || { echo "$program is missing: eng/install-peers.sh" >&2; exit 1; }
done

folder=$(mktemp -d)
chmod 755 "$folder"
pids=()
stop() {
    kill "${pids[@]}" 2> /dev/null || true
    [ ! -e "$folder/postfix/main.cf" ] || postfix -c "$folder/postfix" stop > /dev/null 2>&1 || true
    wait
    rm -rf "$folder"
}
trap stop EXIT

mkdir -p "$folder"/postfix "$folder"/queue "$folder"/data "$folder"/mail
chown postfix "$folder/data"
chmod 777 "$folder/mail"
cat > "$folder/postfix/main.cf" <<CONF
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.example.org
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = example.org
virtual_mailbox_base = $folder/mail
virtual_mailbox_maps = static:alice/
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
virtual_alias_maps =
alias_maps =
local_recipient_maps =
maillog_file = /dev/stdout
maillog_file_prefixes = /dev
in_flow_delay = 0
CONF
# Its own services, outside of a chroot, and its door on a port of ours.
sed -E -e 's/^smtp +inet .*/2591 inet n - n - - smtpd/' -e 's/^([a-z]+ +unix +[^ ]+ +[^ ]+ +)y/\1n/' \
    -e 's/^([a-z]+ +unix +[^ ]+ +[^ ]+ +)-/\1n/' /usr/share/postfix/master.cf.dist > "$folder/postfix/master.cf"
postfix -c "$folder/postfix" start-fg > "$folder/postfix.log" 2>&1 & pids+=($!)
dotnet "$tool" serve mail --folder "$folder/ours" --domain example.org --user alice:wonderland --smtp 127.0.0.1:2590 \
    --submission 127.0.0.1:0 --pop3 127.0.0.1:0 --grpc 127.0.0.1:0 --rpc rpc+tcp://127.0.0.1:0 > "$folder/ours.log" 2>&1 & pids+=($!)
declare -A port=([rpcstack]=2590 [postfix]=2591)
for server in rpcstack postfix; do
    for try in $(seq 100); do
        (exec 3<> "/dev/tcp/127.0.0.1/${port[$server]}" && head -1 <&3 | grep -q '^220') 2> /dev/null && break
        [ "$try" -lt 100 ] || { echo "$server does not answer" >&2; cat "$folder"/*.log >&2; exit 1; }
        sleep 0.2
    done
done

waiting() { find "$folder/ours/queue" "$folder"/queue/{incoming,active,deferred,maildrop} -type f 2> /dev/null | wc -l; }
bring() { smtp-source -s 10 -l 4096 -m "$2" -f bench@example.net -t alice@example.org "127.0.0.1:${port[$1]}" > "$folder/$1.out" 2>&1; }
settle() { while [ "$(waiting)" -gt 0 ]; do sleep 0.1; done; sync; }
for server in rpcstack postfix; do bring "$server" 1000; settle; done
for round in $(seq "$rounds"); do
    for server in rpcstack postfix; do
        start=$(date +%s.%N)
        bring "$server" "$messages"
        echo "$messages / ($(date +%s.%N) - $start)" | bc >> "$folder/$server.rates"
        settle
    done
done

expected=$((1000 + messages * rounds))
echo "messages/s accepted, ten sessions, 4 KB, $rounds rounds of $messages in turns, load $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
printf '%-10s %8s %8s %8s\n' server median least greatest
for server in rpcstack postfix; do
    sort -n "$folder/$server.rates" | awk -v name="$server" \
        '{ v[NR] = $1 } END { printf "%-10s %8d %8d %8d\n", name, v[int((NR + 1) / 2)], v[1], v[NR] }'
done
echo "delivered: rpcstack $(find "$folder/ours/mail/alice/new" -type f | wc -l), postfix $(find "$folder/mail/alice/new" -type f | wc -l), of $expected each"
