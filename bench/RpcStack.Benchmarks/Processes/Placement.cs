using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace RpcStack.Benchmarks.Processes;

/// <summary>Keeps this process on one core.</summary>
internal static class Placement
{
    /// <summary>
    /// Pins every thread there is. On Linux an affinity is a thread's, a new thread has that of the thread which starts
    /// it, and a thread can be named like a process; so this covers the threads to come too.
    /// </summary>
    public static void Pin(int core)
    {
        foreach (string task in Directory.GetDirectories("/proc/self/task"))
        {
            try
            {
                using var thread = Process.GetProcessById(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture));
                if (OperatingSystem.IsLinux()) thread.ProcessorAffinity = (nint)1 << core;
            }
            catch (Exception error) when (error is ArgumentException or Win32Exception or InvalidOperationException)
            {
                // It has ended meanwhile.
            }
        }
    }
}
