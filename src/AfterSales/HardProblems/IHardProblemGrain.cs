using AfterSales.HardProblems.Rules;
using AfterSales.Records;

namespace AfterSales.HardProblems;

/// <summary>A hard problem that a branch puts to headquarters, by its key <c>hp-…</c>.</summary>
[Alias("IHardProblemGrain")]
public interface IHardProblemGrain : IRecord<HardProblem>
{
    const string Prefix = "hp-";

    /// <summary>Puts it to headquarters. Refused: InputInvalid, NotFound (branch, ticket), BranchClosed.</summary>
    [Alias("Ask")]
    Task<Answer> Ask(Intent<AskHeadquarters> intent);

    /// <summary>Headquarters wants to know more. Refused: InputInvalid, OnlyHeadquartersAnswers, HardProblemAtBranch, HardProblemOver.</summary>
    [Alias("AskBack")]
    Task<Answer> AskBack(Intent<HardProblemWords> intent);

    /// <summary>The branch says it. Refused: InputInvalid, HardProblemNotAskedBack, HardProblemOver.</summary>
    [Alias("Explain")]
    Task<Answer> Explain(Intent<HardProblemWords> intent);

    /// <summary>Refused: InputInvalid, OnlyHeadquartersAnswers, HardProblemOver.</summary>
    [Alias("Answer")]
    Task<Answer> Answer(Intent<HardProblemWords> intent);

    /// <summary>The branch needs no answer any more. Refused: InputInvalid, HardProblemOver.</summary>
    [Alias("Withdraw")]
    Task<Answer> Withdraw(Intent<HardProblemWords> intent);
}

/// <param name="TicketId">A ticket of the branch.</param>
/// <param name="DueAt">By when an answer is wished; null: as the policy says.</param>
[GenerateSerializer, Immutable, Alias("AskHeadquarters")]
public sealed record AskHeadquarters(
    [property: Id(0)] string BranchId,
    [property: Id(1)] string? TicketId,
    [property: Id(2)] string Subject,
    [property: Id(3)] string Question,
    [property: Id(4)] DateTimeOffset? DueAt = null);

[GenerateSerializer, Immutable, Alias("HardProblemWords")]
public sealed record HardProblemWords([property: Id(0)] string Words);
