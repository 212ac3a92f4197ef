using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using RpcStack.Transports;

namespace RpcStack.Cli.Commands;

/// <summary>Reads addresses and endpoints from the command line.</summary>
internal static class Values
{
    public static int ParseNumber(ArgumentResult result, int min, int max)
    {
        string text = result.Tokens[^1].Value;
        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (!isNumber || number < min || number > max)
        {
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"'{text}' is not a number from {min:N0} to {max:N0}."));
        }

        return number;
    }

    public static IPEndPoint? ParseAddress(ArgumentResult result, int defaultPort)
    {
        string text = result.Tokens[^1].Value;
        if (TryParseAddress(text, defaultPort, out IPEndPoint? endpoint)) return endpoint;
        result.AddError($"'{text}' is not an ADDRESS:PORT, such as 127.0.0.1:{defaultPort} or [::1]:{defaultPort}.");
        return null;
    }

    public static bool TryParseAddress(string text, int defaultPort, [NotNullWhen(true)] out IPEndPoint? endpoint)
    {
        // IPEndPoint takes a missing port for 0, which is another thing.
        if (!IPAddress.TryParse(text, out IPAddress? address)) return IPEndPoint.TryParse(text, out endpoint);
        endpoint = new IPEndPoint(address, defaultPort);
        return true;
    }

    /// <summary>A port here, or an address and a port.</summary>
    public static IPEndPoint? ParseListener(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return new IPEndPoint(IPAddress.Loopback, port);
        if (IPEndPoint.TryParse(text, out IPEndPoint? endpoint)) return endpoint;
        result.AddError($"'{text}' is no PORT or ADDRESS:PORT.");
        return null;
    }

    public static DnsEndPoint? ParseHost(ArgumentResult result, int defaultPort)
    {
        string text = result.Tokens[^1].Value;
        bool isUri = Uri.TryCreate($"tcp://{text}", UriKind.Absolute, out Uri? uri);
        if (isUri && uri!.Host.Length > 0 && uri.PathAndQuery == "/")
            return new DnsEndPoint(uri.Host.Trim('[', ']'), uri.Port < 0 ? defaultPort : uri.Port);
        result.AddError($"'{text}' is not a HOST:PORT, such as localhost:{defaultPort}.");
        return null;
    }

    public static RpcEndpoint[]? ParseEndpoints(ArgumentResult result)
    {
        RpcEndpoint[] endpoints =
            [.. result.Tokens.Select(token => ParseEndpoint(result, token.Value)).OfType<RpcEndpoint>()];
        return endpoints.Length == result.Tokens.Count ? endpoints : null;
    }

    private static RpcEndpoint? ParseEndpoint(SymbolResult result, string text)
    {
        try
        {
            return RpcEndpoint.Parse(text);
        }
        catch (FormatException malformed)
        {
            result.AddError($"{malformed.Message} Write it like rpc+tcp://127.0.0.1:5301.");
            return null;
        }
    }
}
