using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>What type declarations have.</summary>
internal sealed partial class XdrScope
{
    /// <summary>How deep typedefs nest; far less than the stack holds.</summary>
    private const int MaxDepth = 64;

    // Octets of netobj and of des_block, which the headers of every RPC library have.
    private const int MaxNetObject = 1024;
    private const int DesBlock = 8;

    private static readonly Dictionary<string, string> Scalars = new(StringComparer.Ordinal)
    {
        ["bool"] = "bool",
        ["bool_t"] = "bool",
        ["float"] = "float",
        ["double"] = "double",
        ["int"] = "int",
        ["unsigned int"] = "uint",
        ["hyper"] = "long",
        ["unsigned hyper"] = "ulong",
        ["char"] = "sbyte",
        ["unsigned char"] = "byte",
        ["short"] = "short",
        ["unsigned short"] = "ushort",
        // In XDR a long of C has 32 bits, whatever it has in memory.
        ["long"] = "int",
        ["unsigned long"] = "uint",
        ["enum_t"] = "int",
        ["u_char"] = "byte",
        ["u_short"] = "ushort",
        ["u_int"] = "uint",
        ["u_long"] = "uint",
        ["int8_t"] = "sbyte",
        ["int16_t"] = "short",
        ["int32_t"] = "int",
        ["int64_t"] = "long",
        ["uint8_t"] = "byte",
        ["uint16_t"] = "ushort",
        ["uint32_t"] = "uint",
        ["uint64_t"] = "ulong",
        ["u_int8_t"] = "byte",
        ["u_int16_t"] = "ushort",
        ["u_int32_t"] = "uint",
        ["u_int64_t"] = "ulong",
        ["quad_t"] = "long",
        ["u_quad_t"] = "ulong",
        ["longlong_t"] = "long",
        ["u_longlong_t"] = "ulong",
    };

    private readonly Dictionary<XdrSymbol, XdrType?> _typedefs = [];
    private int _depth;
    private bool _isSilent;

    /// <summary>The type, or null where it is wrong; what is wrong is reported once.</summary>
    public XdrType? Resolve(DeclarationSyntax declaration)
    {
        if (declaration.Type.IsText) return Text(declaration);
        if (declaration.Type.IsOpaque) return Opaque(declaration);
        if (Named(declaration.Type) is not { } type) return null;
        return declaration.Form switch
        {
            DeclarationForm.Plain => type,
            DeclarationForm.Optional => Optional(type, declaration),
            _ => Limit(declaration) is { IsRight: true } limit
                ? new ListXdrType(type, limit.Number, declaration.Form == DeclarationForm.Fixed)
                : null,
        };
    }

    /// <summary>The same where everything has been said.</summary>
    public XdrType? ResolveSilently(DeclarationSyntax declaration)
    {
        bool outer = _isSilent;
        _isSilent = true;
        XdrType? type = Resolve(declaration);
        _isSilent = outer;
        return type;
    }

    /// <summary>What a typedef stands for, or null where it is wrong.</summary>
    public XdrType? Resolve(XdrSymbol symbol)
    {
        if (_typedefs.TryGetValue(symbol, out XdrType? known)) return known;
        var typedef = (TypedefSyntax)symbol.Definition;
        // Met again before it is known, it has no type; the loop is reported where it begins.
        _typedefs[symbol] = null;
        if (_depth >= MaxDepth) return Fail(XdrRules.Depth, typedef.Name.Place, $"{MaxDepth}");
        bool outer = _isSilent;
        _isSilent |= !symbol.IsOwn;
        _depth++;
        XdrType? type = Resolve(typedef.Declaration);
        _depth--;
        _isSilent = outer;
        if (type is null && IsLoop(symbol)) Fail(XdrRules.Type, typedef.Name.Place, typedef.Name.Text, "it stands for itself");
        return _typedefs[symbol] = type;
    }

    private bool IsLoop(XdrSymbol symbol)
    {
        HashSet<XdrSymbol> seen = [];
        for (XdrSymbol? at = symbol; at?.Definition is TypedefSyntax typedef && seen.Add(at);)
        {
            at = Find(typedef.Declaration.Type.Name);
            if (at == symbol) return true;
        }

        return false;
    }

    private XdrType? Named(XdrTypeSyntax type)
    {
        if (type.Name is "quadruple")
            return Fail(XdrRules.Unsupported, type.Place, type.Name, "C# has no binary floating-point number of 128 bits");
        XdrSymbol? symbol = Find(type.Name);
        if (type.Tag.Length > 0) return Tagged(type, symbol);
        return symbol?.Definition switch
        {
            TypedefSyntax => Resolve(symbol),
            EnumSyntax or StructSyntax or UnionSyntax => new DeclaredXdrType(symbol),
            null when Scalars.TryGetValue(type.Name, out string scalar) => new ScalarXdrType(scalar),
            null when type.Name == "netobj" => new OpaqueXdrType(MaxNetObject, false),
            null when type.Name == "des_block" => new OpaqueXdrType(DesBlock, true),
            null => Fail(XdrRules.Undeclared, type.Place, XdrScanner.Show(type.Name)),
            _ => Fail(XdrRules.Kind, type.Place, XdrScanner.Show(type.Name), symbol.Kind, "a type"),
        };
    }

    private XdrType? Tagged(XdrTypeSyntax type, XdrSymbol? symbol) => (symbol?.Definition, type.Tag) switch
    {
        (StructSyntax, "struct") or (EnumSyntax, "enum") or (UnionSyntax, "union") => new DeclaredXdrType(symbol!),
        (null, _) => Fail(XdrRules.Undeclared, type.Place, XdrScanner.Show(type.Name)),
        _ => Fail(XdrRules.Kind, type.Place, XdrScanner.Show(type.Name), symbol!.Kind, $"a {type.Tag}"),
    };

    private XdrType? Text(DeclarationSyntax declaration)
    {
        if (declaration.Form != DeclarationForm.Variable)
            return Fail(XdrRules.Type, declaration.Type.Place, "string", "a limit stands behind the name: <255>, or <>");
        return Limit(declaration) is { IsRight: true } limit ? new TextXdrType(limit.Number) : null;
    }

    private XdrType? Opaque(DeclarationSyntax declaration)
    {
        if (declaration.Form is DeclarationForm.Plain or DeclarationForm.Optional)
            return Fail(XdrRules.Type, declaration.Type.Place, "opaque", "a number stands behind the name: [16], <255>, or <>");
        return Limit(declaration) is { IsRight: true } limit
            ? new OpaqueXdrType(limit.Number, declaration.Form == DeclarationForm.Fixed)
            : null;
    }

    private XdrType? Optional(XdrType type, DeclarationSyntax declaration) => type is OptionalXdrType
        ? Fail(
            XdrRules.Type, declaration.Type.Place, declaration.Type.Name,
            "it may be none already, and C# has nothing for none of none; a struct around it has the same bytes")
        : new OptionalXdrType(type);

    // What is beyond 31 bits is no limit to anything in .NET.
    private (bool IsRight, int? Number) Limit(DeclarationSyntax declaration)
    {
        if (declaration.Size is not { } size) return (true, null);
        if (CheckedValue(size) is not { } number) return (false, null);
        bool isFixed = declaration.Form == DeclarationForm.Fixed;
        if (number >= 0 && number <= (isFixed ? int.MaxValue : uint.MaxValue))
            return (true, number <= int.MaxValue ? (int)number : null);
        Fail(XdrRules.Constant, size.Place, size.Text, $"a length is from 0 to {(isFixed ? int.MaxValue : uint.MaxValue)}");
        return (false, null);
    }

    /// <summary>What a value means, reported where it means nothing.</summary>
    public decimal? CheckedValue(ValueSyntax value)
    {
        if (Evaluate(value) is { } number) return number;
        if (HasConstant(value.Text))
            Fail(XdrRules.Constant, value.Place, XdrScanner.Show(value.Text), "its value is not known");
        else if (Find(value.Text) is { } symbol)
            Fail(XdrRules.Kind, value.Place, XdrScanner.Show(value.Text), symbol.Kind, "a number");
        else
            Fail(XdrRules.Undeclared, value.Place, XdrScanner.Show(value.Text));
        return null;
    }

    private XdrType? Fail(DiagnosticDescriptor rule, SourceSpan place, params string[] arguments)
    {
        if (!_isSilent) _mistakes.Add(new(rule, place, arguments));
        return null;
    }
}
