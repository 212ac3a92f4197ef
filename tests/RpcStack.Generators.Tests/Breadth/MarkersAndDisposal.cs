public interface IMarker;

[RpcContract]
public partial interface IA : IMarker, IAsyncDisposable
{
    ValueTask X();
    const int Limit = 3;
    enum Kind { A }
    ValueTask<Kind> K();
}

public interface IMiddle : IA;

[RpcContract]
public partial interface IB : IMiddle;
