using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.CodeFixes;

/// <summary>Every fix, once.</summary>
internal static class FixCatalogue
{
    public static IReadOnlyList<Fix> All { get; } =
    [
        new(Fixes.AddMessage, "Make it an [RpcMessage]", DeclarationFixes.AddMessageAsync),
        new(Fixes.MakeAbstract, "Make the base message abstract", DeclarationFixes.MakeAbstractAsync),
        new(Fixes.MakeInternal, "Make it internal", DeclarationFixes.MakeInternalAsync),
        new(Fixes.MakePartial, "Make it partial", DeclarationFixes.MakePartialAsync),
        new(Fixes.AddToken, "Add a cancellation token", TokenFixes.AddAsync),
        new(Fixes.MoveToken, "Move the cancellation token to the end", TokenFixes.MoveAsync),
        new(Fixes.RemoveToken, "Remove the surplus cancellation token", TokenFixes.RemoveAsync),
        new(Fixes.MakeMethod, "Make it a method", OperationFixes.MakeMethodAsync),
        new(Fixes.RemoveOneway, "Remove [Oneway]", OperationFixes.RemoveOnewayAsync),
        new(Fixes.ReturnTask, "Return a task or a stream", OperationFixes.ReturnTaskAsync),
        new(Fixes.NumberCase, "Give the case the next free number", NumberFixes.CaseAsync),
        new(Fixes.NumberFields, "Number the fields", NumberFixes.FieldsAsync),
        new(Fixes.NumberOperations, "Number the operations", NumberFixes.OperationsAsync),
        new(Fixes.RenameOperation, "Give the operation a name of its own", OperationFixes.RenameAsync),
        new(Fixes.Await, "Await the call", CallFixes.AwaitAsync),
        new(Fixes.PassToken, "Pass the cancellation token on", CallFixes.PassTokenAsync),
        new(Fixes.PassOptions, "Pass the options on", CallFixes.PassOptionsAsync),
        new(Fixes.RetryWhenNotStarted, "Retry only what was not started", CallFixes.RetryWhenNotStartedAsync),
        new(Fixes.AwaitUsing, "Dispose of it at the end of its scope", ReferenceFixes.AwaitUsingAsync),
        new(Fixes.RemoveUsing, "Leave it to whoever gets it to dispose of it", ReferenceFixes.RemoveUsingAsync),
        new(Fixes.DisposeAsync, "Implement IAsyncDisposable", ReferenceFixes.DisposeAsync),
        new(Fixes.Promise, "Call what is promised", RoundTripFixes.PromiseAsync),
        new(Fixes.SendTogether, "Make all calls at once", RoundTripFixes.SendTogetherAsync),
    ];
}
