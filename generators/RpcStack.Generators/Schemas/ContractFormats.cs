using Microsoft.CodeAnalysis;
using RpcStack.Generators.CSharp;

namespace RpcStack.Generators.Schemas;

/// <summary>The wire formats that a contract says it is meant for.</summary>
internal static class ContractFormats
{
    private const int MessagePack = 1;
    private const int Xdr = 2;
    private const int Protobuf = 4;

    /// <summary>The rules of evolution that it is held to: MessagePack's where it says nothing, since protobuf's include them.</summary>
    public static IEnumerable<EvolutionRules> Rules(INamedTypeSymbol contract, KnownSymbols known)
    {
        int stated = Stated(contract, known);
        if (stated == 0 || (stated & MessagePack) != 0) yield return EvolutionRules.MessagePack;
        if ((stated & Xdr) != 0) yield return EvolutionRules.Xdr;
        if ((stated & Protobuf) != 0) yield return EvolutionRules.Protobuf;
    }

    /// <summary>Whether it says that protobuf is one; null where it says nothing.</summary>
    public static bool? IsProtobuf(INamedTypeSymbol contract, KnownSymbols known) =>
        Stated(contract, known) is var stated && stated == 0 ? null : (stated & Protobuf) != 0;

    // ONC RPC has one format.
    private static int Stated(INamedTypeSymbol contract, KnownSymbols known)
    {
        int formats = contract.Find(known.ContractAttribute)?.Named("Formats") is int stated ? stated : 0;
        return contract.Has(known.OncProgramAttribute) ? formats | Xdr : formats;
    }
}
