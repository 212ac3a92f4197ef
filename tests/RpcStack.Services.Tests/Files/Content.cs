using System.Runtime.CompilerServices;
using System.Text;
using RpcStack.Services.Files;

namespace RpcStack.Services.Tests.Files;

/// <summary>What is written to files and read from them.</summary>
internal static class Content
{
    /// <summary>Octets that are the same for the same seed.</summary>
    public static byte[] Random(int size, int seed = 1)
    {
        byte[] octets = new byte[size];
        new Random(seed).NextBytes(octets);
        return octets;
    }

    public static IAsyncEnumerable<ReadOnlyMemory<byte>> Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    /// <summary>Some octets in chunks, and at the end, where one is given, an exception.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Of(
        ReadOnlyMemory<byte> octets,
        int chunkSize = 10_000,
        Exception? end = null,
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (int at = 0; at < octets.Length; at += chunkSize)
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            yield return octets.Slice(at, Math.Min(chunkSize, octets.Length - at));
        }

        if (end is not null) throw end;
    }

    public static async Task<byte[]> ReadAllAsync(this IFileTransfer files, string path, long offset = 0)
    {
        using var all = new MemoryStream();
        await foreach (ReadOnlyMemory<byte> chunk in files.ReadAsync(path, offset)) all.Write(chunk.Span);
        return all.ToArray();
    }

    public static async Task<string> ReadTextAsync(this IFileTransfer files, string path, long offset = 0) =>
        Encoding.UTF8.GetString(await files.ReadAllAsync(path, offset));

    public static async Task<string[]> NamesAsync(this IFileTransfer files, string path)
    {
        List<string> names = [];
        await foreach (FileEntry entry in files.ListAsync(path)) names.Add(entry.Name);
        return [.. names.Order(StringComparer.Ordinal)];
    }
}
