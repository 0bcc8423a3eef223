using AfterSales.Imports.Rules;
using AfterSales.Records;

namespace AfterSales.Tests.Imports;

public sealed class MappingRulesTests
{
    private static readonly ColumnMapping Chosen = new([new("Alias", "name"), new("Tfno", "phones")], DayForm.DayFirst);

    [Fact]
    public void A_mapping_is_chosen_and_choosing_the_same_again_changes_nothing()
    {
        var decision = MappingRules.Choose(null, "im-1", "b-sh", ListKind.Customers, Chosen);
        var state = ImportMapping.Apply(null, Assert.Single(decision.Events));
        Assert.Equal(Chosen, state.Mapping);
        Assert.Empty(MappingRules.Choose(state, "im-1", "b-sh", ListKind.Customers, Chosen with { Columns = [.. Chosen.Columns] }).Events);
    }

    [Fact]
    public void The_last_lists_are_remembered_and_how_they_are_read_stays()
    {
        var state = ImportMapping.Apply(null, new MappingChosen("im-1", "b-sh", ListKind.Customers, Chosen));
        for (var rows = 1; rows <= ImportMapping.MostRemembered + 1; rows++)
            state = ImportMapping.Apply(state, new ListTaken("im-1", "b-sh", ListKind.Customers, new(DateTimeOffset.UnixEpoch.AddDays(rows), "account-1", rows, rows, 0, IsWhole: true)));
        Assert.Equal(Enumerable.Range(2, ImportMapping.MostRemembered).Reverse(), state.Lists.Select(list => list.Rows));
        Assert.Equal(Chosen, state.Mapping);
        Assert.Equal(state.Lists, ImportMapping.Apply(state, new MappingChosen("im-1", "b-sh", ListKind.Customers, Chosen with { DayForm = null })).Lists);
    }

    [Theory]
    [InlineData("Alias", "favouriteColour", "columns[0].column", "UNKNOWN_COLUMN")]
    [InlineData("Alias", "phones", "columns[1].column", "REPEATED_COLUMN")]
    [InlineData("Tfno", "name", "columns[1].header", "REPEATED_COLUMN")]
    [InlineData(" ", "name", "columns[0].header", "REQUIRED")]
    public void A_mapping_that_says_nothing_or_two_things_is_refused(string header, string column, string path, string code)
    {
        var mapping = Chosen with { Columns = Chosen.Columns.SetItem(0, new(header, column)) };
        var refusal = Assert.IsType<InputInvalid>(MappingRules.Choose(null, "im-1", "b-sh", ListKind.Customers, mapping).Refusal);
        Assert.Equal(new InputIssue(path, code), Assert.Single(refusal.Issues));
    }
}
