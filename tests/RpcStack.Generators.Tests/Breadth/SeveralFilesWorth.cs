public partial class O
{
    [RpcContract]
    public partial interface IA
    {
        ValueTask X();
    }
}

public partial class O
{
    public partial interface IA
    {
        ValueTask Y();
    }

    [RpcContract]
    public partial interface IB : IA;
}
