using System.Diagnostics;

namespace RpcStack.Tests;

/// <summary>Another program, started for a test.</summary>
public static class Peer
{
    /// <summary>Runs a program to its end and gives what it printed; fails the test if it exits with an error.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string? input = null)
    {
        var start = new ProcessStartInfo(Find(program) ?? throw new InvalidOperationException($"{program} is not installed."))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        Task<string> errors = process.StandardError.ReadToEndAsync(timeout.Token);
        if (input is not null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{program} exited with {process.ExitCode}: {await errors}{await output}");
        return await output;
    }

    /// <summary>Where a program is: an absolute path is taken as it is, a name is looked up along PATH.</summary>
    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    /// <summary>Whether a program is there: <c>dig</c>, or Python with a module of its: <c>/usr/bin/python3 msgpack</c>.</summary>
    private static bool IsThere(string program)
    {
        string[] words = program.Split(' ');
        if (Find(words[0]) is not { } path) return false;
        if (words.Length == 1) return true;
        using Process process = Process.Start(
            new ProcessStartInfo(path, ["-W", "ignore", "-c", $"import {words[1]}"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    internal static string? ReasonToSkip(string[] programs)
    {
        if (Environment.GetEnvironmentVariable("RPCSTACK_REQUIRE_PEERS") == "1") return null;
        string[] missing = [.. programs.Where(program => !IsThere(program))];
        return missing.Length == 0 ? null : $"needs {string.Join(", ", missing)} (eng/install-peers.sh)";
    }
}
