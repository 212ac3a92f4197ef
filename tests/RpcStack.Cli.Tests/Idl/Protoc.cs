using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace RpcStack.Cli.Tests.Idl;

/// <summary>Google's compiler, from its package: reads a proto file, and messages by it.</summary>
internal sealed class Protoc(string proto) : IDisposable
{
    private static readonly string Package = typeof(Protoc).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "Protoc").Value!;

    private readonly TemporaryFile _file = new(proto, ".proto");

    /// <summary>Octets as protoc writes the message that it reads in them.</summary>
    public async Task<byte[]> RewriteAsync(string message, byte[] octets) =>
        await RunAsync($"--encode={message}", await RunAsync($"--decode={message}", octets));

    /// <summary>The text that protoc prints of a message.</summary>
    public async Task<byte[]> RunAsync(string mode, byte[] input)
    {
        var start = new ProcessStartInfo(
            Path.Combine(Package, "tools", Platform, "protoc"),
            [
                mode, $"--proto_path={Path.GetDirectoryName(_file.Path)}",
                $"--proto_path={Path.Combine(Package, "build/native/include")}", Path.GetFileName(_file.Path),
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        Task copied = process.StandardOutput.BaseStream.CopyToAsync(output);
        await FeedAsync(process.StandardInput.BaseStream, input);
        await copied;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"protoc {mode}: {await errors}\n{Encoding.UTF8.GetString(input)}\n{proto}");
        return output.ToArray();
    }

    // A file that it refuses it refuses before it reads; what it says then is worth more than the broken pipe.
    private static async Task FeedAsync(Stream stream, byte[] input)
    {
        try
        {
            await stream.WriteAsync(input);
            stream.Close();
        }
        catch (IOException)
        {
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Platform => OperatingSystem.IsWindows() ? "windows_x64"
        : OperatingSystem.IsMacOS() ? "macosx_x64"
        : RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux_arm64" : "linux_x64";
}
