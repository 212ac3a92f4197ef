using System.Net;
using RpcStack.Transports;

namespace RpcStack.Cli.Serving;

/// <summary>What the command line says of a mail host.</summary>
internal sealed record MailPlan
{
    public required string Folder { get; init; }

    public required string Domain { get; init; }

    public required IReadOnlyList<string> Users { get; init; }

    public required IPEndPoint Smtp { get; init; }

    public required IPEndPoint Submission { get; init; }

    public required IPEndPoint Pop3 { get; init; }

    public required IReadOnlyList<RpcEndpoint> Rpc { get; init; }

    /// <summary>Submission with TLS from the first octet (port 465); null: not there.</summary>
    public IPEndPoint? Submissions { get; init; }

    /// <summary>POP3 with TLS from the first octet (port 995); null: not there.</summary>
    public IPEndPoint? Pop3s { get; init; }

    public IPEndPoint? Lmtp { get; init; }

    public IPEndPoint? Grpc { get; init; }

    public FileInfo? Certificate { get; init; }

    public bool AllowsPlaintextLogin { get; init; }

    public IPEndPoint? Resolver { get; init; }

    public IReadOnlyList<string> Routes { get; init; } = [];

    public TextWriter? Transcript { get; init; }
}
