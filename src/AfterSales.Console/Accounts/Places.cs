using AfterSales.Console.Shell;
using Microsoft.Extensions.Localization;

namespace AfterSales.Console.Accounts;

/// <summary>What people call a place at which a role is held.</summary>
internal static class Places
{
    public static string NameOf(string place, Viewer viewer, IStringLocalizer<ShellWords> shell) =>
        place == "headquarters" ? shell["Headquarters"] : viewer.Branches.FirstOrDefault(branch => branch.Id == place)?.Name ?? place;
}
