using System.Runtime.Serialization;
using MessagePack;

namespace RpcStack.TestContracts;

[RpcContract]
public partial interface IPost
{
    ValueTask<Receipt> SendAsync(Parcel parcel, CancellationToken cancel = default);
}

/// <summary>Annotated for MessagePack-CSharp, as everything that it holds.</summary>
[MessagePackObject]
public sealed class Parcel
{
    [Key(0)]
    public int Id { get; set; }

    [Key(3)]
    public string Label { get; set; } = "";

    [Key(1)]
    public double Weight;

    [Key(4)]
    public List<Stamp> Stamps { get; set; } = [];

    [Key(5)]
    public IContent? Content { get; set; }

    [IgnoreMember]
    public string Note { get; set; } = "";
}

[MessagePackObject]
public readonly record struct Stamp([property: Key(0)] int Cents, [property: Key(1)] string Motif);

[Union(0, typeof(Letter))]
[Union(7, typeof(Book))]
public interface IContent;

[MessagePackObject]
public sealed record Letter([property: Key(0)] string Text) : IContent;

[MessagePackObject]
public sealed record Book([property: Key(0)] string Title, [property: Key(1)] int Pages) : IContent;

[DataContract]
public sealed class Receipt
{
    [DataMember(Order = 2)]
    public string Clerk { get; set; } = "";

    [DataMember(Order = 0)]
    public int Number { get; set; }

    public string Skipped { get; set; } = "";
}
