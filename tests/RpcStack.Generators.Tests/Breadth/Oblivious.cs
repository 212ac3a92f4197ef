#nullable disable
[RpcContract]
public partial interface IFoo
{
    ValueTask<string> A(string a, R r, string[] b);
}

[RpcMessage]
public class R
{
    public string X { get; set; }
    public R Y { get; set; }
}
