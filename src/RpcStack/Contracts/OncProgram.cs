namespace RpcStack;

/// <summary>A version of an ONC RPC program (RFC 5531 §8.1).</summary>
/// <param name="Number">The program's number.</param>
/// <param name="Version">The version's number.</param>
public readonly record struct OncProgram(uint Number, uint Version)
{
    /// <summary>As <c>rpcinfo</c> takes it: <c>100000 2</c>.</summary>
    public override string ToString() => $"{Number} {Version}";
}
