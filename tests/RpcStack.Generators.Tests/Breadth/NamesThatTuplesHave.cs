[RpcContract]
public partial interface IFoo
{
    ValueTask<int> A(int Item2, int Item1, int Rest, int ToString, int item1, int a, int b, int c, int d);
}
