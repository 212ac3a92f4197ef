[RpcMessage]
public abstract record Animal(string Name)
{
    public virtual int Legs { get; init; }
}

[RpcMessage]
public record Dog(string Name, bool Barks) : Animal(Name)
{
    public override int Legs { get; init; } = 4;
}

[RpcMessage]
public class P
{
    public int A { get; set; }
}

[RpcMessage]
public class Q : P
{
    public new string A { get; set; } = "";
    public int B { get; set; }
}
