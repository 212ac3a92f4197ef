using RpcStack.DynamicProxies.Proxies;
using RpcStack.TestContracts;

namespace RpcStack.DynamicProxies.Tests;

/// <summary>A contract read by reflection is the contract that the generator read.</summary>
public sealed class ContractTests
{
    [Fact]
    public void A_contract_has_the_text_that_the_generator_gave_it()
    {
        Check<ICalculator>();
        Check<IAccount>();
        Check<IEverything>();
        Check<IDirectory>();
        Check<IPost>();
        Check<IDerived>();
        Check<TestContracts.Twin.ITwin>();
    }

    [Fact]
    public async Task A_request_has_the_octets_that_the_generated_stub_writes()
    {
        RecordingChannel generated = new();
        RecordingChannel dynamic = new();
        await CallAsync(generated.Get<IEverything>(), generated.Get<ICalculator>(), generated.Get<IDirectory>(), generated.Get<IDerived>());
        await CallAsync(
            dynamic.GetDynamic<IEverything>(), dynamic.GetDynamic<ICalculator>(), dynamic.GetDynamic<IDirectory>(), dynamic.GetDynamic<IDerived>());
        Assert.Equal(generated.Calls, dynamic.Calls);
        Assert.Equal(3 * 25, dynamic.Calls.Count);
    }

    private static async Task CallAsync(IEverything everything, ICalculator calculator, IDirectory directory, IDerived derived)
    {
        await everything.EchoAsync(new Everything { Text = "t" });
        await everything.EchoOptionalAsync(null);
        await everything.EchoOptionalAsync(new Everything());
        await everything.TextAsync(null);
        await everything.TextAsync("");
        await everything.NumberAsync(null);
        await everything.TupleAsync((1, -2), DayOfWeek.Monday);
        await everything.FigureAsync(new Circle(2));
        await everything.PointAsync(new(3, 4));
        await everything.PointsAsync([new(1, 1)], [new(2, 2), default]);
        await everything.TreesAsync(new Dictionary<string, Tree> { ["a"] = new("b", []) });
        await everything.PageAsync(new Box<Page<string>>(new(["x"], null, 1)));
        await everything.MemoryAsync(new byte[] { 1 }, [2, 3]);
        await everything.KeywordsAsync("c", 1, true, "v", "r");
        await everything.NothingAsync();
        await everything.NothingAtAllAsync(default);
        await everything.FindAsync(Guid.Empty);
        await everything.FindAsync("name");
        await everything.UploadAsync("file", AsyncEnumerable.Empty<ReadOnlyMemory<byte>>(), default);
        await calculator.AddAsync(1, 2);
        await calculator.LogAsync("line");
        _ = calculator.ScaleAsync(3, AsyncEnumerable.Empty<int>());
        await directory.LookupAsync("abc");
        await ((IReadable)derived).SizeAsync();
        await ((IWritable)derived).SizeAsync();
    }

    private static void Check<T>() where T : class, IContract<T>
    {
        ContractDescriptor read = DynamicContract.Of(typeof(T)).Descriptor;
        Assert.NotSame(T.Descriptor, read);
        Assert.Equal(T.Descriptor.Schema.Text, read.Schema.Text);
        Assert.Equal(T.Descriptor.OncProgram, read.OncProgram);
        Assert.Equal(T.Descriptor.Contracts.Select(c => c.Name), read.Contracts.Select(c => c.Name));
        Assert.Equal(
            T.Descriptor.Contracts.SelectMany(c => c.Operations).Select(o => $"{o} {o.Ordinal} {o.Kind} {o.Semantics}"),
            read.Contracts.SelectMany(c => c.Operations).Select(o => $"{o} {o.Ordinal} {o.Kind} {o.Semantics}"));
    }
}
