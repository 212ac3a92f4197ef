using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using RpcStack.Evolution;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.Locks;

namespace RpcStack.Generators.Analyzers;

/// <summary>Holds contracts against <c>rpcstack.lock</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.LockBroken, Rules.LockBehind, Rules.LockUnreadable, Rules.NotLocked, Rules.LockedIsGone);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // Contracts of IDL files are generated, and locked as others are.
        context.ConfigureGeneratedCodeAnalysis(
            GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        KnownSymbols known = KnownSymbols.For(context.Compilation);
        if (known.ContractAttribute is null) return;
        AdditionalText? file = context.Options.AdditionalFiles.FirstOrDefault(file => LockFile.Is(file.Path));
        if (file?.GetText(context.CancellationToken) is not { } text)
        {
            context.RegisterSymbolAction(symbol => ReportNotLocked(symbol, known), SymbolKind.NamedType);
            return;
        }

        ContractSchema? locked = Read(text, out string? problem);
        context.RegisterAdditionalFileAction(additional =>
        {
            if (additional.AdditionalFile.Path != file.Path) return;
            if (locked is null) additional.ReportDiagnostic(Unreadable(file.Path, text, problem!));
            else ReportGone(additional, text, known, locked);
        });
        if (locked is null) return;
        Lazy<IReadOnlyDictionary<ISymbol, List<Problem>>> problems = new(() => LockComparison.Of(known, locked));
        context.RegisterSymbolAction(symbol => Report(symbol, known, problems), SymbolKind.NamedType);
    }

    private static void Report(
        SymbolAnalysisContext context, KnownSymbols known, Lazy<IReadOnlyDictionary<ISymbol, List<Problem>>> problems)
    {
        if (!known.IsContract((INamedTypeSymbol)context.Symbol)) return;
        if (!problems.Value.TryGetValue(context.Symbol, out List<Problem> own)) return;
        foreach (Problem problem in own) context.ReportDiagnostic(problem.ToDiagnostic());
    }

    private static void ReportNotLocked(SymbolAnalysisContext context, KnownSymbols known)
    {
        if (known.IsContract((INamedTypeSymbol)context.Symbol))
            context.ReportDiagnostic(Diagnostic.Create(Rules.NotLocked, context.Symbol.Place(), context.Symbol.Name));
    }

    private static void ReportGone(
        AdditionalFileAnalysisContext context, SourceText text, KnownSymbols known, ContractSchema locked)
    {
        HashSet<string> names = [.. LockFile.Contracts(known)
            .SelectMany(contract => contract.AllInterfaces.Prepend(contract))
            .Where(known.IsContract)
            .Select(contract => Naming.WireName(contract, known))];
        foreach (SchemaContract contract in locked.Contracts)
        {
            if (names.Contains(contract.Name)) continue;
            Location place = LockFile.Find(context.AdditionalFile.Path, text, "contract " + SchemaName.Quote(contract.Name));
            context.ReportDiagnostic(Diagnostic.Create(Rules.LockedIsGone, place, contract.Name));
        }
    }

    private static ContractSchema? Read(SourceText text, out string? problem)
    {
        problem = null;
        try
        {
            return ContractSchema.Parse(text.ToString());
        }
        catch (FormatException e)
        {
            problem = e.Message;
            return null;
        }
    }

    // The parser's messages begin with the line's number: "Line 3: …".
    private static Diagnostic Unreadable(string path, SourceText text, string problem)
    {
        string digits = new([.. problem.SkipWhile(c => !char.IsDigit(c)).TakeWhile(char.IsDigit)]);
        bool isLine = problem.StartsWith("Line ", StringComparison.Ordinal)
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number <= text.Lines.Count;
        TextLine line = text.Lines[isLine ? int.Parse(digits, CultureInfo.InvariantCulture) - 1 : 0];
        Location place = Location.Create(path, line.Span, text.Lines.GetLinePositionSpan(line.Span));
        return Diagnostic.Create(Rules.LockUnreadable, place, problem);
    }
}
