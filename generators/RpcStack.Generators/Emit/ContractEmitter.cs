using RpcStack.Generators.Model;

namespace RpcStack.Generators.Emit;

/// <summary>Prints the file of a contract.</summary>
internal static class ContractEmitter
{
    private const string R = Types.Runtime;

    public static SourceFile Emit(ContractModel contract)
    {
        var writer = new SourceWriter(contract.File);
        if (contract.IsPartial)
        {
            Interface(writer, contract);
            writer.Line();
        }

        OperationsEmitter.Emit(writer, contract);
        writer.Line();
        if (contract.HasStub)
        {
            StubEmitter.Emit(writer, contract);
            writer.Line();
        }

        SkeletonEmitter.Emit(writer, contract);
        PromisesEmitter.Emit(writer, contract);
        OperationsEmitter.Codecs(writer, contract);
        return writer.ToFile(contract.File.HintName);
    }

    private static void Interface(SourceWriter writer, ContractModel contract)
    {
        string self = $"{R}IContract<{contract.Interface}>";
        string stub = contract.HasStub
            ? $"new {contract.QualifiedPrefix}Stub(channel, target)"
            : "throw new global::System.NotSupportedException("
                + SourceWriter.Quote($"{contract.WireName} does not compile.") + ")";
        foreach (string container in contract.Containers) writer.Line(container).Open();
        writer.Line($"partial interface {contract.InterfaceName} : {self}").Open();
        writer.Write($"""
            static {R}ContractDescriptor {self}.Descriptor =>
                {contract.QualifiedPrefix}Operations.Contract;

            static {contract.Interface} {self}.CreateStub({R}RpcChannel channel, {R}RpcTarget target) =>
                {stub};

            static void {self}.Bind<TService>({R}ServiceBinder<TService> binder) =>
                {contract.QualifiedPrefix}Skeleton.Bind(binder);
            """);
        writer.Close();
        foreach (string _ in contract.Containers) writer.Close();
    }
}
