using Microsoft.CodeAnalysis.CSharp;
using RpcStack.Evolution;

namespace RpcStack.Cli.Idl.Export.CSharp;

/// <summary>Writes an operation as a method with its attributes.</summary>
internal sealed class CSharpOperation(SchemaContract contract, SchemaOperation operation, CSharpNames names)
{
    private readonly CSharpTypes _types = new(names, names.Of(contract).Container);
    private readonly SchemaType _result = Declarations.Result(contract, operation);

    private string Place => $"{contract.Name}.{operation.Name}";

    /// <summary>The lines of the method.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="statesOrdinal">Whether ordinals differ from the order of declaration.</param>
    public IEnumerable<string> Lines(string method, bool statesOrdinal)
    {
        if (Attributes(method, statesOrdinal).ToArray() is { Length: > 0 } attributes)
            yield return $"[{string.Join(", ", attributes)}]";
        string bounds = CSharpTypes.Bounds(_result, Place, "return: ");
        if (bounds.Length > 0) yield return bounds.TrimEnd();
        foreach (string line in Listing.Lines($"{Result()} {CSharpNames.Escape(method)}(", Parameters(), ");")) yield return line;
    }

    /// <summary>The method that has an operation's name on the wire, or the nearest that there can be.</summary>
    public static string MethodName(SchemaOperation operation)
    {
        string name = string.Concat(operation.Name.Select(c => SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_'));
        return (SyntaxFacts.IsValidIdentifier(name) ? name : "_" + name) + "Async";
    }

    private IEnumerable<string> Attributes(string method, bool statesOrdinal)
    {
        bool statesName = method != operation.Name + "Async";
        string name = $"Name = {SymbolDisplay.FormatLiteral(operation.Name, quote: true)}";
        if (statesOrdinal) yield return $"RpcOperation({operation.Ordinal}{(statesName ? $", {name}" : "")})";
        else if (statesName) yield return $"RpcOperation({name})";
        if (operation.Semantics != OperationSemantics.AtMostOnce) yield return operation.Semantics.ToString();
        foreach (TypeReference fault in operation.Faults) yield return $"Throws<{names.Reference(fault.Target!, names.Of(contract).Container)}>";
    }

    private string Result()
    {
        bool isNothing = _result is MessageType { IsAnonymous: true, Fields.Count: 0 };
        string result = isNothing ? "" : _types.Of(_result, Place);
        return operation.Kind is OperationKind.ServerStream or OperationKind.Duplex
            ? $"IAsyncEnumerable<{(isNothing ? names.Nothing(contract) : result)}>"
            : isNothing ? "ValueTask" : $"ValueTask<{result}>";
    }

    private IEnumerable<string> Parameters()
    {
        SchemaField[] fields = [.. operation.Request.Fields];
        if (fields.Length > 0 && fields[^1].Number >= fields.Length)
            throw Unsayable.In(CSharpTypes.Language, Place, "gaps in parameters");
        HashSet<string> taken = [.. fields.Select(field => field.Name)];
        foreach (SchemaField field in fields) yield return Parameter(field.Name, field.Type);
        if (Declarations.Item(contract, operation) is { } item)
            yield return $"{CSharpTypes.Bounds(item, Place)}IAsyncEnumerable<{_types.Of(item, Place)}> {Free("items", taken)}";
        yield return $"CancellationToken {Free("cancel", taken)} = default";
    }

    private string Parameter(string name, SchemaType type)
    {
        string place = $"{Place}.{name}";
        if (!SyntaxFacts.IsValidIdentifier(name)) throw Unsayable.In(CSharpTypes.Language, place, "such name");
        return $"{CSharpTypes.Bounds(type, place)}{_types.Of(type, place)} {CSharpNames.Escape(name)}";
    }

    private static string Free(string wanted, HashSet<string> taken)
    {
        string name = wanted;
        while (!taken.Add(name)) name += "_";
        return name;
    }
}
