using RpcStack.Generators.Emit;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Idl.Semantics;

namespace RpcStack.Generators.Idl.Printing;

/// <summary>Prints the C# that a programmer would have written for what a file declares.</summary>
internal sealed partial class DeclarationPrinter
{
    private const string R = Types.Runtime;

    private readonly DeclarationWriter _writer = new();

    private DeclarationPrinter()
    {
    }

    public static string Print(ModuleBlock file)
    {
        var printer = new DeclarationPrinter();
        printer.Block(file);
        return printer._writer.ToString();
    }

    private void Block(ModuleBlock block)
    {
        foreach (IGrouping<string, Symbol> group in block.Symbols.GroupBy(symbol => symbol.Namespace)) Namespace(group);
        foreach (ModuleBlock inner in block.Blocks) Block(inner);
    }

    private void Namespace(IGrouping<string, Symbol> symbols)
    {
        if (symbols.Key.Length > 0) _writer.Part().Line($"namespace {symbols.Key}").Open();
        Constants([.. symbols.OfType<ConstSymbol>()]);
        foreach (Symbol symbol in symbols)
            if (symbol is not ConstSymbol) Declare(symbol);
        if (symbols.Key.Length > 0) _writer.Close();
    }

    // C# has no constants outside types.
    private void Constants(IReadOnlyList<ConstSymbol> constants)
    {
        if (constants.Count == 0) return;
        _writer.Part().Line("/// <summary>The constants of this namespace.</summary>");
        _writer.Line("public static partial class Constants").Open();
        foreach (ConstSymbol constant in constants) Constant(constant, "public ");
        _writer.Close();
    }

    private void Declare(Symbol symbol)
    {
        _writer.Part();
        switch (symbol)
        {
            case InterfaceSymbol contract:
                Interface(contract);
                break;
            case StructSymbol { IsException: true } fault:
                Fault(fault);
                break;
            case StructSymbol structure:
                Struct(structure);
                break;
            case UnionSymbol union:
                Union(union);
                break;
            case EnumSymbol enumeration:
                Enum(enumeration);
                break;
        }
    }

    private void Constant(ConstSymbol constant, string modifier)
    {
        if (constant.Doc.Length > 0) _writer.Part();
        DocText.Parse(constant.Doc).Write(_writer);
        string value = TypeText.Literal(constant.Value!, constant.Type!);
        _writer.Line($"{modifier}const {TypeText.Of(constant.Type!)} {constant.CSharpName} = {value};", constant.Place);
    }

    private void Enum(EnumSymbol symbol)
    {
        DocText.Parse(symbol.Doc).Write(_writer);
        string underlying = symbol.Bits switch { 8 => " : byte", 16 => " : ushort", _ => "" };
        _writer.Line($"public enum {symbol.CSharpName}{underlying}", symbol.Place).Open();
        foreach (EnumeratorSymbol one in symbol.Enumerators)
        {
            if (one.Doc.Length > 0) _writer.Part();
            DocText.Parse(one.Doc).Write(_writer);
            _writer.Line($"{one.CSharpName} = {one.Value},", one.Place);
        }

        _writer.Close();
    }

    // The name on the wire is the IDL's; it is said where C#'s gives another.
    private static string Named(string attribute, string wireName, string byDefault) => wireName == byDefault
        ? $"[{R}{attribute}]"
        : $"[{R}{attribute}(Name = {SourceWriter.Quote(wireName)})]";
}
