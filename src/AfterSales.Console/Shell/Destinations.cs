using AfterSales.Console.Imports;
using MudBlazor;

namespace AfterSales.Console.Shell;

/// <param name="Word">Its key among the shell's words.</param>
internal sealed record Destination(string Path, string Word, string Icon, Func<Viewer, bool> IsFor);

/// <summary>Where the navigation leads whom.</summary>
internal static class Destinations
{
    public static IReadOnlyList<Destination> All { get; } =
    [
        new("home", "NavHome", Icons.Material.Outlined.Home, _ => true),
        new("day", "NavDay", Icons.Material.Outlined.Today, viewer => viewer.Is("TECHNICIAN")),
        new("desk", "NavDesk", Icons.Material.Outlined.HeadsetMic, viewer => viewer.May("REGISTER_TICKETS")),
        new("tickets", "NavTickets", Icons.Material.Outlined.ConfirmationNumber, viewer => viewer.May("SEE_TICKETS")),
        new("dispatch", "NavDispatch", Icons.Material.Outlined.ViewTimeline, viewer => viewer.May("DISPATCH_TICKETS")),
        new("tasks", "NavTasks", Icons.Material.Outlined.TaskAlt, viewer => viewer.May("SEE_TASKS")),
        new("follow-ups", "NavFollowUps", Icons.Material.Outlined.PhoneCallback, viewer => viewer.May("SEE_FOLLOW_UPS")),
        new("branch-day", "NavBranchDay", Icons.Material.Outlined.Storefront, viewer => viewer.May("SIGN_REPORTS") && viewer.Branches.Count > 0),
        new("performance", "NavPerformance", Icons.Material.Outlined.BarChart, viewer => viewer.May("SEE_PERFORMANCE")),
        new("policies", "NavPolicies", Icons.Material.Outlined.Rule, viewer => viewer.May("SEE_POLICIES")),
        new("templates", "NavTemplates", Icons.Material.Outlined.MarkEmailRead, viewer => viewer.May("MANAGE_POLICIES")),
        new("contacts", "NavContacts", Icons.Material.Outlined.Contacts, viewer => viewer.May("SEE_CONTACTS")),
        new("branches", "NavBranches", Icons.Material.Outlined.AccountTree, viewer => viewer.May("MANAGE_BRANCHES")),
        new("calendars", "NavCalendars", Icons.Material.Outlined.CalendarMonth, viewer => viewer.May("DISPATCH_TICKETS") || viewer.May("MANAGE_BRANCHES")),
        new("imports", "NavLists", Icons.Material.Outlined.ImportExport, viewer => ImportKind.For(viewer).Count > 0 && viewer.Branches.Count > 0),
        new("accounts", "NavAccounts", Icons.Material.Outlined.ManageAccounts, viewer => viewer.May("MANAGE_ACCOUNTS")),
        new("journal", "NavJournal", Icons.Material.Outlined.ManageSearch, viewer => viewer.May("SEE_AUDIT")),
        new("service", "NavService", Icons.Material.Outlined.MonitorHeart, viewer => viewer.May("OPERATE_SERVICE")),
        new("demo-time", "NavDemoTime", Icons.Material.Outlined.FastForward, viewer => viewer.IsInDemo && viewer.May("MOVE_DEMO_TIME")),
    ];
}
