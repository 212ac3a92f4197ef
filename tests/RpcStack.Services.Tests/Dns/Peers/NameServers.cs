using System.Net;

namespace RpcStack.Services.Tests.Dns.Peers;

/// <summary>The name servers of others, as authorities for zones.</summary>
internal static class NameServers
{
    internal static Task<NameServerPeer> BindAsync(
        IPEndPoint at, string zoneOptions, string globals, params (string Origin, string Text)[] zones) =>
        NameServerPeer.StartAsync(
            "/usr/sbin/named",
            "-g -c CONF",
            $$"""
            options {
              directory "DIR"; pid-file none; lock-file none; session-keyfile "DIR/session.key";
              listen-on port {{at.Port}} { {{at.Address}}; }; listen-on-v6 { none; };
              recursion no; dnssec-validation no; notify no; empty-zones-enable no; minimal-responses no;
              zero-no-soa-ttl no;
              notify-source {{at.Address}}; transfer-source {{at.Address}};
            };
            controls { };
            {{globals}}
            {{string.Concat(zones.Select(zone => Zone(zone.Origin, zoneOptions)))}}
            """,
            at,
            [.. zones.Select(zone => (FileOf(zone.Origin), zone.Text))]);

    internal static Task<NameServerPeer> NsdAsync(
        IPEndPoint at, string zoneOptions, string globals, params (string Origin, string Text)[] zones) =>
        NameServerPeer.StartAsync(
            "/usr/sbin/nsd",
            "-d -c CONF",
            $"""
            server:
              ip-address: {at.Address}@{at.Port}
              username: ""
              chroot: ""
              pidfile: "DIR/nsd.pid"
              database: ""
              xfrdfile: "DIR/xfrd.state"
              zonelistfile: "DIR/zone.list"
              xfrdir: "DIR"
              zonesdir: "DIR"
              server-count: 1
              verbosity: 2
            remote-control:
              control-enable: no
            {globals}
            {string.Concat(zones.Select(zone => $"zone:\n  name: {zone.Origin}\n  zonefile: {FileOf(zone.Origin)}\n{zoneOptions}\n"))}
            """,
            at,
            [.. zones.Where(zone => zone.Text.Length > 0).Select(zone => (FileOf(zone.Origin), zone.Text))]);

    internal static Task<NameServerPeer> KnotAsync(
        IPEndPoint at, string zoneOptions, string globals, params (string Origin, string Text)[] zones) =>
        NameServerPeer.StartAsync(
            "/usr/sbin/knotd",
            "-c CONF",
            $"""
            server:
              listen: {at.Address}@{at.Port}
              rundir: "DIR"
              user: root
            log:
              - target: stderr
                any: info
            database:
              storage: "DIR"
            {globals}
            template:
              - id: default
                storage: "DIR"
                semantic-checks: false
            zone:
            {string.Concat(zones.Select(zone => $"  - domain: {zone.Origin}\n    file: {FileOf(zone.Origin)}\n{zoneOptions}\n"))}
            """,
            at,
            [.. zones.Where(zone => zone.Text.Length > 0).Select(zone => (FileOf(zone.Origin), zone.Text))]);

    internal static string FileOf(string origin) => (origin == "." ? "root" : origin.TrimEnd('.')) + ".zone";

    private static string Zone(string origin, string options) =>
        $"zone \"{origin}\" {{ file \"{FileOf(origin)}\"; {options} }};\n";
}
