using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using RpcStack.Benchmarks.Contracts;
using RpcStack.Marshalling;

namespace RpcStack.Benchmarks.Codecs;

/// <summary>Encoding and decoding of the small message and of a hundred of it, in each wire format.</summary>
[MemoryDiagnoser]
public sealed class CodecBenchmarks : IDisposable
{
    private const int Many = 100;

    private readonly ByteWriter _writer = new();
    private readonly SampleList _list = new([.. Enumerable.Repeat(Sample.Default, Many)]);
    private WireFormat _format = null!;
    private byte[] _sampleBytes = null!;
    private byte[] _listBytes = null!;

    /// <summary>The wire format's name.</summary>
    [Params("MessagePack", "Xdr", "Protobuf")]
    public string Format { get; set; } = null!;

    /// <summary>Runs them.</summary>
    public static void Run() =>
        // In this process, since BenchmarkDotNet's own projects know nothing of how this repository is built.
        BenchmarkRunner.Run<CodecBenchmarks>(DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance)));

    /// <summary>Makes the bytes to decode.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _format = Format switch
        {
            "MessagePack" => WireFormat.MessagePack,
            "Xdr" => WireFormat.Xdr,
            _ => WireFormat.Protobuf,
        };
        EncodeSample();
        _sampleBytes = _writer.Written.ToArray();
        EncodeList();
        _listBytes = _writer.Written.ToArray();
    }

    /// <summary>One message to bytes.</summary>
    [Benchmark]
    public int EncodeSample() => Encode(Marshaller<Sample, SampleCodec>.Instance, Sample.Default);

    /// <summary>Bytes to one message.</summary>
    [Benchmark]
    public object DecodeSample() =>
        _format.Decode(_sampleBytes, Marshaller<Sample, SampleCodec>.Instance, MarshallingLimits.Default);

    /// <summary>A hundred messages to bytes.</summary>
    [Benchmark]
    public int EncodeList() => Encode(Marshaller<SampleList, SampleListCodec>.Instance, _list);

    /// <summary>Bytes to a hundred messages.</summary>
    [Benchmark]
    public object DecodeList() =>
        _format.Decode(_listBytes, Marshaller<SampleList, SampleListCodec>.Instance, MarshallingLimits.Default);

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose() => _writer.Dispose();

    private int Encode<T>(Marshaller<T> marshaller, T value)
    {
        _writer.Truncate(0);
        _format.Encode(_writer, marshaller, value);
        return _writer.Length;
    }
}
