namespace AfterSales.Records;

/// <summary>
/// A fact that happened to a record, in the past tense. Events make the new state and are kept in the journal under their type's name,
/// which is therefore never changed. The journal keeps keys, codes, figures and instants: what is marked below goes elsewhere.
/// </summary>
public abstract record Event;

/// <summary>How many of something an event speaks of. An event that counts has them in a property <c>Counts</c>, which its timeline shows.</summary>
/// <param name="Of">A kind of record, such as <c>ticket</c>.</param>
[GenerateSerializer, Immutable, Alias("EventCount")]
public sealed record EventCount([property: Id(0)] string Of, [property: Id(1)] int Count);

/// <summary>Free words of a person, or a name that no state keeps: kept as an erasable <c>journal_text</c> row beside the entry, never in state or journal.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WordsAttribute : Attribute;

/// <summary>Names, phones, addresses: part of the state of the file they belong to, left out of the journal.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;

/// <summary>An enum's value that says which of its kind happened, such as which milestone was reached: timelines name it beside the event.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamesWhichAttribute : Attribute;

/// <summary>A signature or photo inside an event: kept as an erasable <c>file</c> row with its hash.</summary>
/// <param name="MediaType">Such as <c>image/png</c> or <c>image/svg+xml</c>.</param>
/// <param name="Base64">The bytes.</param>
[GenerateSerializer, Immutable, Alias("FileContent")]
public sealed record FileContent([property: Id(0)] string MediaType, [property: Id(1)] string Base64);
