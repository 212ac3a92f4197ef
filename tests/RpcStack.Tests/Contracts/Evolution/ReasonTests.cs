namespace RpcStack.Tests.Contracts.Evolution;

public sealed class ReasonTests
{
    [Theory]
    [InlineData("0 Op(amount: decimal) -> ()", "0 Op(amount: string) -> ()", "amount changed from decimal to string")]
    [InlineData("0 Op() -> int64", "0 Op() -> int32", null)]
    [InlineData("0 Op() -> int32", "0 Op() -> int64",
        "result changed from int32 to int64, and the client cannot hold every number of the server's")]
    [InlineData("0 Op(a: list<E>) -> ()", "0 Op(b: list<F>) -> ()", "a[].At changed from datetime to dateonly")]
    [InlineData("0 Op() stream map<int32, E> -> ()", "0 Op() stream map<int32, F> -> ()",
        "item[value].At changed from datetime to dateonly")]
    [InlineData("0 Op() -> U", "0 Op() -> V", "result: case Two (2) of V is unknown to the client")]
    [InlineData("0 Op(u: V) -> ()", "0 Op(u: U) -> ()", "u: case Two (2) of V is unknown to the server")]
    [InlineData("0 Op(u: U) -> ()", "0 Op(u: W) -> ()", "u(One).At changed from datetime to dateonly")]
    [InlineData("0 Op(c: C) -> ()", "0 Op(c: D) -> ()", "c: C.Red changed from 0 to 1")]
    [InlineData("0 Op() -> D", "0 Op() -> C", "result: D.Red changed from 1 to 0")]
    [InlineData("0 Op() -> ()", "0 Op(e: E) -> ()", "e is not sent by the client, and E has no default")]
    [InlineData("0 Op() -> G", "0 Op() -> E", "result.Other is not sent by the server, and E has no default")]
    [InlineData("0 Op() -> ()", "0 Op(e: E?) -> ()", null)]
    [InlineData("0 Op() -> () throws E", "0 Op() -> ()", null)]
    [InlineData("0 Op() -> ()", "0 Op() -> () throws E", null)]
    [InlineData("0 Op() -> ()", "0 Op() -> () idempotent", null)]
    [InlineData("0 Op() -> () idempotent", "0 Op() -> ()", null)]
    [InlineData("0 Op() -> () oneway", "0 Op() -> ()", "changed from oneway to answered")]
    [InlineData("0 Op() -> ()", "0 Op() -> () oneway", "changed from answered to oneway")]
    [InlineData("0 Op() -> int32", "0 Op() -> stream int32", "changed from unary to a server stream")]
    [InlineData("0 Op() stream int32 -> ()", "0 Op() stream int32 -> stream ()", "changed from a client stream to duplex")]
    [InlineData("0 Op() -> ()", "1 Op() -> ()", "not offered by the server")]
    [InlineData("0 Op() -> ()", "0 Other() -> ()", "not offered by the server, whose operation 0 is Other")]
    [InlineData("0 Op() -> ()", "0 Op() -> ()\n  1 New(e: E) -> G", null)]
    public void A_refusal_names_the_operation_the_place_and_both_views(string client, string server, string? reason)
    {
        OperationCompatibility operation = Assert.Single(Judge(client, server, EvolutionRules.MessagePack).Operations);
        Assert.Equal(reason is null ? null : $"Bank.Account.Op: {reason}", operation.Reason);
    }

    [Theory]
    [InlineData("0 Op(a: int32) -> ()", "0 Op(a: int32, b: int32) -> ()", "b is not sent by the client, and nothing may be missing")]
    [InlineData("0 Op(a: int32, b: int32) -> ()", "0 Op(a: int32) -> ()", "b is unknown to the server, and nothing is skipped")]
    [InlineData("0 Op(a: int32) -> ()", "0 Op(a: int64) -> ()", "a changed from int32 to int64, which has another width")]
    public void Xdr_has_reasons_of_its_own(string client, string server, string reason) =>
        Assert.Equal($"Bank.Account.Op: {reason}", Judge(client, server, EvolutionRules.Xdr).Operations[0].Reason);

    [Fact]
    public void A_fault_is_judged_by_its_name()
    {
        const string Declared = "contract A\n  0 Op() -> () throws E\nmessage E\n  0 At ";
        SchemaCompatibility found = SchemaCompatibility.Judge(
            ContractSchema.Parse(Declared + "datetime"), ContractSchema.Parse(Declared + "string"), EvolutionRules.Protobuf);
        Assert.Equal("A.Op: E.At changed from datetime to string", found.Operations[0].Reason);
    }

    [Fact]
    public void Types_of_one_name_and_different_kind_are_told_apart()
    {
        SchemaCompatibility found = SchemaCompatibility.Judge(
            ContractSchema.Parse("contract A\n  0 Op() -> X\nmessage X"),
            ContractSchema.Parse("contract A\n  0 Op() -> X\nunion X"),
            EvolutionRules.MessagePack);
        Assert.Equal("A.Op: result changed from message X to union X", found.Operations[0].Reason);
    }

    [Fact]
    public void Operations_are_found_on_the_server_by_contract_name_and_ordinal()
    {
        ContractSchema client = ContractSchema.Parse(
            "contract A : B, C\n  0 X() -> ()\ncontract B\n  3 Y() -> ()\ncontract C\n  0 Z() -> ()");
        ContractSchema server = ContractSchema.Parse(
            "contract A : New, B\n  0 X() -> ()\n  1 More() -> ()\ncontract New\n  0 N() -> ()\ncontract B\n  3 Y() -> ()");
        SchemaCompatibility found = SchemaCompatibility.Judge(client, server, EvolutionRules.Xdr);
        Assert.Equal(0, found.Find(0, 0)!.ServerContractIndex);
        Assert.Equal(2, found.Find(1, 3)!.ServerContractIndex);
        Assert.True(found.Find(1, 3)!.IsCompatible);
        Assert.Equal("C.Z: not offered by the server", found.Find(2, 0)!.Reason);
        Assert.Equal(-1, found.Find(2, 0)!.ServerContractIndex);
        Assert.Null(found.Find(1, 0));
        Assert.False(found.IsCompatible);
    }

    [Fact]
    public void One_operation_s_refusal_does_not_hide_another_s()
    {
        const string Client = "contract A\n  0 X(n: N) -> ()\n  1 Y(n: N) -> ()\n  2 Z(m: M) -> ()\nmessage N\n  0 Next M?\nmessage M\n  0 ";
        SchemaCompatibility found = SchemaCompatibility.Judge(
            ContractSchema.Parse(Client + "At string"), ContractSchema.Parse(Client + "At int32"), EvolutionRules.MessagePack);
        Assert.All(found.Operations, o => Assert.False(o.IsCompatible));
    }

    private static SchemaCompatibility Judge(string client, string server, EvolutionRules rules) =>
        SchemaCompatibility.Judge(Schema(client), Schema(server), rules);

    private static ContractSchema Schema(string operations) => ContractSchema.Parse($"""
        contract Bank.Account
          {operations}
        message E
          0 At datetime
        message F
          0 At dateonly
        message G
          0 At datetime
          1 Other E
        enum C int32
          Red = 0
        enum D int32
          Red = 1
        union U
          1 One E
        union V
          1 One E
          2 Two F
        union W
          1 One F
        """);
}
