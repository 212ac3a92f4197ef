using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dns;
using RpcStack.Cli.Wire.Flows;
using RpcStack.Cli.Wire.Http2;
using RpcStack.Cli.Wire.Native;
using RpcStack.Cli.Wire.OncRpc;
using RpcStack.Cli.Wire.Text;

namespace RpcStack.Cli.Wire.Dissection;

/// <summary>Says what a flow speaks: as it is told, or by how it begins.</summary>
internal sealed class ProtocolChoice(ContractCatalogue contracts, string? protocol = null)
{
    /// <summary>How much is looked at before a flow is taken to speak nothing that is known here.</summary>
    private const int MaxStart = 4096;
    private const int DnsPort = 53;

    /// <summary>What may be asked for.</summary>
    public static IReadOnlyList<string> Protocols { get; } = ["native", "dns", "smtp", "ftp", "onc-rpc", "http2", "octets"];

    /// <summary>The dissector for a flow; null where more has to come first.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="client">What the client has sent so far.</param>
    /// <param name="server">What the server has.</param>
    /// <param name="isOver">Whether nothing more will come.</param>
    public Dissector? Choose(Flow flow, ReadOnlySpan<byte> client, ReadOnlySpan<byte> server, bool isOver)
    {
        if (protocol is not null) return Make(protocol, flow);
        if (flow.Transport == FlowTransport.Udp) return Make(OfDatagram(flow, client.IsEmpty ? server : client), flow);
        string? name = OfStream(flow, client, server);
        if (name is null && (isOver || client.Length + server.Length > MaxStart)) name = "octets";
        return name is null ? null : Make(name, flow);
    }

    private Dissector Make(string name, Flow flow) => name switch
    {
        "native" => new NativeDissector(contracts),
        "dns" => new DnsDissector(flow.Transport),
        "smtp" => new SmtpDissector(),
        "ftp" => new FtpDissector(),
        "onc-rpc" => new OncRpcDissector(contracts, flow.Transport),
        "http2" => new Http2Dissector(contracts),
        "tls" => new RawDissector("tls"),
        _ => new RawDissector(),
    };

    private static string OfDatagram(Flow flow, ReadOnlySpan<byte> bytes)
    {
        if (flow.Server.Port == DnsPort) return "dns";
        if (OncRpcDissector.IsCall(bytes, isMarked: false)) return "onc-rpc";
        return DnsDissector.IsPlausible(bytes) ? "dns" : "octets";
    }

    private static string? OfStream(Flow flow, ReadOnlySpan<byte> client, ReadOnlySpan<byte> server)
    {
        if (OfGreeting(client, server) is { } greeted) return greeted;
        bool? isNative = NativeDissector.IsHello(client);
        if (isNative == true) return "native";
        int known = Math.Min(client.Length, Http2Dissector.Preface.Length);
        bool mayBeHttp2 = client[..known].SequenceEqual(Http2Dissector.Preface[..known]);
        if (mayBeHttp2 && known == Http2Dissector.Preface.Length) return "http2";
        if (OncRpcDissector.IsCall(client, isMarked: true)) return "onc-rpc";
        if (client is [0x16, 0x03, <= 4, ..]) return "tls";
        if (client.Length > 2 && (flow.Server.Port == DnsPort || DnsDissector.IsPlausible(client[2..]))
            && ((client[0] << 8) | client[1]) + 2 >= client.Length) return "dns";
        // Who says nothing first, or too little: wait. Content of FTP goes one way only, and is nobody's protocol.
        return client.IsEmpty || isNative is null || mayBeHttp2 || client.Length < 28 ? null : "octets";
    }

    /// <summary>SMTP and FTP greet alike; the banner tells them apart, or the first command does.</summary>
    private static string? OfGreeting(ReadOnlySpan<byte> client, ReadOnlySpan<byte> server)
    {
        if (!server.StartsWith("220"u8)) return null;
        string banner = FieldText.Utf8(server[..Math.Min(server.Length, 512)]).ToUpperInvariant();
        string command = FieldText.Utf8(client[..Math.Min(client.Length, 16)]).ToUpperInvariant();
        if (command.StartsWith("EHLO", StringComparison.Ordinal) || command.StartsWith("HELO", StringComparison.Ordinal)
            || command.StartsWith("LHLO", StringComparison.Ordinal) || banner.Contains("SMTP", StringComparison.Ordinal)) return "smtp";
        if (banner.Contains("FTP", StringComparison.Ordinal) || command.Length > 0) return "ftp";
        return null;
    }
}
