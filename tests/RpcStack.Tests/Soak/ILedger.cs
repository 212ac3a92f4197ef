namespace RpcStack.Tests.Soak;

/// <summary>Calls that show whether they ran once.</summary>
[RpcContract]
public partial interface ILedger
{
    /// <summary>Must run once at most.</summary>
    ValueTask<long> BookAsync(long id, int milliseconds, CancellationToken cancel = default);

    /// <summary>May run as often as it likes.</summary>
    [Idempotent]
    ValueTask<long> LookUpAsync(long id, int milliseconds, CancellationToken cancel = default);

    /// <summary>Is not answered.</summary>
    [Oneway]
    ValueTask NoteAsync(long id);
}
