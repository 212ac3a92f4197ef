namespace N;

[RpcContract]
public partial interface IOperation
{
    ValueTask<Unit> X(Shape shape, Operation operation);
}

[RpcMessage]
public record Unit(int A);

[RpcMessage]
public record Shape(Marshaller A);

[RpcMessage]
public record Marshaller(string B);

[RpcMessage]
public record Operation(System system);

[RpcMessage]
public record System(RpcStack R);

[RpcMessage]
public record RpcStack;
