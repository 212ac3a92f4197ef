namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>Definitions (RFC 4506 §6.3).</summary>
internal sealed partial class XdrParser
{
    // definition = const | typedef | enum | struct | union | program
    private void Definition()
    {
        string doc = Current.Doc;
        switch (Current.Kind == XdrTokenKind.Word ? Current.Text : "")
        {
            case "const": Constant(doc); break;
            case "typedef": Typedef(doc); break;
            case "enum" or "struct" or "union": Compound(doc); break;
            case "program": Program(doc); break;
            default: throw Fail("Expected const, typedef, enum, struct, union or program");
        }
    }

    // "const" identifier "=" value ";"; rpcgen takes text too.
    private void Constant(string doc)
    {
        Take();
        XdrName name = Name("the constant's name", doc);
        Expect("=");
        if (Current.Kind == XdrTokenKind.Text)
        {
            string text = Take().Text;
            ExpectEnd();
            _definitions.Add(new TextSyntax(name with { Doc = Described(doc, Previous.Trailing) }, text));
            return;
        }

        ValueSyntax value = Value();
        ExpectEnd();
        _definitions.Add(new ConstSyntax(name with { Doc = Described(doc, Previous.Trailing) }, value));
    }

    // "typedef" declaration ";"; a body in it defines the name itself.
    private void Typedef(string doc)
    {
        Take();
        if (IsBody() && BodyName() is { } own)
        {
            string keyword = Take().Text;
            Body(keyword, own with { Doc = doc });
            if (!At(";")) Take();
            ExpectEnd();
            return;
        }

        DeclarationSyntax declaration = Declaration("", "the type's name");
        ExpectEnd();
        // In C a struct needs that to be called by its name; here it has the name already.
        if (declaration is { Form: DeclarationForm.Plain, Type.Tag.Length: > 0 }
            && declaration.Type.Name == declaration.Name.Text) return;
        _definitions.Add(new TypedefSyntax(declaration.Name with { Doc = Described(doc, declaration.Name.Doc) }, declaration));
    }

    // Where a body and a bare name is all there is, the name is the body's: typedef struct { … } name;
    private XdrName? BodyName()
    {
        int at = _at;
        int open = 0;
        do
        {
            if (_tokens[at].Is("{")) open++;
            else if (_tokens[at].Is("}") && --open == 0) break;
        }
        while (++at < _tokens.Count - 1);
        if (at + 2 >= _tokens.Count || _tokens[at + 1].Kind != XdrTokenKind.Word || !_tokens[at + 2].Is(";")) return null;
        XdrToken name = _tokens[at + 1];
        return XdrKeywords.IsReserved(name.Text) ? null : new(name.Text, name.Place);
    }

    // ("enum" | "struct" | "union") identifier body ";"
    private void Compound(string doc)
    {
        string keyword = Take().Text;
        Body(keyword, Name("the type's name", doc) with { Doc = doc });
        ExpectEnd();
    }

    private void Body(string keyword, XdrName name)
    {
        Deepen();
        switch (keyword)
        {
            case "enum": _definitions.Add(new EnumSyntax(name, new(EnumMembers()))); break;
            case "struct": _definitions.Add(new StructSyntax(name, new(Braces(() => Field(name.Text))))); break;
            default: Union(name); break;
        }

        _depth--;
    }

    // "{" identifier [ "=" value ] { "," … } "}"
    private List<EnumMemberSyntax> EnumMembers()
    {
        List<EnumMemberSyntax> members = [];
        Open();
        while (!At("}"))
        {
            XdrName name = Name("a name for a number");
            ValueSyntax? value = TryTake("=") ? Value() : null;
            XdrToken last = Previous;
            bool goesOn = TryTake(",");
            string trailing = goesOn && Previous.Trailing.Length > 0 ? Previous.Trailing : last.Trailing;
            members.Add(new(name with { Doc = Described(name.Doc, trailing) }, value));
            if (!goesOn && !At("}")) throw Fail("Expected ',' or '}'");
        }

        Take();
        return members;
    }

    private DeclarationSyntax? Field(string outer)
    {
        string doc = Current.Doc;
        DeclarationSyntax declaration = Declaration(outer, "the field's name");
        ExpectEnd();
        return declaration with { Name = declaration.Name with { Doc = Described(doc, Previous.Trailing) } };
    }

    // "switch" "(" declaration ")" "{" arm { arm } "}"
    private void Union(XdrName name)
    {
        Expect("switch");
        Expect("(");
        DeclarationSyntax discriminant = Declaration(name.Text, "the discriminant's name");
        Expect(")");
        _definitions.Add(new UnionSyntax(name, discriminant, new(Braces(() => Arm(name.Text)))));
    }

    // { "case" value ":" } declaration ";" | "default" ":" declaration ";"
    private ArmSyntax? Arm(string outer)
    {
        XdrToken first = Current;
        List<ValueSyntax> labels = [];
        if (TryTake("default"))
        {
            Expect(":");
        }
        else
        {
            if (!At("case")) throw Fail("Expected case or default");
            while (TryTake("case"))
            {
                labels.Add(Value());
                Expect(":");
            }
        }

        DeclarationSyntax? declaration = null;
        if (!TryTake("void")) declaration = Declaration(outer, "the arm's name");
        ExpectEnd();
        return new(new(labels), declaration, first.Place.To(Previous.Place), Described(first.Doc, Previous.Trailing));
    }

    private static string Described(string above, string behind) => above.Length > 0 ? above : behind;
}
