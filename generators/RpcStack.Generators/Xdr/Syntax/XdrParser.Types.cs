using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>Types and declarations (RFC 4506 §6.3).</summary>
internal sealed partial class XdrParser
{
    private static readonly HashSet<string> Integers = ["int", "char", "short", "long", "hyper"];

    // declaration = type identifier | type identifier "[" value "]" | type identifier "<" [ value ] ">" | type "*" identifier
    private DeclarationSyntax Declaration(string outer, string what)
    {
        XdrTypeSyntax type = Type(outer, what);
        bool isOptional = TryTake("*");
        XdrName name = Name(what);
        return Sized(type, isOptional, name);
    }

    private DeclarationSyntax Sized(XdrTypeSyntax type, bool isOptional, XdrName name)
    {
        (DeclarationForm form, ValueSyntax? size) = Size();
        if (isOptional && form != DeclarationForm.Plain)
        {
            Report(XdrRules.Type, name.Place, name.Text, "a declaration is optional or an array; a typedef makes it both");
            throw new ParseFailure();
        }

        return new(type, isOptional ? DeclarationForm.Optional : form, size, name);
    }

    private (DeclarationForm Form, ValueSyntax? Size) Size()
    {
        if (TryTake("["))
        {
            ValueSyntax count = Value();
            Expect("]");
            return (DeclarationForm.Fixed, count);
        }

        if (!TryTake("<")) return (DeclarationForm.Plain, null);
        ValueSyntax? limit = At(">") ? null : Value();
        Expect(">");
        return (DeclarationForm.Variable, limit);
    }

    private XdrTypeSyntax Type(string outer, string what)
    {
        XdrToken first = Current;
        if (first.Kind != XdrTokenKind.Word) throw Fail("Expected a type");
        if (IsBody()) return Inline(outer);
        switch (first.Text)
        {
            case "unsigned": return Unsigned();
            case "struct" or "enum" or "union":
                Take();
                XdrName tagged = Name($"the name of the {first.Text}");
                return new(tagged.Text, first.Text, first.Place.To(tagged.Place));
            case "void": throw Fail($"Expected {what} and its type; void is none");
            case "long" or "short" when Peek(1).Is("int"):
                Take();
                return new(first.Text, "", first.Place.To(Take().Place));
            case "const" or "typedef" or "case" or "default" or "switch" or "program" or "version":
                throw Fail("Expected a type");
            default:
                Take();
                return new(first.Text, "", first.Place);
        }
    }

    private XdrTypeSyntax Unsigned()
    {
        XdrToken first = Take();
        string of = Current.Kind == XdrTokenKind.Word && Integers.Contains(Current.Text) ? Take().Text : "int";
        if (of is "long" or "short") TryTake("int");
        return new("unsigned " + of, "", first.Place.To(Previous.Place));
    }

    private bool IsBody() =>
        (At("struct") || At("enum")) && Peek(1).Is("{") || At("union") && Peek(1).Is("switch");

    // A type without a name is called after what is around it and what is declared of it.
    private XdrTypeSyntax Inline(string outer)
    {
        XdrToken keyword = Take();
        int index = _definitions.Count;
        string text = $"{outer}_{keyword.Text}_{index + 1}".TrimStart('_');
        Body(keyword.Text, new(text, keyword.Place));
        XdrDefinition body = _definitions[_definitions.Count - 1];
        if (_definitions.Count == index || Current.Kind != XdrTokenKind.Word) return new(text, "", keyword.Place);
        // The name is not there yet, but it comes next.
        string named = outer.Length == 0 ? Current.Text : $"{outer}_{Current.Text}";
        _definitions[_definitions.Count - 1] = body with { Name = body.Name with { Text = named } };
        return new(named, "", keyword.Place);
    }
}
