using RpcStack.Generators.FrontEnds;
using RpcStack.Generators.Model;

namespace RpcStack.Generators.Xdr.Syntax;

/// <summary>Something that a file gives a name to.</summary>
internal abstract record XdrDefinition(XdrName Name);

/// <summary><c>const NAME = value;</c></summary>
internal sealed record ConstSyntax(XdrName Name, ValueSyntax Value) : XdrDefinition(Name);

/// <summary><c>const NAME = "text";</c></summary>
internal sealed record TextSyntax(XdrName Name, string Text) : XdrDefinition(Name);

/// <summary><c>typedef declaration;</c></summary>
internal sealed record TypedefSyntax(XdrName Name, DeclarationSyntax Declaration) : XdrDefinition(Name);

/// <summary><c>enum name { … };</c></summary>
internal sealed record EnumSyntax(XdrName Name, EquatableArray<EnumMemberSyntax> Members) : XdrDefinition(Name);

/// <summary>A name for a number; without a value it is one more than the one before.</summary>
internal sealed record EnumMemberSyntax(XdrName Name, ValueSyntax? Value);

/// <summary><c>struct name { … };</c></summary>
internal sealed record StructSyntax(XdrName Name, EquatableArray<DeclarationSyntax> Fields) : XdrDefinition(Name);

/// <summary><c>union name switch (discriminant) { … };</c></summary>
internal sealed record UnionSyntax(
    XdrName Name, DeclarationSyntax Discriminant, EquatableArray<ArmSyntax> Arms) : XdrDefinition(Name);

/// <summary>An arm of a union.</summary>
/// <param name="Labels">The labels, each a value; none for the default.</param>
/// <param name="Declaration">What stands there, or null for void.</param>
/// <param name="Place">Where it begins.</param>
/// <param name="Doc">What is said about it.</param>
internal sealed record ArmSyntax(
    EquatableArray<ValueSyntax> Labels, DeclarationSyntax? Declaration, SourceSpan Place, string Doc);

/// <summary><c>program NAME { … } = number;</c></summary>
internal sealed record ProgramSyntax(
    XdrName Name, EquatableArray<VersionSyntax> Versions, ValueSyntax Number) : XdrDefinition(Name);

/// <summary><c>version NAME { … } = number;</c></summary>
internal sealed record VersionSyntax(XdrName Name, EquatableArray<ProcedureSyntax> Procedures, ValueSyntax Number);

/// <summary><c>result NAME(arguments) = number;</c></summary>
/// <param name="Name">Its name.</param>
/// <param name="Result">What it returns, or null for void.</param>
/// <param name="Arguments">What it takes.</param>
/// <param name="Number">Its number.</param>
internal sealed record ProcedureSyntax(
    XdrName Name, DeclarationSyntax? Result, EquatableArray<DeclarationSyntax> Arguments, ValueSyntax Number);
