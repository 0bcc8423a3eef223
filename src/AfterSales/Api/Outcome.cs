using System.Diagnostics.CodeAnalysis;
using AfterSales.Records;

namespace AfterSales.Api;

/// <summary>An <see cref="Outcome{T}"/> whose result type is not known at compile time.</summary>
public interface IOutcome
{
    object? Result { get; }

    Refusal? Refusal { get; }
}

/// <summary>What a mutation's resolver gives back: its result, or the refusal that stands in the payload's <c>errors</c>.</summary>
public sealed class Outcome<T> : IOutcome where T : class
{
    private Outcome(T? result, Refusal? refusal) => (Result, Refusal) = (result, refusal);

    public T? Result { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Result))]
    public bool IsRefused => Refusal is not null;

    object? IOutcome.Result => Result;

    public static implicit operator Outcome<T>(T result) => new(result, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
