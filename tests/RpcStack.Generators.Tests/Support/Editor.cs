using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace RpcStack.Generators.Tests;

/// <summary>A project in an editor: diagnostics, and the fixes that are offered for them.</summary>
internal sealed class Editor
{
    private readonly CodeFixProvider[] _providers;
    private Project _project;

    public Editor(IEnumerable<(string Path, string Text)> files, params CodeFixProvider[] providers)
    {
        _providers = providers;
        _project = new AdhocWorkspace().CurrentSolution
            .AddProject("Test", "Test", LanguageNames.CSharp)
            .WithCompilationOptions(Workbench.Options(strict: false))
            .WithParseOptions(Workbench.ParseOptions)
            .WithMetadataReferences(Workbench.References);
        Add("Usings.cs", Workbench.Usings);
        foreach ((string path, string text) in files) Add(path, text);
    }

    public async Task<string> ReadAsync(string path)
    {
        TextDocument document = _project.Documents.Cast<TextDocument>().Concat(_project.AdditionalDocuments)
            .Single(document => document.Name == path);
        return (await document.GetTextAsync()).ToString();
    }

    /// <summary>What the rules say whose ids begin so, in the order of their places.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(string id)
    {
        Compilation compilation = (await _project.GetCompilationAsync())!;
        Workbench.Generate(compilation, out Compilation output);
        List<AdditionalText> files = [];
        foreach (TextDocument document in _project.AdditionalDocuments)
            files.Add(new MemoryText(document.FilePath!, (await document.GetTextAsync()).ToString()));
        ImmutableArray<Diagnostic> all = await output.AnalyzeAsync(DiagnosticSeverity.Hidden, [.. files]);
        return
        [
            .. all.Where(diagnostic => diagnostic.Id.StartsWith(id, StringComparison.Ordinal)).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    /// <summary>The titles of what is offered for a diagnostic.</summary>
    public async Task<IEnumerable<string>> OffersAsync(Diagnostic diagnostic) =>
        (await ActionsAsync(diagnostic)).Select(offer => offer.Action.Title);

    /// <summary>Takes what is offered first for one of a rule's diagnostics.</summary>
    public async Task FixAsync(string id, int index = 0)
    {
        Diagnostic diagnostic = (await DiagnosticsAsync(id))[index];
        await ApplyAsync((await ActionsAsync(diagnostic))[0].Action);
    }

    /// <summary>The same for all of its diagnostics in the project, at once.</summary>
    public async Task FixAllAsync(string id)
    {
        ImmutableArray<Diagnostic> diagnostics = await DiagnosticsAsync(id);
        (CodeFixProvider provider, CodeAction first) = (await ActionsAsync(diagnostics[0]))[0];
        var context = new FixAllContext(
            Document(diagnostics[0]), provider, FixAllScope.Project, first.EquivalenceKey!, [id],
            new Found(diagnostics), CancellationToken.None);
        await ApplyAsync((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    /// <summary>Fails unless everything compiles with what is generated, and without a warning.</summary>
    public async Task AssertSoundAsync() => await Workbench.AcceptAsync((await _project.GetCompilationAsync())!);

    /// <summary>Edits a file.</summary>
    public void Replace(string path, string before, string after)
    {
        Document document = _project.Documents.Single(document => document.Name == path);
        string text = document.GetTextAsync().Result.ToString().Replace(before, after, StringComparison.Ordinal);
        _project = document.WithText(SourceText.From(text)).Project;
    }

    private void Add(string path, string text) => _project = path.EndsWith(".cs", StringComparison.Ordinal)
        ? _project.AddDocument(path, text, filePath: path).Project
        : _project.AddAdditionalDocument(path, text, filePath: path).Project;

    private Document Document(Diagnostic diagnostic) => _project.GetDocument(diagnostic.Location.SourceTree)!;

    private TextDocument Holder(Diagnostic diagnostic) => diagnostic.Location.IsInSource
        ? Document(diagnostic)
        : _project.AdditionalDocuments.Single(document => document.FilePath == diagnostic.Location.GetLineSpan().Path);

    private async Task<List<(CodeFixProvider Provider, CodeAction Action)>> ActionsAsync(Diagnostic diagnostic)
    {
        List<(CodeFixProvider, CodeAction)> actions = [];
        foreach (CodeFixProvider provider in _providers)
        {
            if (!provider.FixableDiagnosticIds.Contains(diagnostic.Id)) continue;
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                Holder(diagnostic), diagnostic, (action, _) => actions.Add((provider, action)), CancellationToken.None));
        }

        return actions;
    }

    private async Task ApplyAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        _project = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(_project.Id)!;
    }

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken) =>
            Task.FromResult(diagnostics.Where(one => one.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
