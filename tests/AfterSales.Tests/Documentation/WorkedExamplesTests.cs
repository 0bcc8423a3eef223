using System.Reflection;
using System.Text.RegularExpressions;

namespace AfterSales.Tests.Documentation;

/// <summary>The examples that are worked from the sources: each names the line it comes from.</summary>
public sealed partial class WorkedExamplesTests
{
    [Fact]
    public void There_are_many_examples_and_each_names_its_line()
    {
        var lines =
            (from type in Assembly.GetExecutingAssembly().GetTypes()
             from method in type.GetMethods()
             where method.GetParameters() is [{ Name: "line" }, ..]
             from example in method.GetCustomAttributes<InlineDataAttribute>()
             select (string)example.Data[0]!).ToArray();
        Assert.True(lines.Length >= 100, $"There are {lines.Length}.");
        Assert.Empty(lines.Where(line => !Line().IsMatch(line)).Distinct());
    }

    /// <summary>A seed and its place in it, or a section of the domain's description where no source gives the number.</summary>
    [GeneratedRegex(@"^(S[0-4] \S|domain\.md §\d)")]
    private static partial Regex Line();
}
