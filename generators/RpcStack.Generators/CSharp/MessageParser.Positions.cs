using Microsoft.CodeAnalysis;
using RpcStack.Generators.Analyzers;

namespace RpcStack.Generators.CSharp;

/// <summary>The positions of a message's fields.</summary>
internal sealed partial class MessageParser
{
    private IReadOnlyList<int> Positions(
        List<MessageMember> fields, IReadOnlyDictionary<ISymbol, IParameterSymbol> arguments)
    {
        List<int?> stated = [.. fields.Select(field => Position(field, arguments))];
        if (_foreign is null && stated.All(position => position is null)) return [.. Enumerable.Range(0, fields.Count)];
        HashSet<int> seen = [];
        for (int i = 0; i < fields.Count; i++)
        {
            string name = fields[i].Symbol.Name;
            if (stated[i] is not { } position)
                Report(
                    Rules.Construction,
                    Place(fields[i]),
                    _foreign is null
                        ? $"other fields state their position, '{name}' does not"
                        : $"'{name}' has no {_foreign.Number}",
                    Fixes.NumberFields);
            else if (position is < 0 or > MessageMember.MaxPosition)
                Report(
                    Rules.Construction,
                    Place(fields[i]),
                    $"the position of '{name}' is not from 0 to {MessageMember.MaxPosition}",
                    Fixes.NumberFields);
            else if (!seen.Add(position))
                Report(
                    Rules.Construction, Place(fields[i]), $"the position of '{name}' is taken", Fixes.NumberFields);
        }

        CheckGaps(fields, stated);
        return [.. stated.Select(position => position ?? 0)];
    }

    private void CheckGaps(List<MessageMember> fields, List<int?> stated)
    {
        int next = 0;
        foreach (int i in Enumerable.Range(0, fields.Count).OrderBy(i => stated[i] ?? 0))
        {
            int position = stated[i] ?? 0;
            if (position > next && !_parsed.IsBroken)
            {
                string missing = position == next + 1 ? $"{next}" : $"{next} to {position - 1}";
                _parsed.Problems.Add(new(Rules.Gap, Place(fields[i]), _type.Name, missing));
            }

            next = position + 1;
        }
    }

    private int? Position(MessageMember member, IReadOnlyDictionary<ISymbol, IParameterSymbol> arguments) =>
        _foreign is not null
        ? _foreign.Position(member.Symbol)
        : (member.Symbol.Find(_known.FieldAttribute)
            ?? (arguments.TryGetValue(member.Symbol, out IParameterSymbol parameter)
                ? parameter.Find(_known.FieldAttribute)
                : null)).Number();
}
