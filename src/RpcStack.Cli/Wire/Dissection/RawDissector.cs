using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Wire.Dissection;

/// <summary>Octets of which nothing is known, as they come.</summary>
internal sealed class RawDissector(string protocol = "octets") : Dissector
{
    public override string Protocol => protocol;

    public override long Measure(Side from, ReadOnlySpan<byte> bytes) => bytes.Length;

    public override string Read(Side from, FieldReader reader)
    {
        int length = reader.Left;
        if (length > 0) reader.Octets("octets", length);
        return $"{length} octets";
    }
}
