using System.Text.Json;

namespace AfterSales.Api.Actions;

/// <summary>What can be done at a record, as a form in the reader's words: a mutation, and what it is told.</summary>
/// <param name="Mutation">Its name in the schema; its <c>input</c> is of the type that is named like it.</param>
/// <param name="About">The field of the input that takes the record's key; null where it is about no record.</param>
/// <param name="Fields">Without <paramref name="About"/> and what only programs send, as <c>requestId</c>.</param>
/// <param name="IsReplacing">What is sent takes the place of what is on file: a form is filled with what <c>onFile</c> tells first.</param>
[SecuredByParent]
public sealed record RecordAction(string Mutation, string Title, string? About, bool IsReplacing, IReadOnlyList<FormField> Fields);

/// <summary>What a record has on file of what a mutation replaces.</summary>
/// <param name="Input">Shaped as the mutation's input, with the version that was read, and without the record's key: sent so, it changes nothing. What is not on file is missing.</param>
/// <param name="Names">What the records it names by their keys are called, as far as you may see them.</param>
[SecuredByParent]
public sealed record OnFile(JsonElement Input, IReadOnlyList<RecordName> Names);

/// <param name="Id">The key of a record.</param>
[SecuredByParent]
public sealed record RecordName(string Id, string Name);

/// <summary>A field of a form.</summary>
/// <param name="Path">In the input: of a field within a group, the group's path, a dot and its name. A group comes before its fields.</param>
/// <param name="MaxLength">Letters of a text; null where the field says nothing of it.</param>
/// <param name="Initial">What it holds if nothing is filled in, as the schema writes it; null where it stays empty.</param>
/// <param name="Records">What kind of record a key is of, such as <c>technician</c>; null where it is no kind that has a page of its own.</param>
/// <param name="Choices">In the order of the schema; empty where it is no choice.</param>
[SecuredByParent]
public sealed record FormField(
    string Path, string Label, FormFieldKind Kind, bool IsRequired, bool IsList, int? MaxLength, string? Initial, string? Records, IReadOnlyList<FormChoice> Choices);

/// <param name="Value">As the schema writes it.</param>
[SecuredByParent]
public sealed record FormChoice(string Value, string Label);

/// <summary>What a field of a form holds.</summary>
public enum FormFieldKind
{
    Text,

    /// <summary>The key of a record.</summary>
    Key,
    WholeNumber,
    Number,

    /// <summary>Money, in the smallest unit of the currency.</summary>
    Money,
    YesNo,
    Day,

    /// <summary>A time of day.</summary>
    Time,
    Instant,
    Choice,

    /// <summary>Fields of its own, which follow it.</summary>
    Group,

    /// <summary>Something that no form can ask for.</summary>
    Other,
}
