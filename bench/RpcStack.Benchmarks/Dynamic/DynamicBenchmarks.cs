using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using RpcStack.Benchmarks.Contracts;
using RpcStack.DynamicProxies;
using RpcStack.Transports;

namespace RpcStack.Benchmarks.Dynamic;

/// <summary>What a generated stub costs, and one that is made at run time: the call alone, and over a socket.</summary>
[MemoryDiagnoser]
public class DynamicBenchmarks : IAsyncDisposable
{
    private readonly SampleList _list = new([.. Enumerable.Repeat(Sample.Default, 100)]);
    private RpcServer _server = null!;
    private RpcClient _client = null!;
    private IEcho _local = null!;
    private IEcho _remote = null!;

    /// <summary>Who made stub, skeleton and codecs.</summary>
    [Params("generated", "dynamic")]
    public string Made { get; set; } = null!;

    /// <summary>Runs them.</summary>
    public static void Run() =>
        BenchmarkRunner.Run<DynamicBenchmarks>(DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance)));

    /// <summary>Makes both ends.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _server = new RpcServer();
        bool isDynamic = Made == "dynamic";
        if (isDynamic) _server.MapDynamic<IEcho>(new Echo());
        else _server.Map<IEcho>(new Echo());
        RpcEndpoint endpoint = await _server.ListenAsync("rpc+tcp://127.0.0.1:0");
        _client = new RpcClient(endpoint);
        MarshallingChannel marshalling = new();
        _remote = isDynamic ? _client.GetDynamic<IEcho>() : _client.Get<IEcho>();
        _local = isDynamic ? marshalling.GetDynamic<IEcho>() : marshalling.Get<IEcho>();
    }

    /// <summary>A stub's call and its marshalling, there and back, without a network: the small message.</summary>
    [Benchmark]
    public async Task<object> MarshalSample() => await _local.EchoAsync(Sample.Default);

    /// <summary>The same, a hundred of it.</summary>
    [Benchmark]
    public async Task<object> MarshalList() => await _local.EchoListAsync(_list);

    /// <summary>A call over a socket of this machine: the small message.</summary>
    [Benchmark]
    public async Task<object> CallSample() => await _remote.EchoAsync(Sample.Default);

    /// <summary>The same, a hundred of it.</summary>
    [Benchmark]
    public async Task<object> CallList() => await _remote.EchoListAsync(_list);

    /// <inheritdoc/>
    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
