using AfterSales.Records;

namespace AfterSales.Api;

/// <summary>What a mutation's resolver gives back: its result, or the refusal that stands in the payload's <c>errors</c>.</summary>
public sealed class Outcome<T> where T : class
{
    private Outcome(T? result, Refusal? refusal) => (Result, Refusal) = (result, refusal);

    public T? Result { get; }

    public Refusal? Refusal { get; }

    public static implicit operator Outcome<T>(T result) => new(result, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
