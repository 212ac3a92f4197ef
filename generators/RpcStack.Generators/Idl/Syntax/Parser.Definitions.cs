using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Definitions, and what stands around them.</summary>
internal sealed partial class Parser
{
    private static readonly Dictionary<string, string> Unsupported = new()
    {
        ["abstract"] = "there are no values of classes here; write the interface or the struct alone",
        ["bitmask"] = "write an unsigned integer and constants",
        ["bitset"] = "write an unsigned integer and constants",
        ["component"] = "it belongs to CORBA components",
        ["connector"] = "it belongs to CORBA components",
        ["custom"] = "there are no value types; write a struct",
        ["eventtype"] = "it belongs to CORBA components",
        ["home"] = "it belongs to CORBA components",
        ["import"] = "write #include",
        ["local"] = "an interface that nobody calls from elsewhere needs no contract",
        ["native"] = "what is not described cannot travel",
        ["porttype"] = "it belongs to CORBA components",
        ["typeid"] = "there are no repository ids",
        ["typeprefix"] = "there are no repository ids",
        ["valuetype"] = "write a struct",
    };

    private bool IsUnsupported => !Current.IsEscaped && Unsupported.ContainsKey(Current.Text);

    // definition*, until a brace that closes something or the end of the file
    private void Definitions(List<Definition> into)
    {
        while (Current.Kind != TokenKind.End && !At("}")) Safely(() =>
        {
            (string doc, EquatableArray<AnnotationSyntax> annotations) = Heading();
            Definition(into, doc, annotations);
        });
    }

    // A declaration that fails is passed over, and something is always consumed.
    private void Safely(Action parse)
    {
        int start = _at;
        try
        {
            parse();
        }
        catch (ParseFailure)
        {
            Recover();
            if (_at == start && !At("}")) Take();
        }
    }

    private void Definition(List<Definition> into, string doc, EquatableArray<AnnotationSyntax> annotations)
    {
        if (IsUnsupported)
        {
            Report(IdlRules.Unsupported, Current.Place, Current.Text, Unsupported[Current.Text]);
            Take();
            throw new ParseFailure();
        }

        IEnumerable<Definition> definitions = Current.Text switch
        {
            _ when Current.IsEscaped => throw Fail("Expected a definition"),
            "module" => [Module()],
            "interface" => [Interface()],
            "struct" => [Struct()],
            "union" => [Union()],
            "enum" => [Enum()],
            "exception" => [Exception()],
            "typedef" => Typedef(),
            "const" => [Const()],
            _ => throw Fail("Expected a definition"),
        };
        End(into, definitions, doc, annotations);
    }

    // What is declared counts even where its semicolon is missing.
    private void End(
        List<Definition> into,
        IEnumerable<Definition> definitions,
        string doc,
        EquatableArray<AnnotationSyntax> annotations)
    {
        List<Definition> all = [.. definitions];
        int count = into.Count;
        into.AddRange(all);
        ExpectEnd();
        string text = doc.Length > 0 ? doc : Previous.Trailing;
        for (int i = 0; i < all.Count; i++) into[count + i] = all[i] with { Doc = text, Annotations = annotations };
    }

    // annotation_appl*, with the comment above them
    private (string Doc, EquatableArray<AnnotationSyntax> Annotations) Heading()
    {
        string doc = Current.Doc;
        EquatableArray<AnnotationSyntax> annotations = Annotations();
        return (doc.Length > 0 ? doc : Current.Doc, annotations);
    }

    private EquatableArray<AnnotationSyntax> Annotations()
    {
        List<AnnotationSyntax> annotations = [];
        while (At("@"))
        {
            Token at = Take();
            if (At("annotation"))
            {
                Report(IdlRules.Unsupported, at.Place.To(Current.Place), "@annotation", "annotations are not declared");
                throw new ParseFailure();
            }

            annotations.Add(Annotation(at));
        }

        return new(annotations);
    }

    // "@" scoped_name [ "(" annotation_appl_params ")" ]
    private AnnotationSyntax Annotation(Token at)
    {
        // Many annotations are called as keywords are: @default.
        Token name = Current.Kind == TokenKind.Word ? Take() : throw Fail("Expected the annotation's name");
        string text = name.Text;
        while (At("::"))
        {
            Take();
            name = Current.Kind == TokenKind.Word ? Take() : throw Fail("Expected a name");
            text += "::" + name.Text;
        }

        List<AnnotationArgument> arguments = [];
        if (TryTake("("))
        {
            if (!At(")")) arguments = List(Argument);
            Expect(")");
        }

        return new(text, at.Place.To(name.Place), new(arguments));
    }

    private AnnotationArgument Argument()
    {
        if (Current.Kind != TokenKind.Word || !Peek(1).Is("=")) return new(null, Expression());
        string name = Take().Text;
        Take();
        return new(name, Expression());
    }

    private ModuleSyntax Module()
    {
        Take();
        Identifier name = Name();
        List<Definition> members = [];
        Nested(() =>
        {
            Expect("{");
            Definitions(members);
            return true;
        });
        Close("module", name);
        return new(name, new(members));
    }

    // A file that ends too early has still said what it said.
    private void Close(string keyword, Identifier name)
    {
        if (TryTake("}") || _isUnclosed) return;
        _isUnclosed = true;
        Report(IdlRules.Syntax, Previous.Place, $"The '{{' of {keyword} '{name.Text}' is never closed");
    }

    private List<TypedefSyntax> Typedef()
    {
        Take();
        RefuseInline("typedef");
        TypeSyntax type = Type();
        return List(() => new TypedefSyntax(Name(), type, Dimensions()));
    }

    private ConstSyntax Const()
    {
        Take();
        TypeSyntax type = Type();
        Identifier name = Name();
        Expect("=");
        return new(name, type, Expression());
    }

    private Identifier Name()
    {
        if (Current.Kind != TokenKind.Word) throw Fail("Expected a name");
        Token name = Take();
        if (!name.IsEscaped && Keywords.IsReserved(name.Text))
            Report(IdlRules.Taken, name.Place, name.Text, $"it is a keyword; as a name it is written '_{name.Text}'");
        return new(name.Text, name.Place);
    }

    // scoped_name
    private ScopedName Scoped()
    {
        bool isAbsolute = TryTake("::");
        List<Identifier> parts = [];
        do
        {
            if (Current.Kind != TokenKind.Word) throw Fail("Expected a name");
            Token part = Take();
            parts.Add(new(part.Text, part.Place));
        }
        while (TryTake("::"));
        return new(new(parts), isAbsolute);
    }
}
