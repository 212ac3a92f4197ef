using RpcStack.Cli.Idl;

namespace RpcStack.Cli.Tests.Idl;

/// <summary>Contracts to export.</summary>
internal static class Contracts
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using RpcStack;
        """;

    /// <summary>An assembly with contracts, on disk.</summary>
    public static string Assembly { get; } = BuiltProgram.PathTo(
        $"tests/Contracts/RpcStack.TestContracts/bin/{BuiltProgram.Configuration}/net10.0/RpcStack.TestContracts.dll");

    /// <summary>The contracts of C# in memory.</summary>
    public static async Task<IReadOnlyList<SourceContract>> CompileAsync(string source) =>
        AssemblyContracts.Read(await MemoryCompilation.CompileAsync(
            [MemoryCompilation.Parse("Usings.cs", Usings), MemoryCompilation.Parse("Test.cs", source)], [], default));

    /// <summary>What peers know of contracts, all in one text.</summary>
    public static string Text(IEnumerable<SourceContract> contracts) =>
        string.Join('\n', contracts.OrderBy(contract => contract.Name, StringComparer.Ordinal).Select(c => c.Schema.Text));
}
