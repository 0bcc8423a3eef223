using AfterSales.Access;

namespace AfterSales.Records;

/// <summary>The state of one kind of record: immutable, made from events alone.</summary>
public interface IRecordState<TSelf> : IScoped where TSelf : class, IRecordState<TSelf>
{
    /// <summary>The name the state is stored under (<c>ticket</c>). Never changed.</summary>
    static abstract string Kind { get; }

    /// <summary>Counts up when <see cref="Rows"/> makes other rows than before; the sweep then refreshes the older ones.</summary>
    static abstract int Shape { get; }

    static abstract TSelf Apply(TSelf? state, Event happened);

    /// <summary>When the record wants to be woken next; null for never.</summary>
    DateTimeOffset? NextDue { get; }

    /// <summary>The read model's rows of this state. The first is the record's own row; a row that did not change is not written again.</summary>
    IEnumerable<object> Rows(RowStamp stamp);
}

/// <summary>What a record's own row carries of the saving itself.</summary>
public readonly record struct RowStamp(string Key, int Version, int Shape);

/// <summary>A row that headquarters' figures are made from: a save marks the days its old and its new version touch.</summary>
public interface IRolledUp : IScoped
{
    /// <summary>Days in the branch's time zone.</summary>
    IEnumerable<DateOnly> RollupDays { get; }
}
