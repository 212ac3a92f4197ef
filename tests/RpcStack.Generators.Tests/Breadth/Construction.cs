[RpcMessage]
public class A
{
    public A(string name, int age = 3, object? other = null) { Name = name; Age = age; }
    public string Name { get; }
    public int Age { get; set; }
    public int Twice => Age * 2;
    internal string? Note { get; set; }
    public static int Count { get; set; }
    public required int Must { get; init; }
    public int this[int i] => i;
}

[RpcMessage]
public class B
{
    internal B() { }
    public int X { get; internal set; }
}

[RpcMessage]
public class C(string? name)
{
    public string? Name { get; } = name;
}

[RpcMessage]
public class D(string name)
{
    public string? Name { get; } = name;
}

[RpcMessage]
public struct E
{
    public E() { X = 1; }
    public int X { get; set; }
}

[RpcMessage]
public readonly struct F(int x, string y)
{
    public int X => x;
    public string Y { get; } = y;
}

[RpcMessage]
public readonly record struct G(int X)
{
    public string? More { get; init; }
}
