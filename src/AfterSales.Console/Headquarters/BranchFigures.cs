namespace AfterSales.Console.Headquarters;

/// <summary>How a branch did in a period.</summary>
public sealed record BranchFigures(Branch Branch, int TicketsRegistered, int TicketsCompleted, FigureValue FollowUpReach)
{
    /// <summary>One of each branch, in the order of the answer.</summary>
    public static IReadOnlyList<BranchFigures> Of(FigureReport report) =>
    [
        .. report.Lines.Where(line => line.Group.Branch is not null).GroupBy(line => line.Group.Branch!).Select(lines =>
        {
            var values = lines.ToDictionary(line => line.Figure, line => line.Value);
            return new BranchFigures(lines.Key, values["TICKETS_REGISTERED"].Numerator, values["TICKETS_COMPLETED"].Numerator, values["FOLLOW_UP_REACH"]);
        }),
    ];
}

public sealed record Branch(string Id, string Code, string Name, string TimeZone);

public sealed record FigureReport(DateTimeOffset AsOf, IReadOnlyList<FigureLine> Lines);

public sealed record FigureLine(string Figure, FigureGroup Group, FigureValue Value);

public sealed record FigureGroup(Branch? Branch);

public sealed record FigureValue(int Numerator, int? Denominator, double? Value);
