using Library;

namespace User;

[RpcContract]
public partial interface IRight : ITop
{
    ValueTask SameAsync();
}

[RpcContract]
public partial interface IBottom : ILeft, IRight
{
    [Throws<Trouble>]
    ValueTask<Page<Special>> MoreAsync(Uri uri, Item item, Sum sum, Only only, Special special);
}

[RpcMessage]
public record Special(string Name, Page<Item?> Page) : Item(Name);
