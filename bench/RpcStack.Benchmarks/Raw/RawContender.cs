using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using RpcStack.Benchmarks.Workloads;

namespace RpcStack.Benchmarks.Raw;

/// <summary>
/// The baseline's client. It keeps the requests outstanding by answering each receive with as many new requests as
/// responses came, in one send or in one send each.
/// </summary>
internal sealed class RawContender(string name, int port, bool together) : Contender(name)
{
    public override async ValueTask<Work> RunAsync(Workload workload, TimeSpan time)
    {
        using FrameSocket frames = await ConnectAsync(workload).ConfigureAwait(false);
        return workload.IsDownload
            ? await DownloadAsync(frames, workload).ConfigureAwait(false)
            : await EchoAsync(frames, workload, time).ConfigureAwait(false);
    }

    private async Task<FrameSocket> ConnectAsync(Workload workload)
    {
        RawMode mode = workload.IsDownload ? RawMode.Download : together ? RawMode.EchoTogether : RawMode.EchoEach;
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port).ConfigureAwait(false);
        await socket.SendAsync(new[] { (byte)mode }).ConfigureAwait(false);
        return new FrameSocket(socket);
    }

    private async Task<Work> EchoAsync(FrameSocket frames, Workload workload, TimeSpan time)
    {
        using var meter = new Meter(time, workload.IsLatency);
        byte[] requests = FrameSocket.Frames(workload.Size, workload.Outstanding);
        int frame = FrameSocket.HeaderSize + workload.Size;
        int outstanding = workload.Outstanding;
        await frames.SendAsync(requests, frame, together).ConfigureAwait(false);
        while (outstanding > 0)
        {
            ReadOnlyMemory<byte> received = await frames.ReceiveAsync().ConfigureAwait(false)
                ?? throw new InvalidOperationException("The raw server closed the connection.");
            int responses = 0;
            for (int at = 0; at < received.Length; responses++)
            {
                FrameSocket.TryMeasure(received.Span[at..], out int one);
                at += one;
            }

            if (responses == 0) continue;
            meter.Count(responses);
            if (meter.IsOver) outstanding -= responses;
            else await frames.SendAsync(requests.AsMemory(0, responses * frame), frame, together).ConfigureAwait(false);
        }

        return meter.Done(frame, frame);
    }

    private static async Task<Work> DownloadAsync(FrameSocket frames, Workload workload)
    {
        byte[] request = FrameSocket.Frames(8, 1);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(4), workload.Items);
        BinaryPrimitives.WriteInt32BigEndian(request.AsSpan(8), workload.Size);
        long begun = Stopwatch.GetTimestamp();
        await frames.SendAsync(request).ConfigureAwait(false);
        long left = (long)(FrameSocket.HeaderSize + workload.Size) * workload.Items;
        while (left > 0)
        {
            ReadOnlyMemory<byte> received = await frames.ReceiveAsync().ConfigureAwait(false)
                ?? throw new InvalidOperationException("The raw server closed the connection.");
            left -= received.Length;
        }

        return new Work(workload.Items, Stopwatch.GetElapsedTime(begun), null, null, 0, FrameSocket.HeaderSize + workload.Size);
    }
}
