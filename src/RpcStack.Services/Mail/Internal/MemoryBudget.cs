namespace RpcStack.Services.Mail;

/// <summary>What all messages that are arriving may take together, in octets.</summary>
internal sealed class MemoryBudget(long limit)
{
    private long _used;

    public bool TryReserve(int octets)
    {
        if (Interlocked.Add(ref _used, octets) <= limit) return true;
        Release(octets);
        return false;
    }

    public void Release(int octets) => Interlocked.Add(ref _used, -octets);
}
