using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace RpcStack.Hosting.Telemetry;

/// <summary>Calls with a record around them.</summary>
internal static class Observed
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<T> CallAsync<T>(
        Func<CallSubject, CallRecord> begin, CallSubject subject, Func<Activity?, ValueTask<T>> call)
    {
        CallRecord record = begin(subject);
        try
        {
            T result = await call(record.Activity ?? Activity.Current).ConfigureAwait(false);
            record.End(null);
            return result;
        }
        catch (Exception error)
        {
            record.End(error);
            throw;
        }
    }

    public static async IAsyncEnumerable<T> StreamAsync<T>(
        Func<CallSubject, CallRecord> begin,
        CallSubject subject,
        Func<Activity?, IAsyncEnumerable<T>> call,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        CallRecord record = begin(subject);
        Exception? failure = null;
        IAsyncEnumerator<T>? items = null;
        try
        {
            while (true)
            {
                try
                {
                    // Each item is asked for from outside, where another activity is the current one.
                    if (record.Activity is not null) Activity.Current = record.Activity;
                    items ??= call(record.Activity ?? Activity.Current).GetAsyncEnumerator(cancel);
                    if (!await items.MoveNextAsync().ConfigureAwait(false)) break;
                }
                catch (Exception error)
                {
                    failure = error;
                    throw;
                }

                yield return items.Current;
            }
        }
        finally
        {
            if (items is not null) await items.DisposeAsync().ConfigureAwait(false);
            record.End(failure);
        }
    }
}
