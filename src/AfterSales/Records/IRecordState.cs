using AfterSales.Access;

namespace AfterSales.Records;

/// <summary>The state of one kind of record: immutable, made from events alone.</summary>
public interface IRecordState<TSelf> : IScoped where TSelf : class, IRecordState<TSelf>
{
    /// <summary>The name the state is stored under (<c>ticket</c>). Never changed.</summary>
    static abstract string Kind { get; }

    static abstract TSelf Apply(TSelf? state, Event happened);

    /// <summary>When the record wants to be woken next; null for never.</summary>
    DateTimeOffset? NextDue { get; }
}
