using System.Globalization;
using System.Text;

namespace RpcStack.OncPeer;

/// <summary>What interop.c calls, in C#, and the lines that it prints.</summary>
public static class InteropCalls
{
    public static readonly Item Thing = new(-7, ulong.MaxValue, -2.25, true, "grün", [1, 2, 3, 4, 5], "abc"u8.ToArray(), [1, -2]);

    public static async Task<string[]> RunAsync(IInteropProgV3 interop)
    {
        Item swapped = await interop.InteropSwapAsync(Thing);
        string swap = string.Create(
            CultureInfo.InvariantCulture,
            $"{swapped.Number} {swapped.Size} {swapped.Ratio} {(swapped.Flag ? 1 : 0)} {swapped.Title} {swapped.Digest[4]} {swapped.Data.Length} {Encoding.ASCII.GetString(swapped.Data)} {swapped.Numbers.Count} {swapped.Numbers[1]}");
        var counted = new List<int>();
        for (Node? node = await interop.InteropCountAsync(5); node is not null; node = node.Next) counted.Add(node.Value);
        var found = (Outcome.Found)await interop.InteropFindAsync("it");
        var missing = (Outcome.Reason)await interop.InteropFindAsync("nothing");
        return
        [
            $"swap {swap}",
            $"count {string.Join(' ', counted)}",
            $"add {await interop.InteropAddAsync(40, 2)}",
            $"who {await interop.InteropWhoAsync()}",
            $"find 0 {found.Value.Number}",
            $"find 5 {missing.Value}",
        ];
    }
}
