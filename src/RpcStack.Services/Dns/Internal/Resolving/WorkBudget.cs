namespace RpcStack.Services.Dns.Resolving;

/// <summary>How much may still be done for one lookup, everything that it leads to included.</summary>
internal sealed class WorkBudget(int maxQueries)
{
    // NXNS (Afek et al. 2020): a zone with many servers of unknown address makes a resolver attack others.
    private const int MaxServerLookups = 8;

    private int _queries;
    private int _serverLookups;

    /// <summary>How many questions were sent.</summary>
    internal int Queries => _queries;

    internal void TakeQuery()
    {
        if (Interlocked.Increment(ref _queries) > maxQueries)
        {
            throw new DnsException($"The lookup takes more than {maxQueries} questions, which is the limit");
        }
    }

    /// <summary>Whether the address of one more server may be looked up.</summary>
    internal bool TryTakeServerLookup() => Interlocked.Increment(ref _serverLookups) <= MaxServerLookups;
}
