using System.Text.Json;
using AfterSales.Console.Home;
using AfterSales.Host.Demo;

namespace AfterSales.Host.Viewers;

/// <summary>The demo's people, as the landing page introduces them.</summary>
internal sealed class DemoCompanyOnShow : IDemoCompany
{
    public IReadOnlyList<DemoLogIn> People { get; } = [.. DemoLogIns.People.Select(person =>
        new DemoLogIn(person.Name, person.Email, JsonNamingPolicy.SnakeCaseUpper.ConvertName(person.Role.ToString()), PlaceOf(person.Place)))];

    private static string? PlaceOf(string place) =>
        DemoBranches.All.FirstOrDefault(branch => place == $"b-{branch.Code.ToLowerInvariant()}")?.Name;
}
