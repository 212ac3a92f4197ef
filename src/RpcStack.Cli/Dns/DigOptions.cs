using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Cli.Dns;

/// <summary>A question of dig's command line, and how it is asked and printed.</summary>
internal sealed record DigOptions
{
    public static readonly ImmutableArray<string> Sections =
        ["cmd", "comments", "question", "answer", "authority", "additional", "stats"];

    public string? Server { get; init; }

    public int Port { get; init; } = 53;

    public DomainName Name { get; init; } = DomainName.Root;

    /// <summary>The type; null where the command line says none.</summary>
    public DnsRecordType? ChosenType { get; init; }

    public DnsRecordType Type => ChosenType ?? (Name.IsRoot ? DnsRecordType.NS : DnsRecordType.A);

    /// <summary>The version from which on IXFR gives the changes.</summary>
    public uint? KnownSerial { get; init; }

    public DnsClass Class { get; init; } = DnsClass.Internet;

    public DnsFlags Flags { get; init; } = DnsFlags.RecursionDesired | DnsFlags.AuthenticData;

    public bool IsShort { get; init; }

    public bool IsTrace { get; init; }

    public bool HasEdns { get; init; } = true;

    public bool HasCookie { get; init; } = true;

    public bool IsDnssecOk { get; init; }

    public ushort PayloadSize { get; init; } = 1232;

    public AddressFamily Family { get; init; } = AddressFamily.Unspecified;

    public DnsClientOptions Client { get; init; } = new() { Timeout = TimeSpan.FromSeconds(5) };

    public IReadOnlyList<IPAddress> RootServers { get; init; } = [];

    public ImmutableHashSet<string> Shown { get; init; } = [.. Sections];

    public bool IsTransfer => Type == DnsRecordType.AXFR || KnownSerial is not null;

    public bool Shows(string section) => Shown.Contains(section);
}
