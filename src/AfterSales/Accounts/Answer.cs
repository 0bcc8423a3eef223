using System.Diagnostics.CodeAnalysis;
using AfterSales.Records;

namespace AfterSales.Accounts;

/// <summary>What was asked for, or the refusal: never both, never neither.</summary>
public sealed class Answer<T> where T : class
{
    private Answer(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    public T? Value { get; }

    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Refusal))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool IsRefused => Refusal is not null;

    public static implicit operator Answer<T>(T value) => new(value, refusal: null);

    public static implicit operator Answer<T>(Refusal refusal) => new(value: null, refusal);
}
