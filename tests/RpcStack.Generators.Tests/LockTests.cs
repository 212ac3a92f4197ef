using System.Globalization;
using Microsoft.CodeAnalysis;
using RpcStack.Generators.CodeFixes;

namespace RpcStack.Generators.Tests;

/// <summary>That a change is held against the lock: what breaks peers is an error where it was made.</summary>
public class LockTests
{
    private const string Source = """
        namespace Bank;

        [RpcContract]
        public partial interface IAccount : IBase
        {
            ValueTask<decimal> BalanceAsync(CancellationToken cancel = default);
            ValueTask PayAsync(Entry entry, int count, CancellationToken cancel = default);
            [Idempotent] ValueTask<Shape> DrawAsync(Color color, CancellationToken cancel = default);
            [Oneway] ValueTask LogAsync(string text);
        }

        [RpcContract]
        public partial interface IBase
        {
            ValueTask PingAsync(CancellationToken cancel = default);
        }

        [RpcMessage] public record Entry(
            string Name,
            int Amount);

        public enum Color
        {
            Red = 0,
            Blue = 1,
        }

        [RpcUnion]
        [RpcCase<Circle>(1)]
        [RpcCase<Square>(2)]
        public abstract record Shape;
        [RpcMessage] public sealed record Circle(double Radius) : Shape;
        [RpcMessage] public sealed record Square(double Side) : Shape;
        """;

    [Fact]
    public async Task The_fix_creates_a_lock_that_a_person_can_read()
    {
        Editor editor = await LockedAsync();
        Assert.Equal("""
            # The contracts of this project as their peers know them: one line for each operation and field.
            # Whatever breaks these peers is an error. The fix that comes with it, or 'rpcstack idl lock', writes this file anew.

            contract Bank.Account : Bank.Base
              0 Balance() -> Bank.Account.Balance.Result
              1 Pay(entry: Bank.Entry, count: int32) -> ()
              2 Draw(color: Bank.Color) -> Bank.Account.Draw.Result idempotent
              3 Log(text: string) -> () oneway
            contract Bank.Base
              0 Ping() -> ()
            message Bank.Account.Balance.Result
              0 value decimal
            message Bank.Account.Draw.Result
              0 value Bank.Shape
            message Bank.Circle
              0 Radius float64
            enum Bank.Color int32
              Red = 0
              Blue = 1
            message Bank.Entry
              0 Name string
              1 Amount int32
            union Bank.Shape
              1 Circle Bank.Circle
              2 Square Bank.Square
            message Bank.Square
              0 Side float64

            """, await editor.ReadAsync("rpcstack.lock"));
        Assert.Empty(await LockDiagnosticsAsync(editor));
    }

    [Theory]
    [InlineData("    ValueTask<decimal> BalanceAsync(CancellationToken cancel = default);\n", "",
        "RPC2001 PayAsync", "not offered by the server, whose operation 0 is Pay")]
    [InlineData("    [Oneway] ValueTask LogAsync(string text);\n", "", "RPC2001 IAccount", "Log: not offered by the server")]
    [InlineData(" : IBase", "", "RPC2001 IAccount", "Bank.Base.Ping: not offered by the server")]
    [InlineData("int count", "string count", "RPC2001 count", "count changed from int32 to string")]
    [InlineData("    int Amount", "    string Amount", "RPC2001 Amount", "entry.Amount changed from int32 to string")]
    [InlineData("    int Amount", "    bool IsNew, int Amount", "RPC2001 IsNew", "entry.Amount changed from int32 to bool")]
    [InlineData("Blue = 1", "Blue = 2", "RPC2001 Blue", "Bank.Color.Blue changed from 1 to 2")]
    [InlineData("[RpcCase<Square>(2)]\n", "", "RPC2001 Shape", "case Square (2) of Bank.Shape is unknown to the client")]
    [InlineData("[Idempotent] ", "", "RPC2001 DrawAsync", "it was idempotent")]
    [InlineData("[Oneway] ", "", "RPC2001 LogAsync", "changed from oneway to answered")]
    [InlineData("ValueTask<decimal> Balance", "IAsyncEnumerable<decimal> Balance", "RPC2001 BalanceAsync",
        "changed from unary to a server stream")]
    [InlineData("ValueTask PayAsync(Entry entry, int count,", "ValueTask PayAsync(Entry entry, int count, Entry more,",
        "RPC2001 more", "more is not sent by the client, and Bank.Entry has no default")]
    public async Task What_breaks_a_peer_is_an_error_at_the_changed_member(
        string before, string after, string place, string reason)
    {
        Editor editor = await LockedAsync();
        editor.Replace("Bank.cs", before, after);
        IReadOnlyList<Diagnostic> diagnostics = await LockDiagnosticsAsync(editor);
        Diagnostic found = diagnostics.First(diagnostic => Says(diagnostic, reason));
        Assert.Equal(place, Print(found));
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);

        await editor.FixAsync(found.Id);
        Assert.Empty(await LockDiagnosticsAsync(editor));
    }

    [Theory]
    [InlineData("    [Oneway] ValueTask Log", "    ValueTask NewAsync();\n    [Oneway] ValueTask Log", "RPC2001 NewAsync",
        "whose operation 3 is New")]
    [InlineData("string text);\n", "string text);\n    ValueTask NewAsync();\n", "RPC2002 NewAsync", "the lock does not have it")]
    [InlineData("int Amount", "long Amount", "RPC2001 Amount", "cannot hold every number")]
    [InlineData("int Amount)", "int Amount,\n    string? Note)", "RPC2002 Note", "the lock does not have it")]
    [InlineData("string Name", "string Title", "RPC2002 Title", "the lock has '0 Name string'")]
    [InlineData("Blue = 1", "Blue = 1, Green = 2", "RPC2002 Green", "the lock does not have it")]
    [InlineData("ValueTask PingAsync", "[Idempotent] ValueTask PingAsync", "RPC2002 PingAsync", "the lock has '0 Ping() -> ()'")]
    [InlineData("[RpcMessage] public record Entry", "[RpcContract] public partial interface IMore { }\n[RpcMessage] public record Entry",
        "RPC2002 IMore", "the lock does not have it")]
    public async Task What_is_new_asks_for_an_update_and_what_is_not_is_told_apart(
        string before, string after, string place, string reason)
    {
        Editor editor = await LockedAsync();
        editor.Replace("Bank.cs", before, after);
        Diagnostic found = (await LockDiagnosticsAsync(editor)).First(diagnostic => Says(diagnostic, reason));
        Assert.Equal(place, Print(found));
        await editor.FixAsync(found.Id);
        Assert.Empty(await LockDiagnosticsAsync(editor));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("(Formats = RpcFormats.MessagePack)", true)]
    [InlineData("(Formats = RpcFormats.Protobuf)", true)]
    [InlineData("(Formats = RpcFormats.MessagePack | RpcFormats.Xdr)", false)]
    public async Task The_formats_that_a_contract_names_decide(string formats, bool isFine)
    {
        Editor editor = await LockedAsync();
        editor.Replace("Bank.cs", "[RpcContract]\npublic partial interface IAccount", $"[RpcContract{formats}]\npublic partial interface IAccount");
        editor.Replace("Bank.cs", "int Amount)", "int Amount, int More)");
        Assert.Equal(isFine, (await LockDiagnosticsAsync(editor)).All(diagnostic => diagnostic.Id == "RPC2002"));
    }

    [Fact]
    public async Task A_contract_that_is_gone_is_reported_in_the_lock()
    {
        Editor editor = await LockedAsync();
        editor.Replace("Bank.cs", "partial interface IAccount", "partial interface IOther");
        Diagnostic gone = Assert.Single(await editor.DiagnosticsAsync("RPC2005"));
        Assert.Equal("rpcstack.lock", gone.Location.GetLineSpan().Path);
        Assert.Equal(3, gone.Location.GetLineSpan().StartLinePosition.Line);
        Assert.True(Says(gone, "'Bank.Account'"));

        await editor.FixAsync("RPC2005");
        Assert.Empty(await LockDiagnosticsAsync(editor));
    }

    [Fact]
    public async Task Contracts_of_interface_files_are_locked_and_break_where_they_are_written()
    {
        const string idl = "struct Entry {\n  string note;\n  long amount;\n};\ninterface Account {\n  void pay(in Entry entry);\n};\n";
        new IdlWorkbench(("bank.idl", idl)).Generate(Workbench.Compile(""), out Compilation before);
        string locked = LockFile.Write(before)!;
        Assert.Contains(
            "\ncontract Account\n  0 pay(entry: Entry) -> ()\nmessage Entry\n  0 Note string\n  1 Amount int32\n", locked, StringComparison.Ordinal);

        new IdlWorkbench(("bank.idl", idl.Replace("long amount", "string amount", StringComparison.Ordinal)))
            .Generate(Workbench.Compile(""), out Compilation after);
        var file = new MemoryText("rpcstack.lock", locked);
        Assert.Empty(await before.AnalyzeAsync(DiagnosticSeverity.Warning, file));
        Diagnostic broken = Assert.Single(await after.AnalyzeAsync(DiagnosticSeverity.Warning, file));
        FileLinePositionSpan place = broken.Location.GetMappedLineSpan();
        Assert.Equal(("RPC2001", "bank.idl", 2), (broken.Id, place.Path, place.StartLinePosition.Line));
    }

    [Theory]
    [InlineData("contract Bank.Account\n  zero\n", 1)]
    [InlineData("", 0)]
    public async Task A_lock_that_cannot_be_read_says_where(string text, int line)
    {
        Editor editor = new([("Bank.cs", Source), ("rpcstack.lock", text)], new LockFixProvider());
        Diagnostic found = Assert.Single(await LockDiagnosticsAsync(editor));
        Assert.Equal("RPC2003", found.Id);
        Assert.Equal(line, found.Location.GetLineSpan().StartLinePosition.Line);
    }

    private static async Task<Editor> LockedAsync()
    {
        Editor editor = new([("Bank.cs", Source)], new LockFixProvider());
        await editor.FixAsync("RPC2004");
        return editor;
    }

    private static async Task<IReadOnlyList<Diagnostic>> LockDiagnosticsAsync(Editor editor) =>
        await editor.DiagnosticsAsync("RPC2");

    private static bool Says(Diagnostic diagnostic, string text) =>
        diagnostic.GetMessage(CultureInfo.InvariantCulture).Contains(text, StringComparison.Ordinal);

    private static string Print(Diagnostic diagnostic) =>
        $"{diagnostic.Id} {diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan)}";
}
