using RpcStack.Generators.Analyzers;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Types where they are used.</summary>
internal sealed partial class Parser
{
    private TypeSyntax Type() => Nested(TypeBody);

    private TypeSyntax TypeBody()
    {
        Token first = Current;
        if (first.IsEscaped || first.Is("::")) return new NamedSyntax(Scoped());
        if (first.Kind != TokenKind.Word) throw Fail("Expected a type");
        switch (first.Text)
        {
            case "string" or "wstring":
                Take();
                return new StringSyntax(Bound("<"), To(first));
            case "sequence":
                return Sequence();
            case "map":
                return Map();
            case "any" or "Object" or "ValueBase" or "fixed" or "void":
                throw Refuse(first);
        }

        if (Simple() is { } primitive) return new PrimitiveSyntax(primitive, To(first));
        return Keywords.IsReserved(first.Text) ? throw Fail("Expected a type") : new NamedSyntax(Scoped());
    }

    private ParseFailure Refuse(Token type)
    {
        if (type.Text == "void")
        {
            Report(IdlRules.Syntax, type.Place, "Expected a type, found 'void'; only results are void");
            return new();
        }

        Report(IdlRules.Unsupported, type.Place, type.Text, type.Text switch
        {
            "any" => "nothing on the wire names a type; write a union of what it may be",
            "Object" => "name the interface that it has",
            "fixed" => "write a string, or an integer of the smallest unit",
            _ => "there are no value types; write a struct",
        });
        return new();
    }

    private Primitive? Simple()
    {
        Primitive? primitive = Current.Text switch
        {
            "boolean" => Primitive.Boolean,
            "char" => Primitive.Char,
            "wchar" => Primitive.WideChar,
            "octet" or "uint8" => Primitive.UInt8,
            "int8" => Primitive.Int8,
            "short" or "int16" => Primitive.Int16,
            "uint16" => Primitive.UInt16,
            "int32" => Primitive.Int32,
            "uint32" => Primitive.UInt32,
            "int64" => Primitive.Int64,
            "uint64" => Primitive.UInt64,
            "float" => Primitive.Float,
            "double" => Primitive.Double,
            "long" => Long(),
            "unsigned" => Unsigned(),
            _ => null,
        };
        if (primitive is not null) Take();
        return primitive;
    }

    private Primitive Long()
    {
        if (Peek(1).Is("double"))
        {
            Report(IdlRules.Unsupported, Current.Place.To(Peek(1).Place), "long double", "write double");
            throw new ParseFailure();
        }

        if (!Peek(1).Is("long")) return Primitive.Int32;
        Take();
        return Primitive.Int64;
    }

    private Primitive Unsigned()
    {
        Take();
        if (At("short")) return Primitive.UInt16;
        if (!At("long")) throw Fail("Expected 'short' or 'long' after 'unsigned'");
        if (!Peek(1).Is("long")) return Primitive.UInt32;
        Take();
        return Primitive.UInt64;
    }

    // "sequence" "<" type [ "," bound ] ">"
    private SequenceSyntax Sequence()
    {
        Token first = Take();
        Expect("<");
        TypeSyntax element = Type();
        Expression? bound = TryTake(",") ? BoundExpression() : null;
        Expect(">");
        return new(element, bound, To(first));
    }

    // "map" "<" type "," type [ "," bound ] ">"
    private MapSyntax Map()
    {
        Token first = Take();
        Expect("<");
        TypeSyntax key = Type();
        Expect(",");
        TypeSyntax value = Type();
        Expression? bound = TryTake(",") ? BoundExpression() : null;
        Expect(">");
        return new(key, value, bound, To(first));
    }

    private Expression? Bound(string open)
    {
        if (!TryTake(open)) return null;
        Expression bound = BoundExpression();
        Expect(">");
        return bound;
    }

    // { "[" size "]" }
    private EquatableArray<Expression> Dimensions()
    {
        List<Expression> dimensions = [];
        while (At("["))
        {
            if (dimensions.Count >= MaxDepth)
            {
                Report(IdlRules.Depth, Current.Place, $"{MaxDepth}");
                throw new ParseFailure();
            }

            Take();
            dimensions.Add(Expression());
            Expect("]");
        }

        return new(dimensions);
    }

    private SourceSpan To(Token first) => first.Place.To(Previous.Place);
}
