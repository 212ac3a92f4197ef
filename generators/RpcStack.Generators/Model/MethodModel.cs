namespace RpcStack.Generators.Model;

/// <summary>The C# side of an operation.</summary>
/// <param name="Name">The method's name, as C# writes it.</param>
/// <param name="ReturnType">Its return type in C#.</param>
/// <param name="Result">What kind of return type that is.</param>
/// <param name="Parameters">Its parameters, in order.</param>
/// <param name="NeedsCast">Whether <see cref="object"/> has a member of that name, which would hide the method.</param>
internal sealed record MethodModel(
    string Name, string ReturnType, ResultForm Result, EquatableArray<ParameterModel> Parameters, bool NeedsCast)
{
    /// <summary>What tells the method from its namesakes.</summary>
    public string Signature => $"{Name}({string.Join(",", Parameters.Select(p => p.BareType))})";
}

/// <summary>A parameter of a method.</summary>
/// <param name="Name">Its name, as C# writes it.</param>
/// <param name="Type">Its type in C#.</param>
/// <param name="BareType">Its type without nullability and tuple names, which do not tell signatures apart.</param>
/// <param name="Role">What it carries.</param>
/// <param name="Element">The name of its element in the request's tuple, as C# writes it.</param>
internal sealed record ParameterModel(string Name, string Type, string BareType, ParameterRole Role, string Element);

/// <summary>What a parameter carries.</summary>
internal enum ParameterRole
{
    /// <summary>A field of the request.</summary>
    Field,

    /// <summary>The stream that the operation takes.</summary>
    Stream,

    /// <summary>The cancellation token.</summary>
    Cancel,
}

/// <summary>The kinds of return types.</summary>
internal enum ResultForm
{
    /// <summary>Task.</summary>
    Task,

    /// <summary>Task with a result.</summary>
    TaskOfResult,

    /// <summary>ValueTask.</summary>
    ValueTask,

    /// <summary>ValueTask with a result.</summary>
    ValueTaskOfResult,

    /// <summary>IAsyncEnumerable.</summary>
    Stream,
}
