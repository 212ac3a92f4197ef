using System.Security.Claims;
using RpcStack.Marshalling;
using RpcStack.OncRpc.Internal.Messages;
using RpcStack.OncRpc.Internal.Records;
using RpcStack.Protocol.Internal;
using RpcStack.Protocol.Internal.Serving;

namespace RpcStack.OncRpc.Internal.Serving;

/// <summary>A call that this side serves, from its message to its reply.</summary>
internal sealed class ServedCall(CallSource source, Record message, string peer) : CallContext, IThreadPoolWorkItem
{
    private static readonly Metadata NoMetadata = [];

    private Procedure? _procedure;
    private ClaimsPrincipal? _principal;
    private CallChain? _chain;
    private uint _xid;
    private bool _isStarted;

    public override Operation Operation => _procedure!.Operation;

    public override string Peer => peer;

    public override ClaimsPrincipal? Principal => source.Principal ?? _principal;

    public override RpcChannel Channel => NoChannel.Instance;

    public override Metadata Metadata => NoMetadata;

    public override CallChain Chain => _chain ??= new CallChain((ulong)Random.Shared.NextInt64(), 1);

    public override TimeSpan? TimeLeft => null;

    public override CancellationToken Cancellation => source.Cancellation;

    public override CancellationToken Draining => source.Server.Draining;

    public MarshallingLimits Marshalling => source.Server.Options.Limits.Marshalling;

    public Func<CallContext, ValueTask>? Authorize => source.Server.Options.Authorize;

    /// <summary>What the door that it came by finds it by.</summary>
    public object? Key { get; init; }

    /// <summary>Reads the message, and runs or answers what it asks for.</summary>
    public void Execute()
    {
        using (message)
        {
            CallReading reading = CallHeader.Read(message.Bytes, out CallHeader call);
            _xid = call.Xid;
            switch (reading)
            {
                case CallReading.Call: Dispatch(in call); break;
                case CallReading.OtherVersion: Answer(static (reply, xid) => ReplyWriter.RpcMismatch(reply, xid)); break;
                case CallReading.BadCredential: Deny(AuthStatus.BadCredential); break;
                case CallReading.BadVerifier: Deny(AuthStatus.BadVerifier); break;
                // A reply is never answered, nor is what is nothing at all.
                default: source.Ended(this); break;
            }
        }
    }

    /// <summary>Makes it the current call on this thread, for its handler, until what it gives is disposed of.</summary>
    public AmbientScope Enter()
    {
        _isStarted = true;
        var scope = AmbientScope.Begin();
        Enter(this);
        return scope;
    }

    /// <summary>The handler returned.</summary>
    public void Respond<TRequest, TResponse>(Operation<TRequest, TResponse> operation, TResponse response)
    {
        ByteWriter reply = Begin();
        try
        {
            ReplyWriter.Success(reply, _xid);
            if (operation.Faults.Count > 0) FaultUnion.Write(reply, FaultUnion.Result);
            WireFormat.Xdr.Encode(reply, operation.Response, response);
            if (Fits(reply)) Send(reply);
            else SystemError(reply, TooLarge(reply));
        }
        catch (Exception unsayable)
        {
            SystemError(reply, unsayable);
        }
    }

    /// <summary>The handler threw.</summary>
    public void Fail(Exception error)
    {
        ByteWriter reply = Begin();
        int label = FaultUnion.LabelOf(Operation, error);
        if (label == FaultUnion.Result)
        {
            SystemError(reply, error);
            return;
        }

        try
        {
            ReplyWriter.Success(reply, _xid);
            FaultUnion.Write(reply, label);
            Operation.Faults[label - 1].Encode(WireFormat.Xdr, reply, (RpcFault)error);
            if (Fits(reply)) Send(reply);
            else SystemError(reply, TooLarge(reply));
        }
        catch (Exception unsayable)
        {
            SystemError(reply, unsayable);
        }
    }

    /// <summary>It was not let through to its handler.</summary>
    public void Refuse(Exception error)
    {
        switch ((error as RpcException)?.Status)
        {
            case RpcStatus.Unauthenticated: Deny(AuthStatus.TooWeak); break;
            case RpcStatus.PermissionDenied: Deny(AuthStatus.RejectedCredential); break;
            case RpcStatus.NotFound: Accept(AcceptStatus.ProgramUnavailable); break;
            case RpcStatus.Unimplemented: Accept(AcceptStatus.ProcedureUnavailable); break;
            case RpcStatus.InvalidArgument: Accept(AcceptStatus.GarbageArguments); break;
            default: SystemError(Begin(), error); break;
        }
    }

    /// <summary>Answers with no more than what became of it.</summary>
    public void Accept(AcceptStatus status)
    {
        ByteWriter reply = Begin();
        ReplyWriter.Accepted(reply, _xid, status);
        Send(reply);
    }

    private void Dispatch(in CallHeader call)
    {
        if (call.Flavor is AuthFlavor.Sys) _principal = source.Recognise(call.Credential);
        if (call.Flavor is not (AuthFlavor.None or AuthFlavor.Sys)) Deny(AuthStatus.RejectedCredential);
        else if (call.Flavor is AuthFlavor.Sys && _principal is null) Deny(AuthStatus.BadCredential);
        else if (source.Server.Programs.Find(call.Program, call.Version) is not { } procedures) Miss(call.Program);
        else if (call.Procedure == 0) Null(call.Arguments);
        else if (!procedures.TryGetValue(call.Procedure, out _procedure)) Accept(AcceptStatus.ProcedureUnavailable);
        else _procedure.Run(this, call.Arguments);
    }

    /// <summary>There is no such program, or not in that version.</summary>
    private void Miss(uint program)
    {
        if (source.Server.Programs.VersionsOf(program) is not var (lowest, highest))
        {
            Accept(AcceptStatus.ProgramUnavailable);
            return;
        }

        ByteWriter reply = Begin();
        ReplyWriter.ProgramMismatch(reply, _xid, lowest, highest);
        Send(reply);
    }

    /// <summary>The procedure that every program has, and that does nothing (RFC 5531 §12.1).</summary>
    private void Null(ReadOnlySpan<byte> arguments) =>
        Accept(arguments.IsEmpty ? AcceptStatus.Success : AcceptStatus.GarbageArguments);

    private void Deny(AuthStatus status)
    {
        ByteWriter reply = Begin();
        ReplyWriter.AuthError(reply, _xid, status);
        Send(reply);
    }

    private void Answer(Action<ByteWriter, uint> write)
    {
        ByteWriter reply = Begin();
        write(reply, _xid);
        Send(reply);
    }

    /// <summary>Says that it failed, which is all that can be said, and tells this side why.</summary>
    private void SystemError(ByteWriter reply, Exception error)
    {
        reply.Truncate(RecordMark.Size);
        ReplyWriter.Accepted(reply, _xid, AcceptStatus.SystemError);
        Send(reply);
        try
        {
            source.Server.Options.OnFailure?.Invoke(this, error);
        }
        catch (Exception)
        {
            // Whoever is told of failures has failed; there is nobody else to tell.
        }
    }

    private bool Fits(ByteWriter reply) => reply.Length - RecordMark.Size <= source.MaxMessageSize;

    private InvalidOperationException TooLarge(ByteWriter reply) => new(
        $"{Operation}: the reply has {reply.Length - RecordMark.Size} octets, and at most {source.MaxMessageSize} can be sent.");

    private static ByteWriter Begin()
    {
        ByteWriter reply = ScratchWriter.Rent();
        RecordMark.Reserve(reply);
        return reply;
    }

    private void Send(ByteWriter reply)
    {
        bool isKept = _isStarted && Operation.Semantics is not OperationSemantics.Idempotent;
        try
        {
            source.Reply(this, reply, isKept);
        }
        finally
        {
            ScratchWriter.Return(reply);
            source.Ended(this);
        }
    }
}
