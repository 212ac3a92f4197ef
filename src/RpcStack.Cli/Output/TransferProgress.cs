using Spectre.Console;

namespace RpcStack.Cli.Output;

/// <summary>How far a file has come, how fast, and how long it will take.</summary>
internal static class TransferProgress
{
    /// <summary>Shows it while something runs, which is given what to call with the octets that have passed.</summary>
    /// <param name="what">What is transferred.</param>
    /// <param name="start">How much of it is there already, in octets.</param>
    /// <param name="total">How much there will be.</param>
    /// <param name="transfer">The transfer.</param>
    public static async Task ShowAsync(string what, long start, long total, Func<Action<long>, Task> transfer)
    {
        if (!Terminal.CanShowProgress)
        {
            await transfer(_ => { }).ConfigureAwait(false);
            return;
        }

        await Terminal.Err.Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: Math.Max(total, 1));
                task.Value = start;
                await transfer(count => task.Increment(count)).ConfigureAwait(false);
                task.Value = task.MaxValue;
            }).ConfigureAwait(false);
    }
}
