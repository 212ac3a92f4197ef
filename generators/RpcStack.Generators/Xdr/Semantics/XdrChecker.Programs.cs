using RpcStack.Generators.Analyzers;
using RpcStack.Generators.Xdr.Syntax;

namespace RpcStack.Generators.Xdr.Semantics;

/// <summary>Programs, versions and procedures (RFC 5531 §12.3), duplicates included, which rpcgen lets pass.</summary>
internal sealed partial class XdrChecker
{
    private void Check(ProgramSyntax program)
    {
        Number(program.Name, program.Number, uint.MaxValue, _programs, "program");
        Dictionary<decimal, string> numbers = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (VersionSyntax version in program.Versions)
        {
            Number(version.Name, version.Number, uint.MaxValue, numbers, "version");
            if (!names.Add(version.Name.Text)) Report(XdrRules.Taken, version.Name, "another version is called so");
            Check(version);
        }
    }

    private void Check(VersionSyntax version)
    {
        Dictionary<decimal, string> numbers = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ProcedureSyntax procedure in version.Procedures)
        {
            // C# counts with a sign; nobody has as many procedures.
            decimal? number = Number(procedure.Name, procedure.Number, int.MaxValue, numbers, "procedure");
            if (!names.Add(procedure.Name.Text)) Report(XdrRules.Taken, procedure.Name, "another procedure is called so");
            if (procedure.Result is not null) _scope.Resolve(procedure.Result);
            HashSet<string> arguments = new(StringComparer.Ordinal);
            foreach (DeclarationSyntax argument in procedure.Arguments)
            {
                _scope.Resolve(argument);
                if (argument.Name.Text.Length > 0 && !arguments.Add(argument.Name.Text))
                    Report(XdrRules.Taken, argument.Name, "another argument is called so");
            }

            if (number == 0 && (procedure.Result is not null || procedure.Arguments.Count > 0))
                Report(XdrRules.Number, procedure.Name, "procedure 0 is the null procedure, which takes and gives nothing");
        }
    }

    private decimal? Number(
        XdrName name, ValueSyntax value, decimal most, Dictionary<decimal, string> taken, string what)
    {
        if (_scope.CheckedValue(value) is not { } number) return null;
        if (number < 0 || number > most)
            Report(XdrRules.Number, value.Place, name.Text, $"the number of a {what} is from 0 to {most}");
        else if (taken.TryGetValue(number, out string other))
            Report(XdrRules.Number, value.Place, name.Text, $"{what} {number} is '{XdrScanner.Show(other)}' already");
        else
            taken.Add(number, name.Text);
        return number;
    }
}
