namespace RpcStack.Generators.FrontEnds;

/// <summary>
/// A language in which contracts are written beside C#. A file of it is another spelling of C# declarations: a front end
/// prints them, and the C# front end reads them like any others.
/// </summary>
/// <remarks>Both halves are pure, and neither throws, whatever the file holds.</remarks>
internal interface IFrontEnd
{
    /// <summary>What its files' names end with: <c>.idl</c>.</summary>
    string Extension { get; }

    /// <summary>Reads a file by itself.</summary>
    ParsedFile Parse(IdlFile file);

    /// <summary>Checks a file among those that it includes, and gives the C# for what is right in it.</summary>
    /// <param name="unit">The file, from <see cref="Parse"/>.</param>
    /// <param name="mistakes">Takes every mistake of this file, those found by <see cref="Parse"/> too.</param>
    string Declare(IdlUnit unit, List<Mistake> mistakes);
}
