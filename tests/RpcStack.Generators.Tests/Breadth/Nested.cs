namespace N;

public partial class A
{
    internal partial record struct B
    {
        [RpcContract]
        internal partial interface IFoo
        {
            Task<C> X(C c);
        }

        [RpcMessage]
        internal sealed class C;
    }
}
