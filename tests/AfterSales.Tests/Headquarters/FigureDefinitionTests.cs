using System.Text;
using AfterSales.Api.Wording;
using AfterSales.Headquarters;
using AfterSales.Headquarters.Rules;

namespace AfterSales.Tests.Headquarters;

public sealed class FigureDefinitionTests
{
    [Fact]
    public void Every_figure_is_defined_once()
    {
        Assert.Equal(Enum.GetValues<FigureKey>(), FigureBook.All.Select(figure => figure.Key));
        Assert.All(FigureBook.AllMeasures.GroupBy(measure => measure.Key), same => Assert.Single(same));
    }

    [Fact]
    public void Every_figure_and_measure_is_worded_in_every_language()
    {
        Assert.All(FigureBook.All, figure => Assert.All(WordList.Languages, language => Assert.False(string.IsNullOrEmpty(RefusalWording.FindValue(figure.Key, language)))));
        var keys = FigureBook.AllMeasures.Select(measure => $"measure.{measure.Key}").Concat(FigureBook.Sources.Select(source => $"day.{source.Source.Key}"));
        Assert.DoesNotContain(keys.SelectMany(key => WordList.Languages, (key, language) => (key, language)), x => string.IsNullOrEmpty(FigureWording.Words.Find(x.key, x.language)));
    }

    /// <summary>With UPDATE_SNAPSHOTS=1 in the environment the page is written instead.</summary>
    [Fact]
    public void The_page_of_definitions_says_what_the_code_counts()
    {
        var page = new StringBuilder().Append("# Figures\n\nMade from `FigureBook.cs` and `Figures.resx`; a test compares. Days are those of each branch. `figureDefinitions` gives the same in the reader's language.\n\n")
            .Append("| figure | unit | better when | counted | of | day | also by | goal | source |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var figure in FigureBook.All)
        {
            string[] cells =
            [
                FigureWording.NameOf(figure.Key, "en"), $"{figure.Unit}".ToLowerInvariant(), $"{figure.Better}".ToLowerInvariant(), FigureWording.Of(figure.Numerator, "en"),
                figure.Denominator is { } of ? FigureWording.Of(of, "en") : "",
                FigureWording.DayOf(figure.Numerator.Source, "en"),
                string.Join(", ", Enum.GetValues<FigureDimension>().Where(by => by != FigureDimension.Branch && figure.Dimensions.Contains(by)).Select(by => $"{by}".ToLowerInvariant())),
                string.Join(", ", FigurePolicies.Goals.Standard.FindAll(goal => goal.Figure == figure.Key).Select(goal => FigureWording.GoalOf(figure, goal))), figure.Source,
            ];
            page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }

        Snapshots.Compare("src/AfterSales/Headquarters/figures.md", page.ToString());
    }
}
