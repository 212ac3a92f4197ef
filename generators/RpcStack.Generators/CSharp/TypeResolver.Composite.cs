using Microsoft.CodeAnalysis;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.CSharp;

/// <summary>Tuples, type parameters, annotated types, and foreign ones.</summary>
internal sealed partial class TypeResolver
{
    private TypeModel? Foreign(ITypeSymbol type)
    {
        ITypeSymbol bare = type.WithNullableAnnotation(NullableAnnotation.None);
        if (type is { NullableAnnotation: NullableAnnotation.Annotated, IsReferenceType: true }) return null;
        if (known.ForeignCodecs.Find(bare) is not { TypeKind: not TypeKind.Error } codec) return null;
        TypeForm form = type.IsValueType ? TypeForm.Default : TypeForm.RequiredReference;
        return new(type.ToCSharp(), codec.ToCSharp(), form);
    }

    private TypeModel? Tuple(ITypeSymbol type, string path)
    {
        if (type is not INamedTypeSymbol { IsTupleType: true } tuple) return null;
        List<FieldModel> fields = [];
        foreach (IFieldSymbol element in tuple.TupleElements)
        {
            if (ResolveApart(element.Type, $"{path}.{element.Name}") is not { } model) return null;
            fields.Add(new(fields.Count, element.Name, Naming.Escape(element.Name), model));
        }

        string name = type.ToCSharp();
        MessageModel? message = Tuples.FirstOrDefault(other => other.Type == name);
        if (message is null)
        {
            string wireName = $"({string.Join(", ", fields.Select(field => field.Name))})";
            message = new(
                $"{prefix}Tuple{Tuples.Count + 1}Codec", name, wireName, wireName, MessageForm.Tuple, new(fields));
            Tuples.Add(message);
        }

        return new(name, message.CodecName, TypeForm.RequiredValue);
    }

    private TypeModel? Parameter(ITypeSymbol type, string path)
    {
        if (type is not ITypeParameterSymbol parameter) return null;
        if (parameter.TypeParameterKind == TypeParameterKind.Method)
            return Fail(type, path, "operations are not generic");
        TypeForm form = parameter.HasValueTypeConstraint || parameter.HasUnmanagedTypeConstraint
            ? TypeForm.Default
            : TypeForm.Parameter;
        return new(Naming.Escape(parameter.Name), Naming.Codec(parameter), form);
    }

    private TypeModel? Annotated(ITypeSymbol type, string path)
    {
        if (type is not INamedTypeSymbol named || !(known.IsMessage(type) || known.IsUnion(type))) return null;
        bool isUnion = known.IsUnion(type);
        if (!isUnion && type.IsAbstract)
            return Fail(type, path, "it is abstract; make it an [RpcUnion] of what it may be");
        if (!isUnion && !_isCase && Discriminators.Of(named, known) is { } holder)
            return Fail(type, path, $"its '{holder.Name}' travels as the discriminator of its union only");
        if (named.IsSource(known.Compilation) ? !named.IsReachable() : !CanBeHad(named))
            return Fail(type, path, named.IsReachable() ? $"{type.ContainingAssembly.Name} holds no codec for it" : null);
        if (named.IsSource(known.Compilation) || !HasCodec(named)) Edges.Add(new(path, named.OriginalDefinition));
        if (Arguments(named, path) is not { } arguments) return null;
        return new(
            type.ToCSharp(),
            Naming.QualifiedCodec(named) + arguments,
            type.IsValueType ? TypeForm.RequiredValue : TypeForm.RequiredReference,
            IsBareMessage: !isUnion);
    }

    // An object with a contract goes by reference.
    private TypeModel? Reference(ITypeSymbol type, string path)
    {
        if (type is not INamedTypeSymbol named || !known.IsContract(type)) return null;
        if (isFault) return Fail(type, path, "a fault is the end of a call, and carries no references");
        if (!named.IsSource(known.Compilation))
        {
            bool isCompleted = named.AllInterfaces.Any(other => other.OriginalDefinition.SameAs(known.Contract));
            if (!isCompleted) return Fail(type, path, $"{type.ContainingAssembly.Name} holds no stub for it");
        }
        else if (!ContractParser.IsEmitted(named) || !named.Chain().All(outer => outer.IsPartial()))
        {
            return Fail(type, path, null);
        }

        return new(type.ToCSharp(), $"{Types.Marshalling}ReferenceCodec<{type.ToCSharp()}>", TypeForm.RequiredReference);
    }

    // Page<int> is marshalled by PageCodec<int, Int32Codec>.
    private string? Arguments(INamedTypeSymbol type, string path)
    {
        List<string> arguments = [];
        foreach (ITypeSymbol argument in type.Chain().SelectMany(outer => outer.TypeArguments))
        {
            if (ResolveApart(argument, $"{path}<{argument.ToText()}>") is not { } model) return null;
            arguments.Add(model.Name);
            arguments.Add(model.Codec);
        }

        return arguments.Count == 0 ? "" : $"<{string.Join(", ", arguments)}>";
    }

    // Where another assembly has no codec for what it annotates for other libraries, this one gets it.
    private bool CanBeHad(INamedTypeSymbol type) => HasCodec(type) || ForeignAnnotations.Deciding(type, known) is not null;

    private static bool HasCodec(INamedTypeSymbol type)
    {
        int arity = 2 * type.Chain().Sum(outer => outer.Arity);
        return type.ContainingNamespace.GetTypeMembers(Naming.Codec(type), arity).Any();
    }
}
