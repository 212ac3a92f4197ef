using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using RpcStack.Hosting.Telemetry;
using RpcStack.Tests;

namespace RpcStack.Hosting.Tests;

/// <summary>Listeners hear the whole process, so beside no other test.</summary>
[Collection(nameof(Alone))]
public sealed class TelemetryTests : IDisposable
{
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ActivityListener _listener;

    public TelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is RpcTelemetry.Name or "test",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_trace_crosses_the_wire()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>());
        using ActivitySource source = new("test");
        string seen;
        using (Activity root = source.StartActivity("root")!)
        {
            seen = await host.Get<ITeller>().TraceAsync();
            Assert.Same(root, Activity.Current);
        }

        Activity client = await FindAsync("Trace", ActivityKind.Client);
        Activity server = await FindAsync("Trace", ActivityKind.Server);
        Activity begun = _activities.Single(a => a.OperationName == "root");
        Assert.Equal(begun.SpanId, client.ParentSpanId);
        Assert.Equal(client.SpanId, server.ParentSpanId);
        Assert.True(server.HasRemoteParent);
        Assert.Equal($"{begun.TraceId} {server.SpanId}", seen);
    }

    [Fact]
    public async Task A_span_has_the_attributes_of_the_conventions()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>());
        await host.Get<ITeller>().WhoAsync();

        Activity client = await FindAsync("Who", ActivityKind.Client);
        Activity server = await FindAsync("Who", ActivityKind.Server);
        Assert.Equal("RpcStack.Hosting.Tests.Teller/Who", client.DisplayName);
        int port = host.Rpc.Endpoints.Single().Port;
        Assert.Equal(
            [
                ("rpc.method", "RpcStack.Hosting.Tests.Teller/Who"), ("rpc.response.status_code", "Ok"),
                ("rpc.system.name", "rpcstack"), ("server.address", "127.0.0.1"), ("server.port", port),
            ],
            client.TagObjects.Select(t => (t.Key, t.Value!)).OrderBy(t => t.Key, StringComparer.Ordinal));
        Assert.Equal("RpcStack.Hosting.Tests.Teller/Who", server.GetTagItem("rpc.method"));
        Assert.Equal("127.0.0.1", server.GetTagItem("client.address"));
        Assert.Equal(ActivityStatusCode.Unset, server.Status);
    }

    [Theory]
    [InlineData("status", "FailedPrecondition", "FailedPrecondition", "FailedPrecondition")]
    [InlineData("surprise", "Unknown", "Unknown", "Unknown")]
    [InlineData("fault", "Unknown", "RpcStack.Hosting.Tests.Refused", "RpcStack.Hosting.Tests.Refused")]
    public async Task A_call_that_fails_says_with_what(string how, string status, string clientError, string serverError)
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>());
        await Assert.ThrowsAnyAsync<Exception>(async () => await host.Get<ITeller>().FailAsync(how));

        Activity client = await FindAsync("Fail", ActivityKind.Client);
        Activity server = await FindAsync("Fail", ActivityKind.Server);
        Assert.All([client, server], a => Assert.Equal(status, a.GetTagItem("rpc.response.status_code")));
        Assert.All([client, server], a => Assert.Equal(ActivityStatusCode.Error, a.Status));
        Assert.Equal(clientError, client.GetTagItem("error.type"));
        Assert.Equal(serverError, server.GetTagItem("error.type"));
    }

    [Fact]
    public async Task A_streams_span_lasts_until_it_was_read()
    {
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>());
        await foreach (int i in host.Get<ITeller>().CountAsync(3))
        {
            Assert.DoesNotContain(_activities, a => a.DisplayName.EndsWith("/Count", StringComparison.Ordinal) && a.Kind is ActivityKind.Client);
            Assert.Null(Activity.Current);
        }

        Activity client = await FindAsync("Count", ActivityKind.Client);
        Assert.Equal(client.SpanId, (await FindAsync("Count", ActivityKind.Server)).ParentSpanId);
    }

    [Fact]
    public async Task Durations_are_measured_on_both_sides()
    {
        ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> measured = new();
        using MeterListener meters = new();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RpcTelemetry.Name) listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            measured.Enqueue(($"{instrument.Name} {instrument.Unit}", value, tags.ToArray().ToDictionary())));
        meters.Start();
        await using TestHost host = await TestHost.StartAsync(server => server.Map<ITeller, Teller>());

        await host.Get<ITeller>().WhoAsync();
        await Assert.ThrowsAnyAsync<Exception>(async () => await host.Get<ITeller>().FailAsync("status"));

        await Eventually.IsTrue(() => measured.Count >= 4, "Not every call was measured.");
        Assert.Equal(
            [
                "rpc.client.call.duration s FailedPrecondition", "rpc.client.call.duration s Ok",
                "rpc.server.call.duration s FailedPrecondition", "rpc.server.call.duration s Ok",
            ],
            measured.Select(m => $"{m.Name} {m.Tags["rpc.response.status_code"]}").Order(StringComparer.Ordinal));
        Assert.All(measured, m => Assert.InRange(m.Value, 1e-9, 60));
        Assert.All(measured, m => Assert.Equal("rpcstack", m.Tags["rpc.system.name"]));
        Assert.All(measured, m => Assert.Equal(m.Name.Contains("client", StringComparison.Ordinal), m.Tags.ContainsKey("server.address")));
    }

    private async Task<Activity> FindAsync(string method, ActivityKind kind)
    {
        await Eventually.IsTrue(() => Matching().Any(), $"There is no {kind} span of {method}.");
        return Assert.Single(Matching());

        IEnumerable<Activity> Matching() =>
            _activities.Where(a => a.Kind == kind && a.DisplayName == $"RpcStack.Hosting.Tests.Teller/{method}");
    }
}
