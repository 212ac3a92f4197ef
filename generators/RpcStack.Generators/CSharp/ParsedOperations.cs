using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>The operations that a contract declares itself.</summary>
internal sealed class ParsedOperations
{
    /// <summary>The operations that can be called.</summary>
    public List<OperationModel> Operations { get; } = [];

    /// <summary>The methods that have a place on the wire.</summary>
    public List<OperationIdentity> Identities { get; } = [];

    /// <summary>The rules that its members break.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>The messages and unions that its operations name, of those that can be called.</summary>
    public List<TypeEdge> Edges { get; } = [];

    /// <summary>
    /// Whether every member is an operation that can be called, so that a stub implements the interface.
    /// </summary>
    public bool IsWhole { get; set; } = true;
}
