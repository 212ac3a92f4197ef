using RpcStack.Generators.FrontEnds;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>A token of the ONC RPC language.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text.</param>
/// <param name="Place">Where it stands; of what a macro brings, where the macro is used.</param>
internal sealed record XdrToken(XdrTokenKind Kind, string Text, SourceSpan Place)
{
    /// <summary>What a number means.</summary>
    public decimal Value { get; init; }

    /// <summary>The comment right above it.</summary>
    public string Doc { get; init; } = "";

    /// <summary>The comment behind it on its line.</summary>
    public string Trailing { get; set; } = "";

    public bool Is(string text) => Kind is XdrTokenKind.Word or XdrTokenKind.Sign && Text == text;
}
