using AfterSales.Desks.Rules;
using AfterSales.Records;

namespace AfterSales.Desks;

/// <summary>What one person has arranged for himself in the console. Its key: <see cref="KeyOf"/>.</summary>
[Alias("IDeskGrain")]
public interface IDeskGrain : IRecord<PersonalDesk>
{
    const string Prefix = "pd-";

    static string KeyOf(string account) => RecordKey.Derived(Prefix, account);

    /// <summary>Keeps a page with its filters under a name. Refused: InputInvalid, TooManyViews, NotFound.</summary>
    [Alias("Save")]
    Task<Answer> Save(Intent<SaveView> intent);

    /// <summary>Refused: NotFound.</summary>
    [Alias("Remove")]
    Task<Answer> Remove(Intent<RemoveView> intent);

    /// <summary>He looks at what needs him now.</summary>
    [Alias("Look")]
    Task<Answer> Look(Intent<LookAtNeeds> intent);
}

/// <param name="Number">Of the view that is named anew or changed; null: another one.</param>
[GenerateSerializer, Immutable, Alias("SaveView")]
public sealed record SaveView([property: Id(0)] string Name, [property: Id(1)] string Address, [property: Id(2)] int? Number);

[GenerateSerializer, Immutable, Alias("RemoveView")]
public sealed record RemoveView([property: Id(0)] int Number);

[GenerateSerializer, Immutable, Alias("LookAtNeeds")]
public sealed record LookAtNeeds;
