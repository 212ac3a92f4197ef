namespace RpcStack.Protocol.Internal.Calls;

/// <summary>Who makes calls on several connections, and so may send one that failed on another.</summary>
internal interface ICallOwner
{
    /// <summary>Whom it calls, for messages.</summary>
    string Name { get; }

    /// <summary>
    /// A call has failed. True where it is going to be sent again: then it has not ended. Called on any thread, the
    /// reader's and the heartbeat's too, and so does not wait and runs no user code.
    /// </summary>
    bool TryResend<TRequest, TResponse>(PendingCall<TRequest, TResponse> call, Exception error);
}
