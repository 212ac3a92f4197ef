using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>A bar for people who wait.</summary>
internal static class ComparisonProgress
{
    public static async Task<T> ShowAsync<T>(bool isWanted, int total, Func<Action<int>, Task<T>> measure)
    {
        if (!isWanted || !Terminal.CanShowProgress) return await measure(_ => { }).ConfigureAwait(false);

        // Drawn between rounds only: a bar that draws itself would take time and memory that are measured.
        return await Terminal.Err.Progress()
            .AutoRefresh(false)
            .AutoClear(true)
            .HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask("measuring", maxValue: total);
                context.Refresh();
                return await measure(calls =>
                {
                    task.Increment(calls);
                    context.Refresh();
                }).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }
}
