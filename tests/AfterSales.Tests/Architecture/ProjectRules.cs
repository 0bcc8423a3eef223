using System.Xml.Linq;

namespace AfterSales.Tests.Architecture;

/// <summary>A project as its file names it: other projects of ours, packages, assemblies.</summary>
internal sealed record ProjectFile(string Name, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static ProjectFile Read(string path)
    {
        var items = XDocument.Load(path).Descendants().ToArray();
        return new ProjectFile(
            Path.GetFileNameWithoutExtension(path),
            [.. Items("ProjectReference").Select(i => Path.GetFileNameWithoutExtension(i.Replace('\\', '/'))), .. Items("Reference")],
            [.. Items("PackageReference"), .. Items("PackageVersion"), .. Items("GlobalPackageReference")]);

        IEnumerable<string> Items(string kind) => items.Where(e => e.Name.LocalName == kind).Select(e => (string?)e.Attribute("Include")).OfType<string>();
    }
}

internal static class ProjectRules
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["AfterSales"] = [],
        // The console is one client of the API among others: it knows GraphQL documents and no type of the service.
        ["AfterSales.Console"] = [],
        ["AfterSales.Host"] = ["AfterSales", "AfterSales.Console"],
    };

    // They copy by name at run time, so that a renamed field is lost in silence (style: mapping is written out).
    private static readonly string[] ReflectionMappers = ["AutoMapper", "Mapster", "ExpressMapper", "AgileObjects.AgileMapper", "TinyMapper"];

    public static IReadOnlyList<string> ReferencesThatAreNotAllowed(ProjectFile project) =>
        !Allowed.TryGetValue(project.Name, out var allowed) ? [$"{project.Name} is no known project"]
        : [.. project.Projects.Where(p => !allowed.Contains(p)).Select(p => $"{project.Name} → {p}")];

    public static IReadOnlyList<string> MappersByReflection(IEnumerable<string> packagesOrAssemblies) =>
        [.. packagesOrAssemblies.Where(p => ReflectionMappers.Any(m => p == m || p.StartsWith(m + ".", StringComparison.OrdinalIgnoreCase))).Distinct()];
}
