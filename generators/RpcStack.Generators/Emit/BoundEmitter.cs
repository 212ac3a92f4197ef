using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the bounds that codecs take as type arguments.</summary>
internal static class BoundEmitter
{
    private const string M = Types.Marshalling;

    public static void Emit(SourceWriter writer, IEnumerable<BoundModel> bounds)
    {
        foreach (BoundModel bound in bounds.OrderBy(bound => bound.Name, StringComparer.Ordinal))
        {
            string factory = bound.IsFixed ? "Exactly" : "AtMost";
            writer.Line($"private readonly struct {bound.Name} : {M}IBound").Open();
            writer.Line($"public static {M}Bound Value => {M}Bound.{factory}({bound.Limit});");
            writer.Close().Line();
        }
    }
}
