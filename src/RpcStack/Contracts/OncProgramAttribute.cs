namespace RpcStack;

/// <summary>
/// The contract is a version of an ONC RPC program (RFC 5531 §12). The ordinals of its operations are procedure numbers,
/// and count from 1 where they are not given: 0 is the null procedure, which every program has.
/// </summary>
/// <param name="number">The program's number; 0x20000000 to 0x3fffffff are for whoever needs one (RFC 5531 §8.3).</param>
/// <param name="version">The version's number.</param>
[AttributeUsage(AttributeTargets.Interface, Inherited = false)]
public sealed class OncProgramAttribute(uint number, uint version) : Attribute
{
    /// <summary>The program's number.</summary>
    public uint Number { get; } = number;

    /// <summary>The version's number.</summary>
    public uint Version { get; } = version;
}
