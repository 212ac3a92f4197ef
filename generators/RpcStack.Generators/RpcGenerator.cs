using Microsoft.CodeAnalysis;
using RpcStack.Generators.CSharp;
using RpcStack.Generators.Emit;

namespace RpcStack.Generators;

/// <summary>Contracts, messages and unions in; stubs, skeletons and codecs out.</summary>
/// <remarks>
/// It keeps silent about what is wrong: it emits what it can, and <c>ContractAnalyzer</c> says the rest.
/// </remarks>
[Generator(LanguageNames.CSharp)]
public sealed class RpcGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SourceFile> contracts = context.SyntaxProvider
            .ForAttributeWithMetadataName(Types.ContractAttribute, static (_, _) => true, Reader.Contract)
            .Where(static model => model is not null)
            .WithTrackingName("Contracts")
            .Select(static (model, _) => ContractEmitter.Emit(model!))
            .WithTrackingName("ContractFiles");

        IncrementalValuesProvider<SourceFile> messages = Codecs(context, Types.MessageAttribute, "Message");
        IncrementalValuesProvider<SourceFile> unions = Codecs(context, Types.UnionAttribute, "Union");

        context.RegisterSourceOutput(
            contracts.Collect().WithTrackingName("AllContractFiles")
                .Combine(messages.Collect().WithTrackingName("AllMessageFiles"))
                .Combine(unions.Collect().WithTrackingName("AllUnionFiles"))
                .WithTrackingName("Files"),
            static (output, files) =>
                SourceFile.AddAll(output, [.. files.Left.Left, .. files.Left.Right, .. files.Right]));
    }

    private static IncrementalValuesProvider<SourceFile> Codecs(
        IncrementalGeneratorInitializationContext context, string attribute, string name) => context.SyntaxProvider
            .ForAttributeWithMetadataName(attribute, static (_, _) => true, Reader.Codec)
            .Where(static model => model is not null)
            .WithTrackingName(name + "s")
            .Select(static (model, _) => CodecEmitter.Emit(model!))
            .WithTrackingName(name + "Files");
}
