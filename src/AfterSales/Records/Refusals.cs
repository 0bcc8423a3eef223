namespace AfterSales.Records;

// The refusals that any record may give. Those of one capability stand in its own folder.

/// <summary>There is no such record, or the caller may not see it: the answer does not tell which.</summary>
[GenerateSerializer, Immutable, Alias("NotFound")]
public sealed record NotFound([property: Id(0)] string Id) : Refusal;

/// <summary>A record with this key exists already and was not made by this request.</summary>
[GenerateSerializer, Immutable, Alias("AlreadyExists")]
public sealed record AlreadyExists([property: Id(0)] string Id) : Refusal;

/// <summary>One or more inputs are missing, too long, out of range or not text a person can have typed.</summary>
[GenerateSerializer, Immutable, Alias("InputInvalid")]
public sealed record InputInvalid([property: Id(0)] IReadOnlyList<InputIssue> Issues) : Refusal
{
    public static InputInvalid At(string path, string code) => new([new InputIssue(path, code)]);
}

/// <param name="Path">Which input: names joined by dots, list positions in brackets.</param>
/// <param name="Code">What is wrong with it, such as <c>REQUIRED</c>, <c>TOO_LONG</c>, <c>FORBIDDEN_CHARACTER</c>.</param>
[GenerateSerializer, Immutable, Alias("InputIssue")]
public sealed record InputIssue([property: Id(0)] string Path, [property: Id(1)] string Code);

/// <summary>The same request id came before with other input.</summary>
[GenerateSerializer, Immutable, Alias("RequestIdReused")]
public sealed record RequestIdReused([property: Id(0)] string RequestId) : Refusal;

/// <summary>Somebody else has changed the record since the caller read it; <paramref name="Version"/> is the one it stands at now.</summary>
[GenerateSerializer, Immutable, Alias("ChangedMeanwhile")]
public sealed record ChangedMeanwhile([property: Id(0)] string Id, [property: Id(1)] int Version) : Refusal;

/// <summary>The outcome could not be established just now; nothing is half-done, and the same request may be sent again.</summary>
[GenerateSerializer, Immutable, Alias("TryAgain")]
public sealed record TryAgain : Refusal;

/// <summary>Time is moved in a demo company only; here it is the world's.</summary>
[GenerateSerializer, Immutable, Alias("NotADemo")]
public sealed record NotADemo : Refusal;

/// <summary>The caller sees the record, and may not change it in this way. It is answered as what an account may not do at all.</summary>
[GenerateSerializer, Immutable, Alias("AuthNotAuthorized")]
public sealed record AuthNotAuthorized : Refusal;
