[RpcMessage]
public record Node(int Value, Node? Next, List<Node> Children, Dictionary<string, Node> Names, (Node? A, int B) Pair);

[RpcMessage]
public record A(B? B);

[RpcMessage]
public record B(A? A);

[RpcMessage]
public record Tree<T>(T Value, Tree<T>[] Sub);

[RpcMessage]
public record Grow<T>(Grow<string>? G, T Own);
