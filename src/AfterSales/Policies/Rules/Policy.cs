using AfterSales.Records;

namespace AfterSales.Policies.Rules;

/// <summary>
/// A number or plan of the business that people read and change. A capability declares its own beside its rules, as static properties of a
/// class whose name ends in <c>Policies</c>.
/// </summary>
/// <param name="Key">Names it for good: the capability, a dot, what it says (<c>followUps.plan</c>). Its meaning stands under it in <c>Policies.resx</c>.</param>
/// <param name="Source">The rule it comes from: the source document and section, or <c>ours</c>.</param>
public abstract record Policy(string Key, string Source)
{
    public abstract Type ValueType { get; }

    /// <summary>What holds until headquarters says otherwise.</summary>
    public abstract object StandardValue { get; }

    /// <summary>What is wrong with a value; paths begin below it.</summary>
    public abstract IEnumerable<InputIssue> Issues(object value);
}

/// <param name="Standard">What holds until headquarters says otherwise.</param>
/// <param name="Check">What is wrong with a value; paths begin below it, and an empty one is the value itself.</param>
public sealed record Policy<T>(string Key, T Standard, string Source, Func<T, IEnumerable<InputIssue>>? Check = null) : Policy(Key, Source)
    where T : notnull
{
    public override Type ValueType => typeof(T);

    public override object StandardValue => Standard;

    public override IEnumerable<InputIssue> Issues(object value) => Check?.Invoke((T)value) ?? [];
}

/// <summary>The checks that many policies share.</summary>
public static class PolicyChecks
{
    public static Func<int, IEnumerable<InputIssue>> Between(int least, int most) =>
        value => value < least || value > most ? [new InputIssue("", "OUT_OF_RANGE")] : [];
}
