[RpcContract]
public partial interface Item
{
    ValueTask A();
}

[RpcContract]
public partial interface IItem
{
    ValueTask A();
}
