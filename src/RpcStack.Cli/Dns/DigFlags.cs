using System.Collections.Immutable;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Cli.Dns;

/// <summary>dig's <c>+name</c>, <c>+noname</c> and <c>+name=value</c>.</summary>
internal static class DigFlags
{
    /// <summary>The options with one of them set; null if there is none of the name.</summary>
    public static DigOptions? Set(DigOptions options, string text)
    {
        string[] parts = text.Split('=', 2);
        bool isOn = !parts[0].StartsWith("no", StringComparison.Ordinal);
        string name = isOn ? parts[0] : parts[0][2..];
        string value = parts.Length > 1 ? parts[1] : "";
        if (name == "all") return options with { Shown = isOn ? [.. DigOptions.Sections] : [] };
        if (!DigOptions.Sections.Contains(name)) return Set(options, name, isOn, value);
        ImmutableHashSet<string> shown = isOn ? options.Shown.Add(name) : options.Shown.Remove(name);
        return options with { Shown = shown };
    }

    private static DigOptions? Set(DigOptions options, string name, bool isOn, string value) => name switch
    {
        "short" => options with { IsShort = isOn },
        "trace" => options with { IsTrace = isOn },
        "tcp" or "vc" => options with { Client = options.Client with { IsTcpOnly = isOn } },
        "ignore" => options with { Client = options.Client with { IsTruncationIgnored = isOn } },
        "rec" or "recurse" => With(options, DnsFlags.RecursionDesired, isOn),
        "ad" or "adflag" => With(options, DnsFlags.AuthenticData, isOn),
        "cd" or "cdflag" => With(options, DnsFlags.CheckingDisabled, isOn),
        "edns" => options with { HasEdns = isOn },
        "cookie" => options with { HasCookie = isOn },
        "dnssec" or "do" => options with { IsDnssecOk = isOn },
        "bufsize" => options with { PayloadSize = (ushort)DigCommandLine.Number("+bufsize", value, DnsMessage.MaxPlainUdpSize, ushort.MaxValue) },
        "time" or "timeout" => options with
        {
            Client = options.Client with { Timeout = TimeSpan.FromSeconds(DigCommandLine.Number("+time", value, 1, 600)) },
        },
        "tries" => options with { Client = options.Client with { Attempts = DigCommandLine.Number("+tries", value, 1, 100) } },
        "retry" => options with { Client = options.Client with { Attempts = DigCommandLine.Number("+retry", value, 0, 99) + 1 } },
        _ => null,
    };

    private static DigOptions With(DigOptions options, DnsFlags flag, bool isOn) =>
        options with { Flags = isOn ? options.Flags | flag : options.Flags & ~flag };
}
