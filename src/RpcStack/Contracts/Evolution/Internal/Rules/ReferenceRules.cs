namespace RpcStack.Evolution;

internal static class ReferenceRules
{
    /// <summary>A reference to an object of the same contract, whatever its builds: they are judged where it is called.</summary>
    public static Finding? SameContract(TypePair pair) =>
        pair is { Writer: ReferenceType writer, Reader: ReferenceType reader } && writer.Contract == reader.Contract
            ? Finding.Fits
            : null;
}
