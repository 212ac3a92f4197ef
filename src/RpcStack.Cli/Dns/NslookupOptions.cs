using System.Globalization;
using RpcStack.Services.Dns;

namespace RpcStack.Cli.Dns;

/// <summary>What nslookup's <c>set</c> sets, by its command or by options of the same names.</summary>
internal sealed class NslookupOptions
{
    public string? Server { get; set; }

    public int Port { get; private set; } = 53;

    /// <summary>The type to ask for; null for addresses of both kinds.</summary>
    public DnsRecordType? Type { get; private set; }

    public bool IsRecursionDesired { get; private set; } = true;

    public bool IsTcpOnly { get; private set; }

    public int Timeout { get; private set; } = 5;

    public int Retry { get; private set; } = 3;

    public string Domain { get; private set; } = "";

    /// <summary>Whether names that are not absolute are looked for in <see cref="Domain"/> too.</summary>
    public bool IsSearching { get; private set; } = true;

    public bool IsDebug { get; private set; }

    public DnsClientOptions Client => new()
    {
        Timeout = TimeSpan.FromSeconds(Timeout),
        Attempts = Retry,
        IsRecursionDesired = IsRecursionDesired,
        IsTcpOnly = IsTcpOnly,
        UdpPayloadSize = 0,
    };

    /// <summary>The names to try for what the user says, until one exists: in the domain first, where it has no dot.</summary>
    public IEnumerable<string> Candidates(string name) =>
        name.Contains('.', StringComparison.Ordinal) || !IsSearching || Domain.Length == 0 ? [name] : [$"{name}.{Domain}", name];

    /// <summary>Sets one, written <c>name=value</c> or <c>[no]name</c>; gives what is wrong, or null.</summary>
    public string? Set(string text)
    {
        string[] parts = text.Split('=', 2);
        string name = parts[0].ToLowerInvariant();
        string value = parts.Length > 1 ? parts[1] : "";
        switch (name)
        {
            case "type" or "querytype" or "query" or "q" or "ty":
                return SetType(value);
            case "class" or "cl":
                return value.Equals("IN", StringComparison.OrdinalIgnoreCase) ? null : $"unknown query class: {value}";
            case "port" or "po":
                return SetNumber(value, ushort.MaxValue, number => Port = number);
            case "timeout":
                return SetNumber(value, 600, number => Timeout = number);
            case "retry":
                return SetNumber(value, 100, number => Retry = number);
            case "domain" or "do" or "srchlist":
                Domain = value;
                return null;
            case "search" or "nosearch" or "sea" or "nosea":
                IsSearching = name[0] != 'n';
                return null;
            case "recurse" or "norecurse" or "rec" or "norec":
                IsRecursionDesired = name[0] != 'n';
                return null;
            case "vc" or "novc":
                IsTcpOnly = name[0] != 'n';
                return null;
            case "debug" or "nodebug" or "deb" or "nodeb":
                IsDebug = name[0] != 'n';
                return null;
            case "d2" or "nod2" or "defname" or "nodefname" or "fail" or "nofail":
                return null;
            default:
                return $"*** Invalid option: {text}";
        }
    }

    private string? SetType(string value)
    {
        if (!DnsRecordTypeText.TryParse(value, out DnsRecordType type)) return $"unknown query type: {value}";
        Type = type;
        return null;
    }

    private static string? SetNumber(string value, int max, Action<int> set)
    {
        bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= 1 && number <= max;
        if (isNumber) set(number);
        return isNumber ? null : $"Couldn't parse '{value}' as a number from 1 to {max}";
    }
}
