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

    public List<OperationVerdict> Judge()
    {
        List<OperationVerdict> verdicts = [];
        for (int i = 0; i < client.Contracts.Count; i++)
        {
            SchemaContract contract = client.Contracts[i];
            int index = IndexAtServer(contract.Name);
            foreach (SchemaOperation operation in contract.Operations)
                verdicts.Add(Judge(contract, i, operation, index));
        }

        return verdicts;
    }

    private OperationVerdict Judge(SchemaContract contract, int index, SchemaOperation operation, int serverIndex)
    {
        string name = SchemaName.Quote(contract.Name) + "." + SchemaName.Quote(operation.Name);
        Finding? finding = serverIndex < 0
            ? Finding.Because("not offered by the server")
            : Judge(operation, Find(server.Contracts[serverIndex], operation.Ordinal));
        OperationCompatibility compatibility = new(name, index, operation.Ordinal)
        {
            ServerContractIndex = serverIndex,
            Reason = finding is null ? null : Cut(name + ": " + finding.Reason),
        };
        return new(contract, operation, compatibility, finding);
    }

    private Finding? Judge(SchemaOperation ofClient, SchemaOperation? ofServer) => ofServer is null
        ? Finding.Because("not offered by the server")
        : Name(ofClient, ofServer) ?? Kind(ofClient, ofServer) ?? Answer(ofClient, ofServer)
            ?? Sent(ofClient, ofServer) ?? Returned(ofClient, ofServer);

    // An ordinal under another name is another operation: one was removed, or they were reordered.
    private static Finding? Name(SchemaOperation ofClient, SchemaOperation ofServer) => ofClient.Name == ofServer.Name
        ? null
        : Finding.Because(string.Format(
            CultureInfo.InvariantCulture,
            "not offered by the server, whose operation {0} is {1}",
            ofServer.Ordinal,
            SchemaName.Quote(ofServer.Name)));

    private static Finding? Kind(SchemaOperation ofClient, SchemaOperation ofServer) => ofClient.Kind == ofServer.Kind
        ? null
        : Finding.Because("changed from " + KindName(ofClient.Kind) + " to " + KindName(ofServer.Kind));

    // Whether a call may be repeated is the caller's affair; whether it is answered is both sides'.
    private static Finding? Answer(SchemaOperation ofClient, SchemaOperation ofServer) =>
        (ofClient.Semantics == OperationSemantics.Oneway, ofServer.Semantics == OperationSemantics.Oneway) switch
        {
            (true, false) => Finding.Because("changed from oneway to answered"),
            (false, true) => Finding.Because("changed from answered to oneway"),
            _ => null,
        };

    private Finding? Sent(SchemaOperation ofClient, SchemaOperation ofServer)
    {
        Comparison comparison = new(rules, isClientWriting: true, _sent, _budget);
        comparison.Add(ofClient.Request, ofServer.Request, SchemaPath.Request);
        if (ofClient.Item is not null && ofServer.Item is not null)
            comparison.Add(ofClient.Item, ofServer.Item, SchemaPath.Item);
        return comparison.Run();
    }

    // A fault that the client does not declare reaches it as a plain exception, so only common ones are judged.
    private Finding? Returned(SchemaOperation ofClient, SchemaOperation ofServer)
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
