namespace RpcStack.Evolution;

/// <summary>How much work one judgement may be: a peer that sends a schema chooses how large the product is.</summary>
internal sealed class WorkBudget
{
    private int _left = 1 << 19;

    public bool IsSpent => _left < 0;

    public void Take(int steps)
    {
        if (_left >= 0) _left -= steps;
    }
}
