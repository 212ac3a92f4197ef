namespace RpcStack.Services.Dns.Protocol.Fields;

/// <summary>A number of seconds, which zone files may write with units.</summary>
internal sealed class DurationField(string what) : UInt32Field(what)
{
    private protected override string Expected => DurationText.Expected;

    private protected override bool TryRead(string text, out uint value) => DurationText.TryParse(text, out value);
}
