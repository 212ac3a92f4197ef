namespace RpcStack.Evolution;

/// <summary>The same place as its writer and as its reader see it.</summary>
internal sealed class TypePair(Comparison comparison, SchemaType writer, SchemaType reader, SchemaPath path)
{
    public SchemaType Writer { get; } = writer;

    public SchemaType Reader { get; } = reader;

    public SchemaPath Path { get; } = path;

    public string WriterSide => comparison.IsClientWriting ? "client" : "server";

    public string ReaderSide => comparison.IsClientWriting ? "server" : "client";

    /// <summary>The client's of two things; reasons go from the client's view to the server's.</summary>
    public T Client<T>(T ofWriter, T ofReader) => comparison.IsClientWriting ? ofWriter : ofReader;

    /// <summary>The server's of two things.</summary>
    public T Server<T>(T ofWriter, T ofReader) => comparison.IsClientWriting ? ofReader : ofWriter;

    /// <summary>Has a pair within this one judged too.</summary>
    public void Within(SchemaType writer, SchemaType reader, SchemaPath path) => comparison.Add(writer, reader, path);

    /// <summary>Has two fields, or two cases, judged too.</summary>
    public void Within(SchemaField writer, SchemaField reader, Func<SchemaField, SchemaPath> path) =>
        Within(writer.Type, reader.Type, path(Client(writer, reader)));

    /// <summary>Counts work beyond the pair itself.</summary>
    public void Charge(int steps) => comparison.Charge(steps);

    public Finding Changed(string why = "")
    {
        string from = Client(Writer, Reader).ToString()!;
        string to = Server(Writer, Reader).ToString()!;
        if (from == to)
        {
            from = Kind(Client(Writer, Reader)) + from;
            to = Kind(Server(Writer, Reader)) + to;
        }

        return Finding.Differs(this, Path, " changed from " + from + " to " + to + why);
    }

    private static string Kind(SchemaType type) => type switch
    {
        MessageType => "message ",
        UnionType => "union ",
        EnumType => "enum ",
        _ => "",
    };
}
