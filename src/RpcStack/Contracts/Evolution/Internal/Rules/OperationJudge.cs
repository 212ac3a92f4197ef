using System.Globalization;

namespace RpcStack.Evolution;

/// <summary>
/// Judges a client's operations against a server's: an ordered list of checks, of which the first to object
/// decides.
/// </summary>
internal sealed class OperationJudge(ContractSchema client, ContractSchema server, IReadOnlyList<Rule> rules)
{
    // Names are the peer's, and a reason travels.
    private const int MaxReason = 400;

    private readonly ProvenPairs _sent = new();
    private readonly ProvenPairs _returned = new();
    private readonly WorkBudget _budget = new();

    public List<OperationCompatibility> Judge()
    {
        List<OperationCompatibility> verdicts = [];
        for (int i = 0; i < client.Contracts.Count; i++)
        {
            SchemaContract contract = client.Contracts[i];
            int index = IndexAtServer(contract.Name);
            foreach (SchemaOperation operation in contract.Operations)
                verdicts.Add(Judge(contract, i, operation, index));
        }

        return verdicts;
    }

    private OperationCompatibility Judge(SchemaContract contract, int index, SchemaOperation operation, int serverIndex)
    {
        string name = SchemaName.Quote(contract.Name) + "." + SchemaName.Quote(operation.Name);
        string? reason = serverIndex < 0
            ? "not offered by the server"
            : Judge(operation, Find(server.Contracts[serverIndex], operation.Ordinal));
        return new(name, index, operation.Ordinal)
        {
            ServerContractIndex = serverIndex,
            Reason = reason is null ? null : Cut(name + ": " + reason),
        };
    }

    private string? Judge(SchemaOperation ofClient, SchemaOperation? ofServer) => ofServer is null
        ? "not offered by the server"
        : Name(ofClient, ofServer) ?? Kind(ofClient, ofServer) ?? Answer(ofClient, ofServer)
            ?? Sent(ofClient, ofServer) ?? Returned(ofClient, ofServer);

    // An ordinal under another name is another operation: one was removed, or they were reordered.
    private static string? Name(SchemaOperation ofClient, SchemaOperation ofServer) => ofClient.Name == ofServer.Name
        ? null
        : string.Format(
            CultureInfo.InvariantCulture,
            "not offered by the server, whose operation {0} is {1}",
            ofServer.Ordinal,
            SchemaName.Quote(ofServer.Name));

    private static string? Kind(SchemaOperation ofClient, SchemaOperation ofServer) => ofClient.Kind == ofServer.Kind
        ? null
        : "changed from " + KindName(ofClient.Kind) + " to " + KindName(ofServer.Kind);

    // Whether a call may be repeated is the caller's affair; whether it is answered is both sides'.
    private static string? Answer(SchemaOperation ofClient, SchemaOperation ofServer) =>
        (ofClient.Semantics == OperationSemantics.Oneway, ofServer.Semantics == OperationSemantics.Oneway) switch
        {
            (true, false) => "changed from oneway to answered",
            (false, true) => "changed from answered to oneway",
            _ => null,
        };

    private string? Sent(SchemaOperation ofClient, SchemaOperation ofServer)
    {
        Comparison comparison = new(rules, isClientWriting: true, _sent, _budget);
        comparison.Add(ofClient.Request, ofServer.Request, SchemaPath.Request);
        if (ofClient.Item is not null && ofServer.Item is not null)
            comparison.Add(ofClient.Item, ofServer.Item, SchemaPath.Item);
        return comparison.Run();
    }

    // A fault that the client does not declare reaches it as a plain exception, so only common ones are judged.
    private string? Returned(SchemaOperation ofClient, SchemaOperation ofServer)
    {
        Comparison comparison = new(rules, isClientWriting: false, _returned, _budget);
        comparison.Add(ofServer.Response, ofClient.Response, SchemaPath.Result);
        Dictionary<string, TypeReference> declared = ofClient.Faults.ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (TypeReference fault in ofServer.Faults)
            if (declared.TryGetValue(fault.Name, out TypeReference? known))
                comparison.Add(fault, known, SchemaPath.Fault(fault.Name));
        return comparison.Run();
    }

    private int IndexAtServer(string contract)
    {
        for (int i = 0; i < server.Contracts.Count; i++)
            if (server.Contracts[i].Name == contract) return i;
        return -1;
    }

    private static SchemaOperation? Find(SchemaContract contract, int ordinal)
    {
        foreach (SchemaOperation operation in contract.Operations)
            if (operation.Ordinal == ordinal) return operation;
        return null;
    }

    private static string KindName(OperationKind kind) => kind switch
    {
        OperationKind.Unary => "unary",
        OperationKind.ServerStream => "a server stream",
        OperationKind.ClientStream => "a client stream",
        _ => "duplex",
    };

    private static string Cut(string reason) =>
        reason.Length > MaxReason ? reason.Substring(0, MaxReason) + "…" : reason;
}
