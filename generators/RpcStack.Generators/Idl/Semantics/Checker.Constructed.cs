using System.Numerics;
using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Idl.Syntax;

namespace RpcStack.Generators.Idl.Semantics;

/// <summary>Structs, exceptions, enums, typedefs and constants.</summary>
internal sealed partial class Checker
{
    private StructSymbol? Struct(StructSyntax syntax)
    {
        CheckAnnotations(syntax);
        StructSymbol symbol = Announced<StructSymbol>(syntax.Name) ?? new(syntax.Name, _scope, isException: false);
        bool isNew = _scope.Own(syntax.Name.Text) == symbol || TryAdd(symbol);
        symbol.Doc = syntax.Doc;
        symbol.IsExtended = _extended.Contains(syntax.Name.Text);
        symbol.Base = Base(syntax.Base, symbol);
        Members(symbol, syntax.Members);
        symbol.IsDefined = true;
        return isNew ? symbol : null;
    }

    private StructSymbol? Base(ScopedName? name, StructSymbol derived)
    {
        if (name is null || Find<StructSymbol>(name, "a struct") is not { } other) return null;
        string? problem = other switch
        {
            { IsException: true } => "exceptions have no heirs",
            { IsDefined: false } => other == derived ? "it extends itself" : "it extends a struct that is not complete here",
            _ when Depth(other) >= MaxDepth => $"it is more than {MaxDepth} steps away from its first base",
            _ => null,
        };
        if (problem is not null)
        {
            Report(IdlRules.Inheritance, name.Place, derived.Name.Text, problem);
            return null;
        }

        other.IsExtended = true;
        return other;
    }

    private static int Depth(StructSymbol symbol)
    {
        int depth = 1;
        for (StructSymbol? other = symbol.Base; other is not null; other = other.Base) depth++;
        return depth;
    }

    private StructSymbol? Exception(ExceptionSyntax syntax)
    {
        CheckAnnotations(syntax);
        var symbol = new StructSymbol(syntax.Name, _scope, isException: true) { Doc = syntax.Doc };
        bool isNew = TryAdd(symbol);
        Members(symbol, syntax.Members);
        symbol.IsDefined = true;
        return isNew ? symbol : null;
    }

    private void Members(StructSymbol symbol, IEnumerable<MemberSyntax> members)
    {
        Dictionary<string, Symbol> names = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, Symbol> inCSharp = new(StringComparer.Ordinal);
        foreach (MemberSymbol inherited in symbol.AllMembers)
        {
            names[inherited.Name.Text] = inherited;
            inCSharp[inherited.CSharpName] = inherited;
        }

        foreach (MemberSyntax syntax in members)
        {
            if (Member(syntax, symbol) is not { } member) continue;
            if (IsUnique(member, names, inCSharp)) symbol.Members.Add(member);
        }

        CheckIds(symbol);
    }

    private bool IsUnique(Symbol member, Dictionary<string, Symbol> names, Dictionary<string, Symbol> inCSharp)
    {
        if (names.TryGetValue(member.Name.Text, out Symbol other)) return Refuse(member, other);
        names.Add(member.Name.Text, member);
        if (!inCSharp.TryGetValue(member.CSharpName, out other))
        {
            inCSharp.Add(member.CSharpName, member);
            return true;
        }

        Report(
            IdlRules.Taken, member.Place, member.Name.Text,
            $"it is called '{member.CSharpName}' in C#, and so is '{other.Name.Text}'");
        return false;
    }

    private MemberSymbol? Member(MemberSyntax syntax, StructSymbol owner)
    {
        CheckAnnotations(syntax, "default", "id", "optional");
        if (Resolve(syntax.Type, syntax.Dimensions) is not { } type) return null;
        var member = new MemberSymbol(syntax.Name, type)
        {
            Doc = syntax.Doc,
            CSharpName = owner.IsException
                ? MemberNames.OfException(owner.CSharpName, syntax.Name.Text, type)
                : MemberNames.OfRecord(owner.CSharpName, syntax.Name.Text),
            IsOptional = Has(syntax, "optional"),
            Id = Number(syntax, "id"),
        };
        if (!member.IsOptional && !IsComplete(type, syntax.Type.Place)) return null;
        member.Default = Default(syntax, type);
        return member;
    }

    private object? Default(MemberSyntax syntax, IdlType type) =>
        Argument(syntax, "default") is { } value ? Evaluate(value, type) : null;

    private void CheckIds(StructSymbol symbol)
    {
        List<MemberSymbol> all = [.. symbol.AllMembers];
        if (all.All(member => member.Id is null)) return;
        HashSet<int> taken = [];
        foreach (MemberSymbol member in all)
        {
            string? problem = member.Id switch
            {
                null => $"other members have an @id, '{member.Name.Text}' has none",
                { } id when !taken.Add(id) => $"the id {id} is taken",
                _ => null,
            };
            if (problem is not null && symbol.Members.Contains(member))
                Report(IdlRules.Annotation, member.Place, "id", problem);
        }
    }

    private EnumSymbol? Enum(EnumSyntax syntax)
    {
        CheckAnnotations(syntax, "bit_bound");
        var symbol = new EnumSymbol(syntax.Name, _scope) { Doc = syntax.Doc, Bits = Bits(syntax) };
        bool isNew = TryAdd(symbol);
        Dictionary<string, Symbol> inCSharp = new(StringComparer.Ordinal);
        HashSet<long> values = [];
        long next = 0;
        foreach (EnumeratorSyntax one in syntax.Enumerators)
        {
            CheckAnnotations(one, "value");
            long value = EnumeratorValue(one, symbol, next);
            if (!values.Add(value))
                Report(IdlRules.Constant, one.Name.Place, $"The value {value} of '{one.Name.Text}' is taken");
            var enumerator = new EnumeratorSymbol(one.Name, _scope, symbol, value) { Doc = one.Doc };
            if (TryAdd(enumerator) && IsUnique(enumerator, new(), inCSharp)) symbol.Enumerators.Add(enumerator);
            next = value + 1;
        }

        return isNew ? symbol : null;
    }

    private long EnumeratorValue(EnumeratorSyntax syntax, EnumSymbol owner, long next)
    {
        long most = owner.Bits == 32 ? int.MaxValue : (1L << owner.Bits) - 1;
        long least = owner.Bits == 32 ? int.MinValue : 0;
        BigInteger value = Argument(syntax, "value") is { } given
            ? Fold(given, null) is BigInteger number ? number : next
            : next;
        if (value >= least && value <= most) return (long)value;
        Report(IdlRules.Constant, syntax.Name.Place, $"The value {value} of '{syntax.Name.Text}' is not from {least} to {most}");
        return next > most ? 0 : next;
    }

    private int Bits(EnumSyntax syntax) => Number(syntax, "bit_bound") switch
    {
        null or > 16 => 32,
        > 8 => 16,
        _ => 8,
    };

    private TypedefSymbol? Typedef(TypedefSyntax syntax)
    {
        CheckAnnotations(syntax);
        TryAdd(new TypedefSymbol(syntax.Name, _scope, Resolve(syntax.Type, syntax.Dimensions)));
        return null;
    }

    private ConstSymbol? Const(ConstSyntax syntax)
    {
        CheckAnnotations(syntax);
        IdlType? type = Resolve(syntax.Type);
        if (type is not (null or PrimitiveType or StringType or DeclaredType { Symbol: EnumSymbol }))
        {
            Report(IdlRules.Constant, syntax.Type.Place, "A constant is a number, a character, a boolean, a string or an enumerator");
            type = null;
        }

        var symbol = new ConstSymbol(syntax.Name, _scope, type, type is null ? null : Evaluate(syntax.Value, type)) { Doc = syntax.Doc };
        return TryAdd(symbol) && symbol.Value is not null ? symbol : null;
    }
}
