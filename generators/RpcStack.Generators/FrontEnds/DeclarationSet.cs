using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.Emit;
using RpcStack.Generators.Model;
using RpcStack.Generators.Schemas;

namespace RpcStack.Generators.FrontEnds;

/// <summary>A file's declarations with those that they need: what the C# front end can read on its own.</summary>
internal sealed record DeclarationSet(DeclarationTree Own, EquatableArray<DeclarationTree> Included)
{
    /// <summary>Puts every file's declarations beside those of the files that it includes.</summary>
    public static IEnumerable<DeclarationSet> Of(IReadOnlyList<DeclarationTree> trees)
    {
        Dictionary<string, DeclarationTree> byPath = new(StringComparer.Ordinal);
        foreach (DeclarationTree tree in trees) byPath[tree.Declarations.Path] = tree;
        return byPath.Values.Select(own => new DeclarationSet(
            own, new(own.Declarations.Included.Where(byPath.ContainsKey).Select(path => byPath[path]))));
    }

    /// <summary>A compilation with nothing in it but references; those that are made of it share what it read.</summary>
    public static CSharpCompilation Foundation(IEnumerable<MetadataReference> references, string? assembly) =>
        CSharpCompilation.Create(
            assembly,
            references: references,
            options: new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The file with the declarations, and those that complete them.</summary>
    public IReadOnlyList<SourceFile> Emit(CSharpCompilation foundation, CancellationToken cancel)
    {
        List<SourceFile> files = [new(Own.Declarations.HintName, Own.Declarations.Text)];
        KnownSymbols known = Compile(foundation);
        foreach (INamedTypeSymbol type in Types(known.Compilation, cancel))
        {
            if (known.IsContract(type) && ContractParser.Parse(type, known).Model is { } contract)
                files.Add(ContractEmitter.Emit(contract));
            if (Reader.Codec(type, known) is { } codec) files.Add(CodecEmitter.Emit(codec));
        }

        return files;
    }

    /// <summary>What the C# front end finds wrong, where the file says it.</summary>
    public IReadOnlyList<Diagnostic> Complain(CSharpCompilation foundation, CancellationToken cancel)
    {
        List<Problem> problems = [];
        KnownSymbols known = Compile(foundation);
        foreach (INamedTypeSymbol type in Types(known.Compilation, cancel))
        {
            if (known.IsContract(type)) problems.AddRange(ContractParser.Parse(type, known).Problems);
            if (known.IsMessage(type) || known.IsUnion(type)) problems.AddRange(known.Parse(type).Problems);
        }

        // Advice on how C# is written is of no use to who writes another language.
        return
        [
            .. problems.Select(problem => problem.AtOrigin())
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning),
        ];
    }

    /// <summary>The contract of that name on the wire.</summary>
    public MirroredContract? Contract(CSharpCompilation foundation, string name, CancellationToken cancel)
    {
        KnownSymbols known = Compile(foundation);
        return Types(known.Compilation, cancel)
            .Where(type => known.IsContract(type) && Naming.WireName(type, known) == name)
            .Select(type => new MirroredContract(new SchemaReader(known).Read(type)))
            .FirstOrDefault();
    }

    private KnownSymbols Compile(CSharpCompilation foundation) => KnownSymbols.For(
        foundation.AddSyntaxTrees(Included.Select(tree => tree.Tree).Append(Own.Tree)));

    private IEnumerable<INamedTypeSymbol> Types(Compilation compilation, CancellationToken cancel)
    {
        SemanticModel model = compilation.GetSemanticModel(Own.Tree);
        foreach (SyntaxNode node in Own.Tree.GetRoot(cancel).DescendantNodes(static node => node is not MethodDeclarationSyntax))
        {
            cancel.ThrowIfCancellationRequested();
            if (node is TypeDeclarationSyntax { AttributeLists.Count: > 0 }
                && model.GetDeclaredSymbol(node, cancel) is INamedTypeSymbol type) yield return type;
        }
    }
}
