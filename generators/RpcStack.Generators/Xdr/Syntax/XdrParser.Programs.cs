namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>Programs (RFC 5531 §12.1).</summary>
internal sealed partial class XdrParser
{
    // "program" identifier "{" version { version } "}" "=" value ";"
    private void Program(string doc)
    {
        Take();
        XdrName name = Name("the program's name") with { Doc = doc };
        List<VersionSyntax> versions = Braces(Version);
        ValueSyntax number = Number();
        ExpectEnd();
        _definitions.Add(new ProgramSyntax(name, new(versions), number));
    }

    private ValueSyntax Number()
    {
        if (_isUnclosed) return new("0", 0, Previous.Place);
        Expect("=");
        return Value();
    }

    // "version" identifier "{" procedure { procedure } "}" "=" value ";"
    private VersionSyntax? Version()
    {
        string doc = Current.Doc;
        Expect("version");
        XdrName name = Name("the version's name") with { Doc = doc };
        List<ProcedureSyntax> procedures = Braces(Procedure);
        ValueSyntax number = Number();
        ExpectEnd();
        return new(name, new(procedures), number);
    }

    // result identifier "(" argument { "," argument } ")" "=" value ";"
    private ProcedureSyntax? Procedure()
    {
        string doc = Current.Doc;
        DeclarationSyntax? result = TryTake("void") ? null : Result();
        XdrName name = Name("the procedure's name") with { Doc = doc };
        Expect("(");
        List<DeclarationSyntax> arguments = [];
        if (At("void") && Peek(1).Is(")")) Take();
        else if (!At(")"))
            do arguments.Add(Argument());
            while (TryTake(","));
        Expect(")");
        Expect("=");
        ValueSyntax number = Value();
        ExpectEnd();
        return new(name with { Doc = Described(doc, Previous.Trailing) }, result, new(arguments), number);
    }

    private DeclarationSyntax Result()
    {
        XdrTypeSyntax type = Type("", "the result");
        bool isOptional = TryTake("*");
        XdrName none = new("", type.Place);
        if (At("<")) return Sized(type, isOptional, none);
        return new(type, isOptional ? DeclarationForm.Optional : Alone(type), null, none);
    }

    // type [ "*" ] [ identifier ] [ size ]: rpcgen takes a whole declaration, or a type alone.
    private DeclarationSyntax Argument()
    {
        XdrTypeSyntax type = Type("", "an argument");
        bool isOptional = TryTake("*");
        bool isNamed = Current.Kind == XdrTokenKind.Word && !XdrKeywords.IsReserved(Current.Text);
        XdrName name = isNamed ? Name("the argument's name") : new("", type.Place);
        if (At("<") || At("[")) return Sized(type, isOptional, name);
        return new(type, isOptional ? DeclarationForm.Optional : Alone(type), null, name);
    }

    // Alone, string and opaque are of any length.
    private static DeclarationForm Alone(XdrTypeSyntax type) =>
        type.IsText ? DeclarationForm.Variable : DeclarationForm.Plain;
}
