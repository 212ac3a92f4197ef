namespace RpcStack.Generators;

/// <summary>The run time's types that contracts name, as metadata names.</summary>
internal static class Types
{
    public const string ContractAttribute = "RpcStack.RpcContractAttribute";
    public const string MessageAttribute = "RpcStack.RpcMessageAttribute";
    public const string UnionAttribute = "RpcStack.RpcUnionAttribute";
    public const string CaseAttribute = "RpcStack.RpcCaseAttribute`1";
    public const string CodecAttribute = "RpcStack.RpcCodecAttribute`2";
    public const string FieldAttribute = "RpcStack.RpcFieldAttribute";
    public const string IgnoreAttribute = "RpcStack.RpcIgnoreAttribute";
    public const string OperationAttribute = "RpcStack.RpcOperationAttribute";
    public const string LengthAttribute = "RpcStack.RpcLengthAttribute";
    public const string DiscriminatorAttribute = "RpcStack.RpcDiscriminatorAttribute";
    public const string OncProgramAttribute = "RpcStack.OncProgramAttribute";
    public const string OnewayAttribute = "RpcStack.OnewayAttribute";
    public const string IdempotentAttribute = "RpcStack.IdempotentAttribute";
    public const string ThrowsAttribute = "RpcStack.ThrowsAttribute`1";
    public const string IdlFileAttribute = "RpcStack.RpcIdlFileAttribute";
    public const string Contract = "RpcStack.IContract`1";
    public const string Fault = "RpcStack.RpcFault";

    public const string Runtime = "global::RpcStack.";
    public const string Marshalling = "global::RpcStack.Marshalling.";
    public const string Unit = Runtime + "Unit";
}
