using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Idl.Syntax;

/// <summary>Structs, exceptions, enums and unions.</summary>
internal sealed partial class Parser
{
    private Definition Struct()
    {
        Take();
        Identifier name = Name();
        if (At(";")) return new ForwardSyntax(name, "struct");
        ScopedName? other = TryTake(":") ? Scoped() : null;
        return new StructSyntax(name, other, Members("struct", name));
    }

    private ExceptionSyntax Exception()
    {
        Take();
        Identifier name = Name();
        return new(name, Members("exception", name));
    }

    private EquatableArray<MemberSyntax> Members(string keyword, Identifier name)
    {
        List<Definition> members = [];
        Expect("{");
        while (Current.Kind != TokenKind.End && !At("}")) Safely(() => Member(members));
        Close(keyword, name);
        return new(members.Cast<MemberSyntax>());
    }

    // type_spec declarator { "," declarator } ";"
    private void Member(List<Definition> into)
    {
        (string doc, EquatableArray<AnnotationSyntax> annotations) = Heading();
        RefuseInline("member");
        TypeSyntax type = Type();
        End(into, List(() => new MemberSyntax(Name(), type, Dimensions())), doc, annotations);
    }

    private void RefuseInline(string place)
    {
        if (!(At("struct") || At("union") || At("enum"))) return;
        Report(IdlRules.Unsupported, Current.Place, $"{Current.Text} in a {place}", "declare it before, and name it here");
        throw new ParseFailure();
    }

    private EnumSyntax Enum()
    {
        Take();
        Identifier name = Name();
        List<EnumeratorSyntax> enumerators = [];
        Expect("{");
        do
        {
            if (At("}") && enumerators.Count > 0)
            {
                Report(IdlRules.Syntax, Previous.Place, "Expected a name after ','");
                break;
            }

            (string doc, EquatableArray<AnnotationSyntax> annotations) = Heading();
            var enumerator = new EnumeratorSyntax(Name()) { Annotations = annotations };
            if (doc.Length == 0) doc = At(",") ? Current.Trailing : Previous.Trailing;
            enumerators.Add(enumerator with { Doc = doc });
        }
        while (TryTake(","));
        Expect("}");
        return new(name, new(enumerators));
    }

    // "union" identifier "switch" "(" type ")" "{" case+ "}"
    private Definition Union()
    {
        Take();
        Identifier name = Name();
        if (At(";")) return new ForwardSyntax(name, "union");
        Expect("switch");
        Expect("(");
        RefuseInline("discriminator");
        TypeSyntax discriminator = Type();
        Expect(")");
        List<UnionArmSyntax> arms = [];
        Expect("{");
        while (Current.Kind != TokenKind.End && !At("}")) Safely(() => Arm(arms));
        Close("union", name);
        return new UnionSyntax(name, discriminator, new(arms));
    }

    // case_label+ type_spec declarator ";"
    private void Arm(List<UnionArmSyntax> into)
    {
        (string doc, EquatableArray<AnnotationSyntax> annotations) = Heading();
        List<LabelSyntax> labels = [];
        while (At("case") || At("default"))
        {
            Token first = Take();
            Expression? value = first.Text == "case" ? Expression() : null;
            labels.Add(new(value, value?.Place ?? first.Place));
            Expect(":");
        }

        if (labels.Count == 0) throw Fail("Expected 'case' or 'default'");
        (string inner, EquatableArray<AnnotationSyntax> more) = Heading();
        RefuseInline("member");
        TypeSyntax type = Type();
        List<Definition> member = [];
        var syntax = new MemberSyntax(Name(), type, Dimensions());
        End(member, [syntax], doc.Length > 0 ? doc : inner, new(annotations.Concat(more)));
        into.Add(new(new(labels), (MemberSyntax)member[0]));
    }
}
