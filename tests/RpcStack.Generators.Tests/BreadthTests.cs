using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>That everything a contract may look like compiles, without a warning.</summary>
public class BreadthTests
{
    private static readonly string Folder = Path.Combine(TestFiles.Here, "Breadth");

    public static TheoryData<string> Names =>
        new(Directory.GetFiles(Folder, "*.cs").Select(path => Path.GetFileNameWithoutExtension(path)).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_shape_compiles_without_a_warning(string name) =>
        await Workbench.AcceptAsync(Workbench.Compile(Read(name)));

    [Fact]
    public async Task Contracts_and_messages_are_extended_from_another_assembly()
    {
        Compilation library = await Workbench.AcceptAsync(Workbench.Compile(
            [("Library.cs", Read("../Assemblies/Library")), ("Codecs.cs", Read("ForeignCodecs"))], strict: false));
        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        MetadataReference reference = MetadataReference.CreateFromImage(image.ToArray());

        await Workbench.AcceptAsync(
            Workbench.Compile(Read("../Assemblies/User"), reference).WithAssemblyName("User"));
    }

    [Fact]
    public async Task A_contract_can_be_a_type_argument_wherever_it_stands()
    {
        Compilation output = await Workbench.AcceptAsync(Workbench.Compile("""
            public static class Use
            {
                public static void All(RpcChannel channel, ServiceBinder<Impl> binder)
                {
                    channel.Get<IA>().With(CallOptions.Default);
                    channel.Get<IB>("b");
                    RpcSkeleton.Include<IB, Impl>(binder);
                    BSkeleton.Bind(binder);
                    _ = (BOperations.Contract, AOperations.X.Request, BOperations.Y);
                }
            }
            public sealed class Impl : IB { public ValueTask X() => default; public ValueTask<int> Y(int y) => new(y); }
            [RpcContract] public partial interface IA { ValueTask X(); }
            [RpcContract] public partial interface IB : IA { ValueTask<int> Y(int y); }
            """));
        Assert.NotNull(output.GetTypeByMetadataName("BStub"));
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name + ".cs"));
}
