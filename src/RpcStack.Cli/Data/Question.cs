using RpcStack.Services.Dns;

namespace RpcStack.Cli.Data;

/// <summary>What is looked up.</summary>
internal sealed record Question(string Name, DnsRecordType Type)
{
    public override string ToString() => $"{Name} {Type.ToText()}";
}
