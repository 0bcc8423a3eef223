using AfterSales.Access;
using AfterSales.Notices.Rules;
using AfterSales.Records;

namespace AfterSales.Notices;

/// <summary>Finds out who is meant, and has each of them told. Keeps nothing. Its key: the place.</summary>
[Alias("INoticeDeskGrain")]
public interface INoticeDeskGrain : IGrainWithStringKey
{
    /// <param name="key">That of the fact: each is told once, however often this is asked.</param>
    [Alias("Tell")]
    Task<Answer> Tell(string key, NoticeToPeople notice);
}

/// <param name="Place">The key of a branch, or <c>headquarters</c>.</param>
/// <param name="Role">Whoever holds it there is meant; at headquarters, where it is held there alone.</param>
/// <param name="Account">The key of the one account that is meant; null: whoever holds the role.</param>
/// <param name="Kind">What it is.</param>
/// <param name="About">The key of the record its words are made from.</param>
/// <param name="At">When it happened.</param>
[GenerateSerializer, Immutable, Alias("NoticeToPeople")]
public sealed record NoticeToPeople(
    [property: Id(0)] string Place,
    [property: Id(1)] Role Role,
    [property: Id(2)] string? Account,
    [property: Id(3)] NoticeKind Kind,
    [property: Id(4)] string About,
    [property: Id(5)] DateTimeOffset At)
{
    /// <summary>The key of the technician whose job it is: of those in the role only he is meant.</summary>
    [Id(6)]
    public string? TechnicianId { get; init; }

    /// <summary>It is about an emergency.</summary>
    [Id(7)]
    public bool IsUrgent { get; init; }

    /// <summary>The key of the account that did it, and knows it therefore.</summary>
    [Id(8)]
    public string? DoneBy { get; init; }

    /// <summary>As whom people were told of the same before: whoever is among them is not told again. Null: nobody was.</summary>
    [Id(9)]
    public NoticeToPeople? Before { get; init; }
}

/// <summary>A record's save has people told.</summary>
public sealed record TellPeople(NoticeToPeople Notice) : Effect
{
    public override string Target => $"desk {Notice.Place}";

    public override Task<Answer> Deliver(IGrainFactory grains, EffectContext context) =>
        grains.GetGrain<INoticeDeskGrain>(Notice.Place).Tell(context.EffectId, Notice);
}
