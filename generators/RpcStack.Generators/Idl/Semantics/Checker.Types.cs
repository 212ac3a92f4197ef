using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Syntax;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Types where they are used.</summary>
internal sealed partial class Checker
{
    /// <summary>Finds a type, or gives null where something in it is wrong, and reported.</summary>
    private IdlType? Resolve(TypeSyntax syntax, EquatableArray<Expression> dimensions)
    {
        IdlType? type = Resolve(syntax);
        for (int i = dimensions.Count - 1; i >= 0; i--)
        {
            int? length = Length(dimensions[i], "An array's length");
            type = type is null || length is null ? null : Limit(new ArrayType(type, length.Value), dimensions[i].Place);
        }

        return type;
    }

    private IdlType? Resolve(TypeSyntax syntax)
    {
        switch (syntax)
        {
            case PrimitiveSyntax primitive:
                return new PrimitiveType(primitive.Primitive);
            case StringSyntax text:
                int? most = Bound(text.Bound, out bool isGood);
                return isGood ? new StringType(most) : null;
            case SequenceSyntax sequence:
                IdlType? element = Resolve(sequence.Element);
                most = Bound(sequence.Bound, out isGood);
                return isGood && element is not null ? Limit(new SequenceType(element, most), syntax.Place) : null;
            case MapSyntax map:
                IdlType? key = Key(map.Key);
                IdlType? value = Resolve(map.Value);
                most = Bound(map.Bound, out isGood);
                return isGood && key is not null && value is not null
                    ? Limit(new MapType(key, value, most), syntax.Place)
                    : null;
            default:
                return Declared(((NamedSyntax)syntax).Name);
        }
    }

    private IdlType? Declared(ScopedName name)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case TypedefSymbol typedef:
                return typedef.Type;
            case StructSymbol { IsException: true }:
                Report(IdlRules.Kind, name.Place, name.ToString(), "an exception", "a type; exceptions are only raised");
                return null;
            case { } symbol when symbol is StructSymbol or UnionSymbol or EnumSymbol or InterfaceSymbol:
                return new DeclaredType(symbol);
            case { } other:
                Report(IdlRules.Kind, name.Place, name.ToString(), other.Kind, "a type");
                return null;
        }
    }

    private IdlType? Key(TypeSyntax syntax)
    {
        IdlType? key = Resolve(syntax);
        if (key is null or StringType or DeclaredType { Symbol: EnumSymbol }) return key;
        if (key is PrimitiveType { Primitive: not (Primitive.Float or Primitive.Double) }) return key;
        Report(IdlRules.Kind, syntax.Place, "The key of the map", "of another type", "an integer, a character, a boolean, a string or an enum");
        return null;
    }

    // Typedefs of typedefs may nest deeper than any one of them is written.
    private IdlType? Limit(IdlType type, SourceSpan place)
    {
        if (type.Depth <= MaxDepth) return type;
        Report(IdlRules.Depth, place, $"{MaxDepth}");
        return null;
    }

    private int? Bound(Expression? bound, out bool isGood)
    {
        int? value = bound is null ? null : Length(bound, "A bound");
        isGood = bound is null || value is not null;
        return value;
    }

    // A value that is not complete yet would hold itself, which only a sequence, a map or an optional member ends.
    private bool IsComplete(IdlType type, SourceSpan place)
    {
        while (type is ArrayType array) type = array.Element;
        if (type is not DeclaredType { Symbol: StructSymbol or UnionSymbol } declared || IsDefined(declared.Symbol)) return true;
        Report(
            IdlRules.Incomplete, place, declared.Symbol.Name.Text,
            "it is not complete here, so a value would hold itself; a sequence of it, or an @optional one, may stand here");
        return false;
    }
}
