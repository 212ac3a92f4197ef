namespace @class.@event
{
    [RpcContract]
    public partial interface @interface
    {
        ValueTask<@struct> @void(int @int, string @return, @struct? @new);
        ValueTask @class();
    }

    [RpcMessage]
    public record @struct(int @if, string @else, bool value, bool message, bool hasOwner, Inner owner);
    [RpcMessage]
    public record struct Inner;
}
