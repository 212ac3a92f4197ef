namespace N;

[RpcContract]
public partial interface @record
{
    ValueTask<@file> value(int field, int value, int @await);
}

[RpcMessage]
public record @file(int request, int decoder);
