namespace RpcStack.Services.Files.Ftp;

/// <summary>Ports to choose from for data connections, such as a firewall lets through.</summary>
/// <param name="First">The lowest.</param>
/// <param name="Last">The highest.</param>
public readonly record struct FtpPortRange(int First, int Last)
{
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(First, 1, nameof(First));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Last, ushort.MaxValue, nameof(Last));
        ArgumentOutOfRangeException.ThrowIfLessThan(Last, First, nameof(Last));
    }
}
