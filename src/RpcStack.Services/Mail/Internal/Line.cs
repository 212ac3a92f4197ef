namespace RpcStack.Services.Mail;

/// <summary>A line without its CRLF, or why there is none.</summary>
internal readonly record struct Line(LineFault Fault, string Text)
{
    public bool IsEnd => Fault is LineFault.End;
}
