using AfterSales.Records;
using AfterSales.Technicians.Rules;

namespace AfterSales.Tests.Technicians;

public sealed class KnownWorkTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("GAS ")]
    [InlineData("lifts")]
    public void What_the_list_or_the_file_knows_is_taken_however_it_is_written(string? code) => Assert.Null(KnownWork.MustBeKnown([code], ["gas"], "Lifts"));

    [Fact]
    public void What_nobody_knows_is_refused_as_it_was_written_with_what_there_is() =>
        Assert.Equivalent(new SkillUnknown(["Gass", "lift"], ["cooling", "gas"]), KnownWork.MustBeKnown(["gas", " Gass", "lift", "lift"], ["gas", "Cooling"]));

    [Fact]
    public void What_is_wrong_in_itself_is_told_first()
    {
        Decision malformed = InputInvalid.At("skill", "SKILL_CODE_MALFORMED");
        Assert.Same(malformed, KnownWork.Beside(malformed, ["a b"], ["gas"]));
        Assert.IsType<SkillUnknown>(KnownWork.Beside(Decision.NothingToDo, ["lift"], ["gas"]).Refusal);
    }
}
