using RpcStack.Generators.Idl.Semantics;

namespace RpcStack.Generators.Idl.Printing;

/// <summary>A member among the parameters of its message's constructor.</summary>
/// <param name="Member">The member.</param>
/// <param name="Position">Its place on the wire, where the order of the parameters does not give it.</param>
internal sealed record Field(MemberSymbol Member, int? Position)
{
    /// <summary>The attributes of the parameter, with a space behind them.</summary>
    public string Attributes
    {
        get
        {
            IEnumerable<string> attributes = TypeText.Bounds(Member.Type);
            if (Position is not null) attributes = attributes.Prepend($"{Types.Runtime}RpcField({Position})");
            string list = string.Join(", ", attributes);
            return list.Length == 0 ? "" : $"[{list}] ";
        }
    }

    /// <summary>
    /// The members in the order of the parameters: C# wants those with a default last, and finds
    /// <paramref name="inherited"/> first, whatever their place among the members is.
    /// </summary>
    public static IReadOnlyList<Field> Of(IEnumerable<MemberSymbol> members, IReadOnlyList<MemberSymbol> inherited)
    {
        List<MemberSymbol> all = [.. members];
        List<MemberSymbol> ordered = [.. all.OrderBy(member => member.Default is not null)];
        bool isStated = all.Any(member => member.Id is not null);
        bool isMoved = !ordered.SequenceEqual(all) || (inherited.Count > 0 && all[0] != inherited[0]);
        return [.. ordered.Select(member => new Field(
            member, isStated ? member.Id ?? 0 : isMoved ? all.IndexOf(member) : null))];
    }
}
