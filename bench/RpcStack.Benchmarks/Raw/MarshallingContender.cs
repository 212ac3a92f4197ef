using System.Net;
using System.Net.Sockets;
using RpcStack.Benchmarks.Contracts;
using RpcStack.Benchmarks.Workloads;

namespace RpcStack.Benchmarks.Raw;

/// <summary>
/// Raw sockets that do the same work as the calls do: both sides make objects of what they receive. For echoes only.
/// </summary>
internal sealed class MarshallingContender(string name, int port) : Contender(name)
{
    public override async ValueTask<Work> RunAsync(Workload workload, TimeSpan time)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        await socket.SendAsync(new[] { (byte)RawMode.EchoMarshalled }).ConfigureAwait(false);
        using var frames = new FrameSocket(socket);
        using var meter = new Meter(time, workload.IsLatency);
        HandMarshalling marshal = First(workload);
        int frame = marshal.Written.Length / workload.Outstanding;
        await frames.SendAsync(marshal.Written).ConfigureAwait(false);
        int outstanding = workload.Outstanding;
        while (outstanding > 0)
        {
            ReadOnlyMemory<byte> received = await frames.ReceiveAsync().ConfigureAwait(false)
                ?? throw new InvalidOperationException("The raw server closed the connection.");
            marshal.Clear();
            int responses = marshal.Echo(received.Span);
            if (responses == 0) continue;
            meter.Count(responses);
            if (meter.IsOver) outstanding -= responses;
            else await frames.SendAsync(marshal.Written).ConfigureAwait(false);
        }

        return meter.Done(frame, frame);
    }

    private static HandMarshalling First(Workload workload)
    {
        var marshal = new HandMarshalling();
        for (int i = 0; i < workload.Outstanding; i++)
        {
            if (workload.IsBytes) marshal.Write(new byte[workload.Size]);
            else marshal.Write(Sample.Default);
        }

        return marshal;
    }
}
