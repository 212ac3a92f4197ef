namespace RpcStack.Marshalling;

/// <summary>Gives the objects that a body refers to by their number in the table beside it.</summary>
public interface IReferenceReader
{
    /// <summary>The object with that number, from 1, as a <typeparamref name="T"/>.</summary>
    /// <exception cref="MarshalException">There is none, or it is no such object.</exception>
    /// <exception cref="RpcException">This side holds as many references as it may.</exception>
    T Get<T>(uint number) where T : class, IContract<T>;
}
