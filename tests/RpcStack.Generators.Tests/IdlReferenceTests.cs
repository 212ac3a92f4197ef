using Microsoft.CodeAnalysis;

namespace RpcStack.Generators.Tests;

/// <summary>That interface files include those of the projects and packages that their own project references.</summary>
public class IdlReferenceTests
{
    private const string Base = """
        module Bank {
          typedef string<34> Iban;
          const long MOST = 3;
          enum Kind { CHECKING, SAVINGS };
          struct Entry { string note; double amount; };
          union Change switch (boolean) { case TRUE: Entry added; case FALSE: long removed; };
          exception Overdrawn { double missing; };
          interface Account { double balance(); };
        };
        """;

    private const string Use = """
        module Branch {
          struct Statement { Bank::Iban iban; sequence<Bank::Entry, Bank::MOST> entries; Bank::Kind kind; Bank::Change last; };
          interface Desk : Bank::Account {
            Bank::Account open(in Bank::Iban iban) raises (Bank::Overdrawn);
            Statement latest();
          };
        };
        """;

    [Theory]
    [InlineData("bank.idl")]
    [InlineData("idl/bank.idl")]
    [InlineData("Base/idl/bank.idl")]
    public async Task A_file_includes_one_of_a_referenced_project(string name)
    {
        MetadataReference project = await BaseAsync(new IdlWorkbench(("/p/idl/bank.idl", Base)), isPacked: false);
        var bench = new IdlWorkbench(("/q/desk.idl", $"#include \"{name}\"\n{Use}"));

        Compilation output = await bench.AcceptAsync("", project);

        Assert.NotNull(output.Assembly.GetTypeByMetadataName("Branch.IDesk"));
        Assert.NotNull(output.Assembly.GetTypeByMetadataName("Branch.StatementCodec"));
        Assert.Null(output.Assembly.GetTypeByMetadataName("Bank.IAccount"));
    }

    [Fact]
    public async Task The_assembly_alone_is_enough_as_in_a_package()
    {
        MetadataReference package = await BaseAsync(
            new IdlWorkbench(
                new Dictionary<string, string> { ["/elsewhere/bank.idl"] = "My.Contracts", ["/p/own.idl"] = "My.Own" },
                ("/elsewhere/bank.idl", "#include <ids.idl>\n" + Base),
                ("/p/ids.idl", "struct Id { long value; };"),
                ("/p/own.idl", "#include \"ids.idl\"\nstruct Own { Id id; };")),
            isPacked: true);

        Compilation output = await new IdlWorkbench(
            ("/q/desk.idl", $"#include \"bank.idl\"\n#include \"own.idl\"\n{Use}\nstruct Both {{ Id id; Own own; }};")).AcceptAsync("", package);

        string members = string.Join(
            ", ", output.GetTypeByMetadataName("Both")!.InstanceConstructors.First(c => c.Parameters.Length == 2).Parameters);
        Assert.Equal("Id Id, My.Own.Own Own", members);
        Assert.Equal(
            "My.Contracts.Bank.IAccount", output.GetTypeByMetadataName("Branch.IDesk")!.Interfaces.First(i => i.Name == "IAccount").ToString());
    }

    [Fact]
    public async Task A_file_of_the_project_goes_before_others_of_its_name()
    {
        MetadataReference project = await BaseAsync(new IdlWorkbench(("/p/bank.idl", "struct Theirs { long x; };")), isPacked: false);
        await new IdlWorkbench(
            ("/q/idl/bank.idl", "struct Ours { long x; };"),
            ("/q/desk.idl", "#include \"bank.idl\"\nstruct Holder { Ours x; };")).AcceptAsync("", project);
    }

    [Fact]
    public async Task A_program_file_includes_one_of_a_referenced_project()
    {
        MetadataReference project = await BaseAsync(
            new IdlWorkbench(("/p/types.x", "const MOST = 4;\nstruct item { int x; };\ntypedef item items<MOST>;")), isPacked: true);
        Compilation output = await new IdlWorkbench(("/q/list.x", """
            #include "types.x"
            program LIST { version V { items LIST_ALL(item) = 1; } = 1; } = 0x20000099;
            """)).AcceptAsync("", project);
        Assert.Contains("LISTV1Stub", output.Assembly.TypeNames);
    }

    [Fact]
    public async Task What_is_included_from_nowhere_and_what_cannot_be_a_base_is_said_where_it_is_written()
    {
        MetadataReference project = await BaseAsync(new IdlWorkbench(("/p/bank.idl", Base)), isPacked: true);
        var bench = new IdlWorkbench(("/q/desk.idl", "#include \"banks.idl\"\nstruct A { long x; };"), ("/q/b.idl", """
            #include "bank.idl"
            struct More : Bank::Entry { long x; };
            """));
        bench.Generate(Workbench.Compile("", project), out Compilation output);
        Assert.StartsWith(
            "/q/desk.idl(1,1): error RPC1004", Assert.Single(await bench.AnalyzeAsync(output)).ToString(), StringComparison.Ordinal);
        Diagnostic diagnostic = output.Complaints().First();
        Assert.Equal(("CS0509", "/q/b.idl", 1), (
            diagnostic.Id, diagnostic.Location.GetMappedLineSpan().Path, diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line));
    }

    private static async Task<MetadataReference> BaseAsync(IdlWorkbench bench, bool isPacked)
    {
        Compilation project = (await bench.AcceptAsync()).WithAssemblyName("Base");
        if (!isPacked) return project.ToMetadataReference();
        using var image = new MemoryStream();
        Workbench.AssertNone(project.Emit(image).Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning));
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
