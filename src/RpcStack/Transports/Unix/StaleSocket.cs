using System.Net.Sockets;

namespace RpcStack.Transports.Unix;

/// <summary>A socket's file whose process is dead, so that it only stands in the way.</summary>
internal static class StaleSocket
{
    /// <summary>What opening a socket as a file fails with: ENXIO, on BSD EOPNOTSUPP.</summary>
    private const int NoSuchDevice = 6;
    private const int NotSupportedOnBsd = 102;

    /// <summary>Removes the file if it is a socket that nobody listens at; false where it is not, or is not ours to judge.</summary>
    public static bool TryRemove(string path)
    {
        if (!IsSocket(path) || !IsDead(path)) return false;
        // Another process may have come to the same conclusion, and have bound anew by now. So the file is moved aside,
        // which only one can do, and what was really moved is looked at again.
        string aside = Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetRandomFileName()[..6]);
        try
        {
            File.Move(path, aside, overwrite: true);
            if (IsDead(aside))
            {
                File.Delete(aside);
                return true;
            }

            File.Move(aside, path, overwrite: false);
            return false;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether it is a socket. .NET does not tell, but a socket is what cannot be opened in this way.</summary>
    private static bool IsSocket(string path)
    {
        try
        {
            // Nothing is created or emptied, and, for reading and writing, not even a FIFO makes this wait.
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return false;
        }
        catch (IOException error) when (error.HResult is NoSuchDevice or NotSupportedOnBsd)
        {
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsDead(string path)
    {
        // Without blocking, so that a live one's full queue cannot make this wait.
        using Socket probe = UnixAddress.NewSocket();
        probe.Blocking = false;
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return false;
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode is SocketError.ConnectionRefused;
        }
        catch (ArgumentOutOfRangeException)
        {
            // Moved aside in a deep folder it may have too long a path, and then it cannot be proved dead.
            return false;
        }
    }
}
