namespace RpcStack.Generators.Analyzers;

/// <summary>What can be done about a problem: how a diagnostic tells the editor which fix to offer.</summary>
internal static class Fixes
{
    /// <summary>The property of a diagnostic that holds one of these.</summary>
    public const string Property = "fix";

    /// <summary>The property that holds what the fix puts in.</summary>
    public const string ValueProperty = "value";

    public const string AddMessage = nameof(AddMessage);
    public const string AddToken = nameof(AddToken);
    public const string Await = nameof(Await);
    public const string AwaitUsing = nameof(AwaitUsing);
    public const string DisposeAsync = nameof(DisposeAsync);
    public const string MakeAbstract = nameof(MakeAbstract);
    public const string MakeInternal = nameof(MakeInternal);
    public const string MakeMethod = nameof(MakeMethod);
    public const string MakePartial = nameof(MakePartial);
    public const string MoveToken = nameof(MoveToken);
    public const string NumberCase = nameof(NumberCase);
    public const string NumberFields = nameof(NumberFields);
    public const string NumberOperations = nameof(NumberOperations);
    public const string PassOptions = nameof(PassOptions);
    public const string PassToken = nameof(PassToken);
    public const string Promise = nameof(Promise);
    public const string RemoveOneway = nameof(RemoveOneway);
    public const string RemoveToken = nameof(RemoveToken);
    public const string RemoveUsing = nameof(RemoveUsing);
    public const string RenameOperation = nameof(RenameOperation);
    public const string RetryWhenNotStarted = nameof(RetryWhenNotStarted);
    public const string ReturnTask = nameof(ReturnTask);
    public const string SendTogether = nameof(SendTogether);
}
