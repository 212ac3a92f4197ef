namespace RpcStack.Tests.Calls.Yesterday
{
    /// <summary>The contract as it was.</summary>
    [RpcContract(Name = "Test.Shop")]
    public partial interface IShop
    {
        ValueTask<string> DescribeAsync(Order order, CancellationToken cancel = default);

        ValueTask<Receipt> BuyAsync(Order order, CancellationToken cancel = default);

        ValueTask<int> StockAsync(string article, CancellationToken cancel = default);

        ValueTask CloseAsync(CancellationToken cancel = default);
    }

    [RpcMessage(Name = "Test.Order")]
    public sealed record Order(string Article, int Count);

    [RpcMessage(Name = "Test.Receipt")]
    public sealed record Receipt(decimal Sum);
}

namespace RpcStack.Tests.Calls.Today
{
    /// <summary>The contract as it is: an order may have a note, a receipt has a number, stock is asked by number.</summary>
    [RpcContract(Name = "Test.Shop")]
    public partial interface IShop
    {
        ValueTask<string> DescribeAsync(Order order, CancellationToken cancel = default);

        ValueTask<Receipt> BuyAsync(Order order, CancellationToken cancel = default);

        ValueTask<int> StockAsync(long article, CancellationToken cancel = default);

        ValueTask CloseAsync(CancellationToken cancel = default);

        ValueTask<string> GreetAsync(CancellationToken cancel = default);
    }

    [RpcMessage(Name = "Test.Order")]
    public sealed record Order(string Article, int Count, string? Note = null);

    [RpcMessage(Name = "Test.Receipt")]
    public sealed record Receipt(decimal Sum, int Number);
}
