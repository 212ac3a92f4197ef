namespace RpcStack.Generators.Model;

/// <summary>A contract.</summary>
/// <param name="File">The file.</param>
/// <param name="Interface">The interface's full name in C#.</param>
/// <param name="InterfaceName">Its own name in C#.</param>
/// <param name="Containers">The headers of the types around it, outermost first: <c>partial class Bank</c>.</param>
/// <param name="Prefix">What the names of its stub, skeleton and operations begin with.</param>
/// <param name="QualifiedPrefix">The same with its namespace, for use where members of the user's are in scope.</param>
/// <param name="WireName">Its name on the wire.</param>
/// <param name="IsPartial">Whether it can be completed.</param>
/// <param name="HasStub">Whether everything in it can be called; if not, the analyzer has said why.</param>
/// <param name="Bases">The contracts that it extends directly.</param>
/// <param name="Ancestors">All contracts that it extends, each once.</param>
/// <param name="Operations">The operations that it declares itself.</param>
/// <param name="Stub">The methods of its stub.</param>
/// <param name="OncProgram">The ONC RPC program that it is, or null.</param>
internal sealed record ContractModel(
    FileModel File,
    string Interface,
    string InterfaceName,
    EquatableArray<string> Containers,
    string Prefix,
    string QualifiedPrefix,
    string WireName,
    bool IsPartial,
    bool HasStub,
    EquatableArray<BaseModel> Bases,
    EquatableArray<BaseModel> Ancestors,
    EquatableArray<OperationModel> Operations,
    EquatableArray<StubMethodModel> Stub,
    OncProgramModel? OncProgram);

/// <summary>A version of an ONC RPC program.</summary>
internal sealed record OncProgramModel(uint Number, uint Version);

/// <summary>A contract that another extends.</summary>
/// <param name="Operations">The full name of its operations' class.</param>
/// <param name="Skeleton">The full name of its skeleton.</param>
internal sealed record BaseModel(string Operations, string Skeleton);

/// <summary>A method of a stub.</summary>
/// <param name="Operation">The descriptor in C#.</param>
/// <param name="Method">The method.</param>
/// <param name="ExplicitInterface">The contract that declares it, where it is implemented explicitly.</param>
internal sealed record StubMethodModel(string Operation, MethodModel Method, string? ExplicitInterface);
