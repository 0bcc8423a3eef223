namespace AfterSales.Products.Rules;

/// <summary>Who answers for a unit.</summary>
public enum ResponsibleTeam
{
    /// <summary>The team that installed it.</summary>
    Installation,
    Service,
}

public static class TeamRules
{
    /// <summary>After-sales takes a project's products over some time after acceptance, by policy at once (features.md K10); all others from the start.</summary>
    public static ResponsibleTeam Responsible(ProductDetails details, int months, DateOnly on) =>
        details.IsProject && (details.AcceptedOn is not { } accepted || on < accepted.AddMonths(months)) ? ResponsibleTeam.Installation : ResponsibleTeam.Service;
}
