using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.Emit;
using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Model;

namespace RpcStack.Generators;

/// <summary>Contracts, messages and unions in; stubs, skeletons and codecs out.</summary>
/// <remarks>
/// It keeps silent about what is wrong: it emits what it can, and the analyzers say the rest.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class RpcGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<CSharpCompilation> foundation = IdlPipeline.Foundation(context);
        IncrementalValuesProvider<IdlUnit> units = IdlPipeline.Units(context, foundation);
        IncrementalValuesProvider<DeclarationTree> declarations = IdlPipeline.Trees(context, units);
        IncrementalValuesProvider<Reading<ContractModel>> contracts =
            Read(context, Types.ContractAttribute, "Contract", Reader.Contract);
        IncrementalValuesProvider<Reading<CodecModel>> messages =
            Read(context, Types.MessageAttribute, "Message", Reader.Codec);
        IncrementalValuesProvider<Reading<CodecModel>> unions =
            Read(context, Types.UnionAttribute, "Union", Reader.Codec);
        IncrementalValuesProvider<Reading<CodecModel>> objects =
            Read(context, ForeignAnnotations.MessagePackObject, "MessagePackObject", Reader.Foreign);
        IncrementalValuesProvider<Reading<CodecModel>> cases =
            Read(context, ForeignAnnotations.MessagePackUnion, "MessagePackUnion", Reader.Foreign);
        IncrementalValuesProvider<Reading<CodecModel>> data =
            Read(context, ForeignAnnotations.DataContract, "DataContract", Reader.Foreign);
        IncrementalValueProvider<ImmutableArray<string>> unresolved = Join(
            Join(Join(Unresolved(contracts), Unresolved(messages)), Unresolved(unions)),
            Join(Join(Unresolved(objects), Unresolved(cases)), Unresolved(data)));

        IncrementalValueProvider<ImmutableArray<SourceFile>> files = Join(
            Join(Emit(contracts, "Contract", ContractEmitter.Emit), Emit(messages, "Message", CodecEmitter.Emit)),
            Emit(unions, "Union", CodecEmitter.Emit));
        files = Join(files, Join(
            Emit(objects, "MessagePackObject", CodecEmitter.Emit), Emit(cases, "MessagePackUnion", CodecEmitter.Emit)));
        files = Join(files, Emit(data, "DataContract", CodecEmitter.Emit));
        files = Join(files, All(IdlPipeline.Files(foundation, declarations), "Idl"));
        files = Join(files, All(IdlPipeline.Shared(context, units), "IdlShared"));
        files = Join(files, All(Late(context, unresolved, declarations), "Late"));
        context.RegisterSourceOutput(files.WithTrackingName("Files"), SourceFile.AddAll);
    }

    private static IncrementalValuesProvider<Reading<T>> Read<T>(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        string name,
        Func<GeneratorAttributeSyntaxContext, CancellationToken, Reading<T>?> read) where T : class =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (_, _) => true, read)
            .Where(static reading => reading is not null)
            .Select(static (reading, _) => reading!)
            .WithTrackingName(name + "s");

    private static IncrementalValueProvider<ImmutableArray<string>> Unresolved<T>(
        IncrementalValuesProvider<Reading<T>> readings) where T : class => readings
            .Where(static reading => reading.Unresolved is not null)
            .Select(static (reading, _) => reading.Unresolved!)
            .Collect();

    private static IncrementalValueProvider<ImmutableArray<SourceFile>> Emit<T>(
        IncrementalValuesProvider<Reading<T>> readings, string name, Func<T, SourceFile> emit) where T : class => All(
            readings
                .Where(static reading => reading.Unresolved is null)
                .SelectMany((reading, _) => reading.Borrowed.Select(CodecEmitter.Emit).Prepend(emit(reading.Model!)))
                .WithTrackingName(name + "Files"),
            name);

    private static IncrementalValuesProvider<SourceFile> Late(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<ImmutableArray<string>> unresolved,
        IncrementalValuesProvider<DeclarationTree> declarations) => unresolved
            .Combine(context.CompilationProvider)
            .Combine(declarations.Collect())
            .SelectMany(static (input, cancel) =>
                LateReader.Emit(input.Left.Left, input.Left.Right, input.Right, cancel))
            .WithTrackingName("LateFiles");

    private static IncrementalValueProvider<ImmutableArray<SourceFile>> All(
        IncrementalValuesProvider<SourceFile> files, string name) =>
        files.Collect().WithTrackingName($"All{name}Files");

    private static IncrementalValueProvider<ImmutableArray<T>> Join<T>(
        IncrementalValueProvider<ImmutableArray<T>> left, IncrementalValueProvider<ImmutableArray<T>> right) =>
        left.Combine(right).Select(static (pair, _) => pair.Left.AddRange(pair.Right));
}
