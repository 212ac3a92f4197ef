enum A : sbyte { X }
enum B : byte { X }
enum C : short { X }
enum D : ushort { X }
enum E : int { X }
enum F : uint { X }
enum G : long { X }
enum H : ulong { X }
[RpcContract]
partial interface IFoo
{
    ValueTask<(A, B, C, D)> X(E e, F f, G? g, H[] h, DayOfWeek day, ConsoleColor[]? color);
}
