[RpcContract]
public partial interface IA
{
    ValueTask<int> X(int a);
    ValueTask Y();
}

[RpcContract]
public partial interface IB : IA
{
    new ValueTask<int> X(int a);
    ValueTask Y(int b);
}

[RpcContract]
public partial interface IC : IA, IB;
