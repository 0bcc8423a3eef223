namespace AfterSales.Surveys.Rules;

/// <summary>The four levels of a mark (S1 P2 25).</summary>
public enum SatisfactionLevel
{
    VeryDissatisfied = 1,
    Dissatisfied = 2,
    Satisfied = 3,
    VerySatisfied = 4,
}

/// <summary>What the customer thinks of the technician (S1 P2 25).</summary>
/// <param name="Punctuality">Arrival at the agreed time.</param>
/// <param name="Promises">Keeping of what was promised.</param>
[GenerateSerializer, Immutable, Alias("Marks")]
public sealed record Marks(
    [property: Id(0)] SatisfactionLevel Attitude,
    [property: Id(1)] SatisfactionLevel Skill,
    [property: Id(2)] SatisfactionLevel Punctuality,
    [property: Id(3)] SatisfactionLevel Promises)
{
    private IEnumerable<SatisfactionLevel> All => [Attitude, Skill, Punctuality, Promises];

    public bool AreKnown => All.All(Enum.IsDefined);

    public bool AreLow(LowMarks low) => All.Count(mark => mark <= low.AtOrBelow) >= low.Aspects;
}
