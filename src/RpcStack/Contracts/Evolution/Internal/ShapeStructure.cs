using RpcStack.Marshalling;

namespace RpcStack.Evolution;

/// <summary>Whether two shapes are the same type, which codecs may describe twice.</summary>
internal static class ShapeStructure
{
    public static string NameOf(Shape shape) => shape switch
    {
        MessageShape message => message.Name,
        UnionShape union => union.Name,
        EnumShape enumeration => enumeration.Name,
        _ => throw new NotSupportedException($"A contract's text has no {shape.GetType().Name}."),
    };

    public static bool AreSame(Shape left, Shape right) => AreSame(left, right, []);

    // Types may be recursive: a pair that is being compared already is the same unless something else differs.
    private static bool AreSame(Shape left, Shape right, HashSet<(Shape, Shape)> assumed)
    {
        if (ReferenceEquals(left, right) || !assumed.Add((left, right))) return true;
        return (left, right) switch
        {
            (ScalarShape a, ScalarShape b) => a.Kind == b.Kind && a.Bound == b.Bound,
            (OptionalShape a, OptionalShape b) => AreSame(a.Value, b.Value, assumed),
            (ListShape a, ListShape b) => a.Bound == b.Bound && AreSame(a.Element, b.Element, assumed),
            (ReferenceShape a, ReferenceShape b) => a.Contract == b.Contract,
            (MapShape a, MapShape b) => a.Bound == b.Bound
                && AreSame(a.Key, b.Key, assumed) && AreSame(a.Value, b.Value, assumed),
            (MessageShape a, MessageShape b) => a.Name == b.Name && AreSame(a.Fields, b.Fields, assumed),
            (UnionShape a, UnionShape b) => a.Name == b.Name
                && AreSameOrNone(a.Discriminator, b.Discriminator, assumed) && AreSame(a.Cases, b.Cases, assumed),
            (EnumShape a, EnumShape b) =>
                a.Name == b.Name && a.Underlying == b.Underlying && a.Values.SequenceEqual(b.Values),
            _ => false,
        };
    }

    private static bool AreSameOrNone(Shape? left, Shape? right, HashSet<(Shape, Shape)> assumed) =>
        left is null || right is null ? left == right : AreSame(left, right, assumed);

    private static bool AreSame(
        IReadOnlyList<FieldShape> left, IReadOnlyList<FieldShape> right, HashSet<(Shape, Shape)> assumed)
    {
        if (left.Count != right.Count) return false;
        for (int i = 0; i < left.Count; i++)
        {
            FieldShape a = left[i], b = right[i];
            if (a.Number != b.Number || a.Name != b.Name || !a.Labels.SequenceEqual(b.Labels)) return false;
            if (!AreSame(a.Shape, b.Shape, assumed)) return false;
        }

        return true;
    }
}
