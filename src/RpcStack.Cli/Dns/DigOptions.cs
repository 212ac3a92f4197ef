using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Hosts;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Cli.Dns;

/// <summary>dig's command line: <c>[@server] [-p port] [-x address] [name] [type] [class] [+option …]</c>.</summary>
internal sealed class DigOptions
{
    private static readonly string[] Sections =
        ["cmd", "comments", "question", "answer", "authority", "additional", "stats"];

    private readonly HashSet<string> _shown = [.. Sections];
    private bool _hasType;

    public string? Server { get; private set; }

    public int Port { get; private set; } = 53;

    public DomainName Name { get; private set; } = DomainName.Root;

    public DnsRecordType Type { get; private set; } = DnsRecordType.NS;

    public DnsClass Class { get; private set; } = DnsClass.Internet;

    public DnsFlags Flags { get; private set; } = DnsFlags.RecursionDesired | DnsFlags.AuthenticData;

    public bool IsShort { get; private set; }

    public bool IsTrace { get; private set; }

    public bool HasEdns { get; private set; } = true;

    public bool HasCookie { get; private set; } = true;

    public bool IsDnssecOk { get; private set; }

    public ushort PayloadSize { get; private set; } = 1232;

    public AddressFamily Family { get; private set; } = AddressFamily.Unspecified;

    public DnsClientOptions Client { get; private set; } = new() { Timeout = TimeSpan.FromSeconds(5) };

    public IReadOnlyList<IPAddress> RootServers { get; private set; } = [];

    public bool Shows(string section) => _shown.Contains(section);

    /// <summary>Reads a command line.</summary>
    /// <exception cref="CliException">It makes no sense.</exception>
    public static DigOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new DigOptions();
        for (int at = 0; at < arguments.Count; at++)
        {
            string word = arguments[at];
            if (word.StartsWith('@')) options.Server = word[1..];
            else if (word.StartsWith('+')) options.SetFlag(word[1..]);
            else if (word == "--trace") options.IsTrace = true;
            else if (word is "-4" or "-6") options.Family = FamilyOf(word);
            else if (word.StartsWith('-') && word.Length >= 2) options.SetValue(word, arguments, ref at);
            else options.SetWord(word);
        }

        return options;
    }

    private static AddressFamily FamilyOf(string word) =>
        word == "-4" ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;

    private void SetWord(string word)
    {
        if (DnsRecordTypeText.TryParse(word, out DnsRecordType type)) SetType(type);
        else if (word.Equals("IN", StringComparison.OrdinalIgnoreCase)) Class = DnsClass.Internet;
        else if (word.Equals("CH", StringComparison.OrdinalIgnoreCase)) Class = DnsClass.Chaos;
        else SetName(word);
    }

    private void SetType(DnsRecordType type)
    {
        Type = type;
        _hasType = true;
    }

    private void SetName(string word)
    {
        try
        {
            Name = DomainName.Parse(word);
        }
        catch (FormatException malformed)
        {
            throw Usage($"'{word}' is not a legal name ({malformed.Message})");
        }

        if (!_hasType) Type = DnsRecordType.A;
    }

    // -p 53 and -p53 are the same.
    private void SetValue(string word, IReadOnlyList<string> arguments, ref int at)
    {
        string option = word[..2];
        string value = word.Length > 2 ? word[2..]
            : ++at < arguments.Count ? arguments[at]
            : throw Usage($"{option} needs a value");
        switch (option)
        {
            case "-p":
                Port = Number(option, value, 1, ushort.MaxValue);
                break;
            case "-q":
                SetName(value);
                break;
            case "-t" or "-c":
                SetWord(value);
                break;
            case "-x":
                SetAddress(value);
                break;
            case "-y":
                Client = Client with { Key = Key(value) };
                break;
            case "-r":
                RootServers = [.. RootServers, Address(value)];
                break;
            default:
                throw Usage($"the option {option} is not known");
        }
    }

    private void SetAddress(string text)
    {
        Name = ReverseName.Of(Address(text));
        if (!_hasType) Type = DnsRecordType.PTR;
    }

    private void SetFlag(string text)
    {
        string[] parts = text.Split('=', 2);
        bool isOn = !parts[0].StartsWith("no", StringComparison.Ordinal);
        string name = isOn ? parts[0] : parts[0][2..];
        string value = parts.Length > 1 ? parts[1] : "";
        if (name == "all") ShowAll(isOn);
        else if (Array.IndexOf(Sections, name) >= 0) Show(name, isOn);
        else if (!TrySetFlag(name, isOn, value)) throw Usage($"the option +{text} is not known");
    }

    private bool TrySetFlag(string name, bool isOn, string value)
    {
        switch (name)
        {
            case "short":
                IsShort = isOn;
                break;
            case "trace":
                IsTrace = isOn;
                break;
            case "tcp" or "vc":
                Client = Client with { IsTcpOnly = isOn };
                break;
            case "ignore":
                Client = Client with { IsTruncationIgnored = isOn };
                break;
            case "rec" or "recurse":
                Set(DnsFlags.RecursionDesired, isOn);
                break;
            case "ad" or "adflag":
                Set(DnsFlags.AuthenticData, isOn);
                break;
            case "cd" or "cdflag":
                Set(DnsFlags.CheckingDisabled, isOn);
                break;
            case "edns":
                HasEdns = isOn;
                break;
            case "cookie":
                HasCookie = isOn;
                break;
            case "dnssec" or "do":
                IsDnssecOk = isOn;
                break;
            case "bufsize":
                PayloadSize = (ushort)Number("+bufsize", value, DnsMessage.MaxPlainUdpSize, ushort.MaxValue);
                break;
            case "time" or "timeout":
                Client = Client with { Timeout = TimeSpan.FromSeconds(Number("+time", value, 1, 600)) };
                break;
            case "tries":
                Client = Client with { Attempts = Number("+tries", value, 1, 100) };
                break;
            case "retry":
                Client = Client with { Attempts = Number("+retry", value, 0, 99) + 1 };
                break;
            default:
                return false;
        }

        return true;
    }

    private void Set(DnsFlags flag, bool isOn) => Flags = isOn ? Flags | flag : Flags & ~flag;

    private void ShowAll(bool isOn)
    {
        foreach (string section in Sections.Where(section => section != "cmd")) Show(section, isOn);
        Show("cmd", isOn);
    }

    private void Show(string section, bool isOn)
    {
        if (isOn) _shown.Add(section);
        else _shown.Remove(section);
    }

    private static IPAddress Address(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) ? address : throw Usage($"'{text}' is no IP address");

    private static TsigKey Key(string text)
    {
        try
        {
            return TsigKey.Parse(text);
        }
        catch (FormatException malformed)
        {
            throw Usage(malformed.Message);
        }
    }

    private static int Number(string option, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
            ? number
            : throw Usage($"{option} needs a number from {min} to {max}");

    private static CliException Usage(string message) => new(message, ExitCode.Usage);
}
