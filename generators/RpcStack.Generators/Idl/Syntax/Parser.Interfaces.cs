using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Interfaces and what they offer.</summary>
internal sealed partial class Parser
{
    // "interface" identifier [ ":" scoped_name { "," scoped_name } ] "{" export* "}"
    private Definition Interface()
    {
        Take();
        Identifier name = Name();
        if (At(";")) return new ForwardSyntax(name, "interface");
        List<ScopedName> bases = TryTake(":") ? List(Scoped) : [];
        List<Definition> members = [];
        Expect("{");
        while (Current.Kind != TokenKind.End && !At("}")) Safely(() => Export(members));
        Close("interface", name);
        return new InterfaceSyntax(name, new(bases), new(members));
    }

    private void Export(List<Definition> into)
    {
        (string doc, EquatableArray<AnnotationSyntax> annotations) = Heading();
        if (Keywords.BeginsType(Current) || IsUnsupported) Definition(into, doc, annotations);
        else if (At("readonly") || At("attribute")) End(into, Attributes(), doc, annotations);
        else End(into, [Operation()], doc, annotations);
    }

    // [ "oneway" ] op_type identifier "(" … ")" [ "raises" … ]
    private OperationSyntax Operation()
    {
        bool isOneway = TryTake("oneway");
        TypeSyntax? result = TryTake("void") ? null : Type();
        Identifier name = Name();
        Expect("(");
        List<ParameterSyntax> parameters = At(")") ? [] : List(Parameter);
        Expect(")");
        EquatableArray<ScopedName> raises = Raises("raises");
        if (At("context"))
        {
            Report(IdlRules.Unsupported, Current.Place, "context", "there is no context; metadata travels with every call");
            throw new ParseFailure();
        }

        return new(name, isOneway, result, new(parameters), raises);
    }

    private ParameterSyntax Parameter()
    {
        (string doc, EquatableArray<AnnotationSyntax> before) = Heading();
        Direction direction = Current.Text switch
        {
            "in" => Direction.In,
            "out" => Direction.Out,
            "inout" => Direction.InOut,
            _ => throw Fail("Expected 'in', 'out' or 'inout'"),
        };
        Take();
        EquatableArray<AnnotationSyntax> after = Annotations();
        TypeSyntax type = Type();
        return new(Name(), direction, type) { Doc = doc, Annotations = new(before.Concat(after)) };
    }

    // [ "readonly" ] "attribute" type identifier { "," identifier } [ "raises" … | "getraises" … "setraises" … ]
    private List<AttributeSyntax> Attributes()
    {
        bool isReadOnly = TryTake("readonly");
        Expect("attribute");
        TypeSyntax type = Type();
        List<Identifier> names = List(Name);
        EquatableArray<ScopedName> get = Raises(isReadOnly ? "raises" : "getraises");
        EquatableArray<ScopedName> set = isReadOnly ? default : Raises("setraises");
        return [.. names.Select(name => new AttributeSyntax(name, isReadOnly, type, get, set))];
    }

    private EquatableArray<ScopedName> Raises(string keyword)
    {
        if (!TryTake(keyword)) return default;
        Expect("(");
        List<ScopedName> names = List(Scoped);
        Expect(")");
        return new(names);
    }
}
