using AfterSales.Api.Wording;

namespace AfterSales.Api;

/// <summary>
/// A request that cannot be answered as it stands: a wrong page size, a malformed instant, a limit. It becomes a top-level error with this code,
/// worded in the caller's language from <c>Api/Wording</c>. A mutation refuses with an <see cref="Outcome{T}"/> instead.
/// </summary>
/// <param name="facts">What the sentence's placeholders stand for.</param>
public sealed class RequestException(string code, params (string Name, object? Value)[] facts)
    : Exception(RefusalWording.Word(code, facts, RefusalWording.DefaultLanguage))
{
    public string Code => code;

    public IReadOnlyList<(string Name, object? Value)> Facts => facts;
}
