using AfterSales.Records;

namespace AfterSales.Projects.Rules;

/// <summary>What an installation project reaches on its way (S0 P5 I.1, P4 二; S2 C, D, E). Each once; the entry check as often as it fails.</summary>
public enum ProjectMilestone
{
    /// <summary>The site was measured (S2 D 二).</summary>
    SiteMeasured,

    /// <summary>Finance has the prepayment; nothing is delivered before (S2 D 三).</summary>
    PrepaymentConfirmed,

    /// <summary>The project manager asked for the installation team (S2 E 一).</summary>
    TeamRequested,

    /// <summary>The service head gave it.</summary>
    TeamGranted,

    /// <summary>The customer was told when the goods arrive, half a day ahead (S3 ⑹-3 一1).</summary>
    ArrivalAnnounced,

    /// <summary>The goods were checked and counted with the user (S0 P5 I.1).</summary>
    GoodsChecked,

    /// <summary>The site is fit for the work (S2 E 一).</summary>
    EntryCheckPassed,

    Installed,

    /// <summary>The tests passed by the agreed standard (S0 P2).</summary>
    Tested,

    /// <summary>The user confirmed the end of the trial run.</summary>
    TrialRunEnded,

    /// <summary>Both sides signed: the warranty begins (domain.md §2).</summary>
    Accepted,

    CustomerTrained,

    /// <summary>Manual, certificate and warranty card.</summary>
    DocumentsDelivered,

    HandedOver,

    /// <summary>Finance has settled the account (S2 D 十三).</summary>
    FinallySettled,

    /// <summary>Feedback letter and form are there (S2 D 十四).</summary>
    FeedbackReceived,

    /// <summary>The contacts for later visits are confirmed (S2 D 十五).</summary>
    ContactsConfirmed,

    Closed,
}

/// <summary>What has to be reached before what.</summary>
public static class ProjectMilestones
{
    private static readonly Dictionary<ProjectMilestone, ProjectMilestone[]> Before = new()
    {
        [ProjectMilestone.TeamRequested] = [ProjectMilestone.SiteMeasured],
        [ProjectMilestone.TeamGranted] = [ProjectMilestone.TeamRequested],
        [ProjectMilestone.ArrivalAnnounced] = [ProjectMilestone.SiteMeasured, ProjectMilestone.PrepaymentConfirmed],
        [ProjectMilestone.GoodsChecked] = [ProjectMilestone.ArrivalAnnounced],
        [ProjectMilestone.EntryCheckPassed] = [ProjectMilestone.TeamGranted],
        [ProjectMilestone.Installed] = [ProjectMilestone.EntryCheckPassed, ProjectMilestone.GoodsChecked],
        [ProjectMilestone.Tested] = [ProjectMilestone.Installed],
        [ProjectMilestone.TrialRunEnded] = [ProjectMilestone.Tested],
        [ProjectMilestone.Accepted] = [ProjectMilestone.TrialRunEnded],
        [ProjectMilestone.CustomerTrained] = [ProjectMilestone.Installed],
        [ProjectMilestone.DocumentsDelivered] = [ProjectMilestone.Installed],
        [ProjectMilestone.HandedOver] = [ProjectMilestone.Accepted, ProjectMilestone.CustomerTrained, ProjectMilestone.DocumentsDelivered],
        [ProjectMilestone.FinallySettled] = [ProjectMilestone.Accepted],
        [ProjectMilestone.FeedbackReceived] = [ProjectMilestone.HandedOver],
        [ProjectMilestone.ContactsConfirmed] = [ProjectMilestone.HandedOver],
        [ProjectMilestone.Closed] = [ProjectMilestone.FinallySettled, ProjectMilestone.FeedbackReceived, ProjectMilestone.ContactsConfirmed],
    };

    public static IReadOnlyList<ProjectMilestone> NeededFor(ProjectMilestone milestone) => Before.GetValueOrDefault(milestone, []);

    /// <summary>What can be reached next.</summary>
    public static IReadOnlyList<ProjectMilestone> Next(Project project) =>
        [.. project.IsOver ? [] : Enum.GetValues<ProjectMilestone>().Where(milestone => MustBeNext(project, milestone) is null)];

    /// <summary>Null when the project may reach this now.</summary>
    public static Refusal? MustBeNext(Project project, ProjectMilestone asked)
    {
        if (ProjectRules.MustNotBeOver(project) is { } over) return over;
        if (project.Has(asked)) return new MilestoneReached(asked);
        ProjectMilestone[] missing = [.. NeededFor(asked).Where(needed => !project.Has(needed))];
        return missing.Length == 0 ? null : new MilestoneTooEarly(asked, missing);
    }
}

/// <summary>Something else has to be reached before.</summary>
[GenerateSerializer, Immutable, Alias("MilestoneTooEarly")]
public sealed record MilestoneTooEarly(
    [property: Id(0)] ProjectMilestone Asked, [property: Id(1)] IReadOnlyList<ProjectMilestone> Missing) : Refusal;

/// <summary>This was reached before.</summary>
[GenerateSerializer, Immutable, Alias("MilestoneReached")]
public sealed record MilestoneReached([property: Id(0)] ProjectMilestone Milestone) : Refusal;

/// <summary>Nothing more is done with the project.</summary>
[GenerateSerializer, Immutable, Alias("ProjectOver")]
public sealed record ProjectOver([property: Id(0)] ProjectEnd End) : Refusal;

/// <summary>How a project ended.</summary>
public enum ProjectEnd
{
    /// <summary>All that was to be reached is.</summary>
    Closed,

    /// <summary>It was given up before.</summary>
    Cancelled,
}

/// <summary>The site failed its check, and the defect is not put right: the check has to be made again first.</summary>
[GenerateSerializer, Immutable, Alias("EntryIsBlocked")]
public sealed record EntryIsBlocked([property: Id(0)] int FailedChecks) : Refusal;
