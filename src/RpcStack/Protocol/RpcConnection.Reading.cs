using RpcStack.Marshalling;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Frames;
using RpcStack.Transports;

namespace RpcStack.Protocol;

/// <summary>The reader: bytes in, frames out, and nothing that could make it wait for user code.</summary>
public sealed partial class RpcConnection
{
    /// <summary>The largest HELLO, so that a stranger is not listened to for long.</summary>
    private const int MaxHello = 1 << 10;

    private long _received;
    private long _receivedAt;
    private RpcException? _lost;
    private bool _hasAnswered;

    private async Task ReadAsync()
    {
        // Only the client can have said anything yet, and its caller shall not read on its own thread.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var input = new InputBuffer();
        FrameBatch frames = FrameBatch.Rent();
        try
        {
            while (true)
            {
                int count = await Receive(input.Free);
                if (count == 0) break;
                Interlocked.Add(ref _received, count);
                _receivedAt = Now;
                input.Add(count);
                _hasAnswered = false;
                int missing = Cut(input, frames);
                if (frames.Count > 0)
                {
                    _runner.Enqueue(frames);
                    frames = FrameBatch.Rent();
                    Wake();
                }
                else
                {
                    _sender.Flush();
                }

                input.Prepare(missing);
                await WaitForRoomAsync().ConfigureAwait(false);
            }

            End(new RpcException(RpcStatus.Unavailable, $"{RemoteName} closed the connection.", RpcPhase.Dispatch));
        }
        catch (ProtocolException error)
        {
            Break(error);
        }
        catch (RpcException error)
        {
            End(error);
        }
        catch (Exception error)
        {
            Lose(error);
        }
        finally
        {
            frames.Recycle();
            input.Dispose();
        }
    }

    /// <summary>Receives, and has the frames that came before handled meanwhile.</summary>
    private RunningAwaiter Receive(Memory<byte> free)
    {
        // A thread that is there for reading only reads.
        bool isShared = Options.ReadSide is ReadSide.Asynchronous;
        if (!isShared) _runner.Start();
        ValueTask<int> receive = _transport.ReceiveAsync(free, CancellationToken.None);
        if (!isShared) return new(receive, null);
        if (!receive.IsCompleted) return new(receive, _runner);
        // This thread has more to read.
        _runner.Start();
        return new(receive, null);
    }

    /// <summary>Nothing more comes; but what has come is handled first.</summary>
    private void End(RpcException reason)
    {
        _lost = reason;
        FrameBatch end = FrameBatch.Rent();
        end.Add(new Frame(ReadBuffer.Empty, 0, 0, FrameType.EndOfInput, FrameFlags.None, 0));
        _runner.Enqueue(end);
        _runner.Start();
    }

    /// <summary>Cuts what has arrived into frames; the result is how large the unfinished one is known to be.</summary>
    private int Cut(InputBuffer input, FrameBatch frames)
    {
        while (true)
        {
            ReadOnlySpan<byte> bytes = input.Pending;
            int limit = _peer is null ? MaxHello : Options.Limits.MaxFrameSize;
            if (!FrameParser.TryParse(bytes, limit, out int size, out int header))
            {
                if (_peer is null) CheckGreeting(bytes, header);
                return size;
            }

            var type = (FrameType)bytes[header - 2];
            var flags = (FrameFlags)bytes[header - 1];
            FrameParser.CheckFlags(type, flags);
            if (_peer is null) Greet(type, bytes[header..size]);
            else if (type is FrameType.Ping) Pong(bytes[header..size]);
            else if (type is FrameType.Renew) BeginLease();
            else if (type is FrameType.GoAway) TakeGoAway(GoAway.Read(bytes[header..size]));
            else if (type is FrameType.Item or FrameType.End or FrameType.Credit)
                TakeStreamFrame(input.Take(header, size, type, flags, _receivedAt), frames);
            else if (IsResolution(type, bytes[header..size])) Serve(bytes[header..size], flags, _receivedAt, CountRequest());
            else if (IsHandled(type)) Queue(input.Take(header, size, type, flags, _receivedAt), frames);
            if (type is not (FrameType.Ping or FrameType.Pong)) _uses++;
            input.Skip(size);
        }
    }

    /// <summary>Whether a type has anything to be handled; others are skipped right here.</summary>
    private static bool IsHandled(FrameType type) => type
        is FrameType.Hello or FrameType.Request or FrameType.Response or FrameType.Fault
        or FrameType.Cancel or FrameType.Release;

    private void TakeStreamFrame(in Frame frame, FrameBatch frames)
    {
        if (TakeStreamFrame(in frame)) frames.Add(in frame);
    }

    private void Queue(Frame frame, FrameBatch frames)
    {
        if (frame.Type is FrameType.Request)
        {
            frame = frame with { Number = CountRequest() };
            if (frame.Flags.HasFlag(FrameFlags.Items)) ExpectItems(frame.Payload);
            if (frame.Flags.HasFlag(FrameFlags.Promise)) ExpectPromise(in frame);
        }

        frames.Add(frame);
    }

    /// <summary>A stranger is recognised by its first octets, not when it has sent as many as they seem to announce.</summary>
    private static void CheckGreeting(ReadOnlySpan<byte> bytes, int header)
    {
        if (bytes.Length < header || header < 3) return;
        ReadOnlySpan<byte> magic = bytes[header..];
        int length = Math.Min(magic.Length, Hello.Magic.Length);
        if (bytes[header - 2] != (byte)FrameType.Hello || !magic[..length].SequenceEqual(Hello.Magic[..length]))
            throw new ProtocolException("The peer does not speak RpcStack's protocol.");
    }

    private void Greet(FrameType type, ReadOnlySpan<byte> payload)
    {
        if (type is not FrameType.Hello) throw new ProtocolException($"The peer's first frame is a {type}, not a Hello.");
        Hello hello = Hello.Read(payload);
        if (_isServer)
        {
            Format = WireFormat.ById(hello.Format)
                ?? throw new ProtocolException(RpcStatus.Unimplemented, $"Wire format {hello.Format} is not known here.");
        }

        _peer = hello;
        _pending.SetCapacity(hello.MaxConcurrentCalls);
    }

    private void Pong(ReadOnlySpan<byte> payload)
    {
        const int Size = 8;
        // Whoever does not read needs no sign of life.
        if (_sender.IsFullOfAnswers) return;
        if (payload.Length != Size) throw new ProtocolException($"A PING has {payload.Length} octets, not {Size}.");
        ByteWriter frame = ScratchWriter.Rent();
        frame.BeginFrame(FrameType.Pong);
        frame.Write(payload);
        _sender.Append(frame, isAnswer: true);
        ScratchWriter.Return(frame);
    }

    /// <summary>
    /// A peer that sends faster than it is served is not read meanwhile. One that does not take its answers is read on, since
    /// two sides that both stopped would wait for each other: its requests wait in the queue, which is bounded; only for
    /// what the reader answers by itself it has to wait.
    /// </summary>
    private ValueTask WaitForRoomAsync()
    {
        return (_hasAnswered && _sender.IsFullOfAnswers) || !_runner.WhenRoomAsync().IsCompleted ? WaitAsync() : default;

        async ValueTask WaitAsync()
        {
            // What waits is what the room is wanted of.
            _runner.Start();
            _isOverworked = true;
            if (_hasAnswered && _sender.IsFullOfAnswers) await _sender.WhenRoomAsync().ConfigureAwait(false);
            await _runner.WhenRoomAsync().ConfigureAwait(false);
            _isOverworked = false;
        }
    }
}
