namespace RpcStack.Generators.CodeFixes;

/// <summary>One way to mend a contract.</summary>
/// <param name="Key">The name by which diagnostics ask for it.</param>
/// <param name="Title">What the editor's menu says.</param>
/// <param name="ApplyAsync">
/// Makes the change. Where everything is fixed at once it may be asked twice for the same, and does it once.
/// </param>
internal sealed record Fix(string Key, string Title, Func<FixContext, Task> ApplyAsync);
