using System.Collections.Concurrent;
using RpcStack.Services.Dns.Protocol;
using RpcStack.Services.Dns.Resolving;
using RpcStack.Services.Dns.Zones;

namespace RpcStack.Services.Dns;

/// <summary>
/// Finds the answer to any question: from the root down to the authority (RFC 1034 §5.3.3), or from other resolvers;
/// and remembers what it learned.
/// </summary>
/// <remarks>Lookups may overlap; those alike are one.</remarks>
public sealed class DnsResolver : IDnsLookup
{
    private readonly DnsResolverOptions _options;
    private readonly ResolverCache _cache;
    private readonly Upstream _upstream;
    private readonly ConcurrentDictionary<DnsQuestion, Lazy<Task<DnsAnswer>>> _running = new();

    /// <summary>Makes a resolver.</summary>
    /// <param name="options">How it works.</param>
    /// <param name="time">The clock by which what was learned grows old.</param>
    public DnsResolver(DnsResolverOptions? options = null, TimeProvider? time = null)
    {
        _options = options ?? new DnsResolverOptions();
        _options.Validate();
        _cache = new ResolverCache(_options.MaxCacheEntries, time ?? TimeProvider.System);
        _upstream = new Upstream(_options);
    }

    /// <summary>What was sent to and received from other servers so far.</summary>
    public DnsTraffic Traffic => _upstream.Traffic.Snapshot();

    /// <summary>How many sets of records and negative answers are remembered.</summary>
    public int CacheCount => _cache.Count;

    /// <inheritdoc/>
    /// <exception cref="TimeoutException">It takes longer than the options allow.</exception>
    /// <exception cref="DnsException">No server answers, or it takes more questions than the options allow.</exception>
    public ValueTask<DnsAnswer> LookupAsync(string name, DnsRecordType type, CancellationToken cancel = default)
    {
        DnsQuestion question = DnsLookupQuestion.Make(name, type);
        return LookupAsync(question, cancel);
    }

    private async ValueTask<DnsAnswer> LookupAsync(DnsQuestion question, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        Lazy<Task<DnsAnswer>> running = _running.GetOrAdd(
            question, asked => new Lazy<Task<DnsAnswer>>(() => ResolveAsync(asked)));
        try
        {
            return await running.Value.WaitAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            if (running.Value.IsCompleted) _running.TryRemove(new(question, running));
        }
    }

    private async Task<DnsAnswer> ResolveAsync(DnsQuestion question)
    {
        using var patience = new CancellationTokenSource(_options.Timeout);
        try
        {
            var resolution = new Resolution(_options, _cache, _upstream, patience.Token);
            (List<RecordSet> aliases, CacheEntry last) =
                await resolution.ResolveAsync(question.Name, question.Type).ConfigureAwait(false);
            if (last.Code == DnsResponseCode.ServerFailure)
            {
                throw new DnsException($"{question.Name} {question.Type.ToText()} failed a moment ago");
            }

            IEnumerable<RecordSet> answers = last.Records is null ? aliases : aliases.Append(last.Records);
            return new DnsAnswer(
                last.Code,
                IsAuthoritative: false,
                Present(answers),
                last.Authority is null ? [] : Present([last.Authority]));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(
                $"{question.Name} {question.Type.ToText()} was not found within {_options.Timeout.TotalSeconds:0.###} s");
        }
    }

    private static DnsRecord[] Present(IEnumerable<RecordSet> sets) =>
        [.. sets.SelectMany(set => set.Data.Select(
            data => new DnsRecord(set.Owner.ToString(), set.Type, set.TimeToLive, data.ToString())))];
}
