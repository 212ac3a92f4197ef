namespace RpcStack.Tests.Marshalling;

internal enum Colour
{
    Red = 0,
    Green = 1,
    Blue = 7,
}
