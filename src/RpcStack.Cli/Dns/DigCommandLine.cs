using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RpcStack.Services.Dns;
using RpcStack.Services.Dns.Hosts;
using RpcStack.Services.Dns.Protocol;

namespace RpcStack.Cli.Dns;

/// <summary>
/// dig's command line: <c>[@server] [-p port] [-x address] [name] [type] [class] [+option …]</c>, as often as there are
/// questions. What is said before the first name is for all of them, what comes after a name for that one.
/// </summary>
internal sealed class DigCommandLine
{
    private const string ChangesSince = "IXFR=";

    private readonly List<DigOptions> _questions = [];
    private DigOptions _usual = new();

    private DigCommandLine()
    {
    }

    /// <summary>Reads a command line.</summary>
    /// <exception cref="CliException">It makes no sense.</exception>
    public static IReadOnlyList<DigOptions> Parse(IReadOnlyList<string> arguments)
    {
        var line = new DigCommandLine();
        for (int at = 0; at < arguments.Count; at++) line.Read(arguments, ref at);
        return line._questions.Count > 0 ? line._questions : [line._usual];
    }

    /// <summary>Reads the value of an option.</summary>
    /// <exception cref="CliException">It is no number, or not within the bounds.</exception>
    public static int Number(string option, string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
            ? number
            : throw Usage($"{option} needs a number from {min} to {max}");

    private DigOptions Current
    {
        get => _questions.Count > 0 ? _questions[^1] : _usual;
        set
        {
            if (_questions.Count > 0) _questions[^1] = value;
            else _usual = value;
        }
    }

    private void Read(IReadOnlyList<string> arguments, ref int at)
    {
        string word = arguments[at];
        if (word.StartsWith('@')) Current = Current with { Server = word[1..] };
        else if (word.StartsWith('+')) Current = DigFlags.Set(Current, word[1..]) ?? throw Usage($"the option {word} is not known");
        else if (word == "--trace") Current = Current with { IsTrace = true };
        else if (word == "-4") Current = Current with { Family = AddressFamily.InterNetwork };
        else if (word == "-6") Current = Current with { Family = AddressFamily.InterNetworkV6 };
        else if (word.StartsWith('-') && word.Length >= 2) ReadOption(word, arguments, ref at);
        else ReadWord(word);
    }

    private void ReadWord(string word)
    {
        if (word.StartsWith(ChangesSince, StringComparison.OrdinalIgnoreCase))
            Current = Current with { ChosenType = DnsRecordType.IXFR, KnownSerial = Serial(word[ChangesSince.Length..]) };
        else if (DnsRecordTypeText.TryParse(word, out DnsRecordType type)) Current = Current with { ChosenType = type };
        else if (word.Equals("IN", StringComparison.OrdinalIgnoreCase)) Current = Current with { Class = DnsClass.Internet };
        else if (word.Equals("CH", StringComparison.OrdinalIgnoreCase)) Current = Current with { Class = DnsClass.Chaos };
        else Ask(word);
    }

    // -p 53 and -p53 are the same.
    private void ReadOption(string word, IReadOnlyList<string> arguments, ref int at)
    {
        string option = word[..2];
        string value = word.Length > 2 ? word[2..]
            : ++at < arguments.Count ? arguments[at]
            : throw Usage($"{option} needs a value");
        switch (option)
        {
            case "-p":
                Current = Current with { Port = Number(option, value, 1, ushort.MaxValue) };
                break;
            case "-q":
                Ask(value);
                break;
            case "-t" or "-c":
                ReadWord(value);
                break;
            case "-x":
                DnsRecordType chosen = _usual.ChosenType ?? DnsRecordType.PTR;
                _questions.Add(_usual with { Name = ReverseName.Of(Address(value)), ChosenType = chosen });
                break;
            case "-y":
                Current = Current with { Client = Current.Client with { Key = Key(value) } };
                break;
            case "-r":
                Current = Current with { RootServers = [.. Current.RootServers, Address(value)] };
                break;
            default:
                throw Usage($"the option {option} is not known");
        }
    }

    private void Ask(string name)
    {
        try
        {
            var known = DomainName.Parse(name);
            _questions.Add(_usual with { Name = known, ChosenType = _usual.ChosenType ?? DnsRecordType.A });
        }
        catch (FormatException malformed)
        {
            throw Usage($"'{name}' is not a legal name ({malformed.Message})");
        }
    }

    private static IPAddress Address(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) ? address : throw Usage($"'{text}' is no IP address");

    private static uint Serial(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint serial)
            ? serial
            : throw Usage($"{ChangesSince} needs a serial number, from 0 to {uint.MaxValue}");

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

    private static CliException Usage(string message) => new(message, ExitCode.Usage);
}
