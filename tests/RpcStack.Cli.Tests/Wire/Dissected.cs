using RpcStack.Cli.Wire.Contracts;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Cli.Wire.Flows;

namespace RpcStack.Cli.Tests.Wire;

/// <summary>What dissection makes of records, with the tool's own contracts.</summary>
internal static class Dissected
{
    public static ContractCatalogue Catalogue => new(
        RpcStack.Cli.Calling.Contracts.All.Append(Of<OncPeer.IInteropProgV3>()).Select(KnownContract.Of));

    public static IReadOnlyList<Message> Read(IEnumerable<FlowEvent> events, string? protocol = null) =>
        FlowDissector.Read(events, new ProtocolChoice(Catalogue, protocol));

    /// <summary>Fails unless every octet of every message has exactly one meaning, inflated ones too.</summary>
    public static void MustCover(IEnumerable<Message> messages)
    {
        foreach (Message message in messages) MustCover(message.Root, message.Bytes.Length);
    }

    /// <summary>What is wrong with messages.</summary>
    public static IEnumerable<string> Problems(IEnumerable<Message> messages) =>
        messages.SelectMany(message => All(message.Root).Where(field => field.Problem is not null)
            .Select(field => $"{message.Protocol} {message.Summary}: {field}: {field.Problem}"));

    /// <summary>A field and all of its parts.</summary>
    public static IEnumerable<Field> All(Field field) => field.Parts.SelectMany(All).Prepend(field);

    private static ContractDescriptor Of<T>() where T : class, IContract<T> => T.Descriptor;

    private static void MustCover(Field root, int length)
    {
        int at = 0;
        foreach (Field leaf in root.Leaves())
        {
            Assert.Equal(at, leaf.Offset);
            at += leaf.Length;
        }

        Assert.Equal(length, at);
        foreach (Field field in All(root).Where(field => field.Inflated is not null))
        {
            var inner = new Field("inflated", "", 0);
            foreach (Field part in field.Parts) inner.Add(part);
            if (field.Parts.Count > 0) MustCover(inner, field.Inflated!.Value.Length);
        }
    }
}
