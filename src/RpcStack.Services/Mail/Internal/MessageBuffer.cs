namespace RpcStack.Services.Mail;

/// <summary>A message as it arrives: bounded alone, and bounded with all others by a budget.</summary>
internal sealed class MessageBuffer(int maxSize, MemoryBudget budget) : IDisposable
{
    private const int FirstSize = 8 * 1024;

    private byte[] _octets = [];
    private int _reserved;

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Octets => _octets.AsMemory(0, Length);

    /// <summary>Whether there was more than was allowed. What is too much is not kept.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Whether the budget is used up.</summary>
    public bool IsStarved { get; private set; }

    /// <summary>Whether there was a CR or LF that is not part of CRLF.</summary>
    public bool HasBareBreak { get; private set; }

    public void Append(ReadOnlySpan<byte> octets)
    {
        if (IsTooLarge || IsStarved || !Grow(octets.Length)) return;
        octets.CopyTo(_octets.AsSpan(Length));
        Length += octets.Length;
    }

    public void AppendBareBreak(byte octet)
    {
        HasBareBreak = true;
        Append([octet]);
    }

    /// <summary>Looks for what a chunk may bring, which no dot decoder has seen.</summary>
    public void NoteBareBreaks() => HasBareBreak = !MailText.IsCanonical(Octets.Span);

    public void Dispose() => budget.Release(_reserved);

    private bool Grow(int more)
    {
        if (more > maxSize - Length)
        {
            IsTooLarge = true;
            return false;
        }

        int needed = Length + more;
        if (needed <= _octets.Length) return true;
        int size = (int)Math.Min(maxSize, Math.Max(Math.Max((long)_octets.Length * 2, FirstSize), needed));
        if (!budget.TryReserve(size - _reserved))
        {
            IsStarved = true;
            return false;
        }

        _reserved = size;
        Array.Resize(ref _octets, size);
        return true;
    }
}
