using RpcStack.Marshalling;

namespace RpcStack.Protocol.Internal.Serving;

/// <summary>Takes the object that a result is instead of writing a reference to it: the peer has one already.</summary>
internal sealed class PromiseCapture(RpcConnection connection, ulong fingerprint) : IReferenceWriter
{
    /// <summary>The object, or null where the result is none.</summary>
    public ResolvedPromise? Taken { get; private set; }

    /// <summary>Whether a result of an operation is an object, or null.</summary>
    public static bool Fits(Operation operation) =>
        operation.Kind is OperationKind.Unary
        && operation.ResponseShape is MessageShape { Fields: [{ Shape: ReferenceShape or OptionalShape { Value: ReferenceShape } }] };

    public uint Add<T>(T value) where T : class, IContract<T>
    {
        Taken ??= connection.KeepPromise(value, fingerprint);
        return 1;
    }
}
