namespace RpcStack.Marshalling;

/// <summary>Takes the objects that a body refers to; what stands in the body is their number in a table beside it.</summary>
public interface IReferenceWriter
{
    /// <summary>Notes an object, and gives its number in the table, from 1.</summary>
    /// <exception cref="RpcException">The peer holds as many references as it may.</exception>
    uint Add<T>(T value) where T : class, IContract<T>;
}
