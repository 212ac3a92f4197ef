namespace RpcStack.Marshalling;

/// <summary>What encoders and decoders do about references.</summary>
internal static partial class References
{
    private const string NoTable = "An object cannot go by reference here: only a connection's requests, responses and items carry references.";

    /// <summary>The number that stands for an object in a body.</summary>
    public static uint Add<T>(IReferenceWriter? table, T value) where T : class, IContract<T> =>
        table is null ? throw new MarshalException(NoTable) : table.Add(value);

    /// <summary>The object that a number in a body stands for.</summary>
    public static T Get<T>(IReferenceReader? table, uint number) where T : class, IContract<T> =>
        table is null ? throw new MarshalException(NoTable) : table.Get<T>(number);
}
