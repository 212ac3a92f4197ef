using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.CSharp;

/// <summary>What a message derives from.</summary>
internal sealed partial class MessageParser
{
    // A base that is no message would have fields that travel in one direction of the hierarchy only.
    private bool CheckBases()
    {
        if (_type.BaseType is not { } other
            || other.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType)
            return true;
        if (other.TypeKind == TypeKind.Error)
        {
            _parsed.IsBroken = true;
            return false;
        }

        if (_known.IsMessage(other) && !other.IsAbstract && !IsFault(other))
            _parsed.Problems.Add(new(Rules.CutDown, _type.Place(), _type.Name, other.Name)
            {
                Fix = other.IsSource(_known.Compilation) ? Fixes.MakeAbstract : null,
                Target = other.Place(),
            });
        if (_known.IsMessage(other) || _known.IsUnion(other) || other.SameAs(_known.Fault)) return true;
        if (other.SameAs(_known.Exception))
            Report(Rules.Fault, _type.Place(), "a message that is an exception derives from RpcFault");
        else ReportBase(other);
        return false;
    }

    private void ReportBase(INamedTypeSymbol other)
    {
        bool isSource = other.IsSource(_known.Compilation);
        string reason = $"its base type '{other.ToText()}' is no [RpcMessage]";
        _parsed.Refuse(reason);
        _parsed.Problems.Add(new(Rules.Fault, _type.Place(), _type.Name, reason)
        {
            Fix = isSource ? Fixes.AddMessage : null,
            Target = isSource ? other.Place() : null,
        });
    }

    // A fault that is caught as its base is what exceptions are for.
    private bool IsFault(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? other = type.BaseType; other is not null; other = other.BaseType)
            if (other.SameAs(_known.Fault)) return true;
        return false;
    }
}
