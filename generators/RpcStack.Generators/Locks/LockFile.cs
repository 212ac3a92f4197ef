using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RpcStack.Evolution;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.Schemas;

namespace RpcStack.Generators.Locks;

/// <summary>The file that holds a project's contracts as peers know them.</summary>
internal static class LockFile
{
    public static bool Is(string path) =>
        string.Equals(Path.GetFileName(path), LockText.FileName, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the file should say, or null where some contract cannot be called.</summary>
    public static string? Write(Compilation compilation)
    {
        KnownSymbols known = KnownSymbols.For(compilation);
        return new SchemaReader(known).ReadAll(Contracts(known)) is { } schema ? LockText.Print(schema) : null;
    }

    /// <summary>Where the line stands that begins so.</summary>
    public static Location Find(string path, SourceText text, string beginning)
    {
        TextLine line = text.Lines.FirstOrDefault(line => line.ToString().StartsWith(beginning, StringComparison.Ordinal));
        return Location.Create(path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
    }

    /// <summary>The contracts that the project declares, by name.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Contracts(KnownSymbols known)
    {
        List<INamedTypeSymbol> contracts = [];
        Queue<INamespaceOrTypeSymbol> queue = new([known.Compilation.Assembly.GlobalNamespace]);
        while (queue.Count > 0)
        {
            INamespaceOrTypeSymbol next = queue.Dequeue();
            if (next is INamedTypeSymbol type && known.IsContract(type)) contracts.Add(type);
            foreach (ISymbol member in next.GetMembers())
                if (member is INamespaceOrTypeSymbol inner) queue.Enqueue(inner);
        }

        return [.. contracts.OrderBy(contract => Naming.WireName(contract, known), StringComparer.Ordinal)];
    }
}
