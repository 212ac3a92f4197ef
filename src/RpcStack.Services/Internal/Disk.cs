using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace RpcStack.Services;

/// <summary>Files that are there after a crash.</summary>
internal static class Disk
{
    /// <summary>Writes a new file, and returns when it is on disk.</summary>
    public static void Write(string path, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        long at = 0;
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            RandomAccess.Write(file, part.Span, at);
            at += part.Length;
        }

        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Writes over octets of a file, and returns when they are on disk.</summary>
    public static void Overwrite(string path, ReadOnlySpan<byte> octets, long at)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.Write(file, octets, at);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Adds octets to what a file has up to an offset, and returns when they are on disk.</summary>
    public static void Append(string path, ReadOnlySpan<byte> octets, long at)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(file, at);
        RandomAccess.Write(file, octets, at);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Gives a file its last name, and returns when the name is on disk.</summary>
    public static void Publish(string path, string name, bool overwrite = false)
    {
        File.Move(path, name, overwrite);
        FlushFolder(Path.GetDirectoryName(name)!);
    }

    /// <summary>
    /// Names of files are data of their folder (fsync(2)). .NET opens no folders, and Windows writes names by itself.
    /// </summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (descriptor < 0) throw new IOException($"{folder} cannot be opened: error {Marshal.GetLastPInvokeError()}");
        int result = FileSync(descriptor);
        int error = Marshal.GetLastPInvokeError();
        if (Close(descriptor) < 0 || result < 0)
            throw new IOException($"{folder} cannot be written to disk: error {error}");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FileSync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
