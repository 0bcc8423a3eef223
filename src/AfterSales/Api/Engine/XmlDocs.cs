using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AfterSales.Api.Engine;

/// <summary>The documentation comments beside an assembly, which become the schema's descriptions.</summary>
internal static partial class XmlDocs
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, XElement>> Files = new();

    public static string? Of(Type type) => Summary(Find(type.Assembly, "T:" + NameOf(type)));

    public static string? Of(MemberInfo member)
    {
        var type = NameOf(member.DeclaringType!);
        return member switch
        {
            MethodInfo method => Summary(Find(member.Module.Assembly, $"M:{type}.{method.Name}", method.GetParameters().Length)),
            FieldInfo field => Summary(Find(member.Module.Assembly, $"F:{type}.{field.Name}")),
            _ => Summary(Find(member.Module.Assembly, $"P:{type}.{member.Name}")) ?? Parameter(Find(member.Module.Assembly, "T:" + type), member.Name),
        };
    }

    public static string? Of(ParameterInfo parameter)
    {
        var method = parameter.Member;
        return Parameter(
            Find(method.Module.Assembly, $"M:{NameOf(method.DeclaringType!)}.{method.Name}", ((MethodBase)method).GetParameters().Length), parameter.Name!);
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static XElement? Find(Assembly assembly, string name) => Load(assembly).GetValueOrDefault(name);

    /// <summary>A method is found by its name and number of parameters: the schema has no overloads.</summary>
    private static XElement? Find(Assembly assembly, string method, int parameters) =>
        Load(assembly).FirstOrDefault(m => m.Key == method || (m.Key.StartsWith(method + "(", StringComparison.Ordinal) && Commas(m.Key) == parameters - 1)).Value;

    private static int Commas(string signature)
    {
        var (commas, nested) = (0, 0);
        foreach (var letter in signature)
        {
            if (letter is '{') nested++;
            else if (letter is '}') nested--;
            else if (letter is ',' && nested == 0) commas++;
        }
        return commas;
    }

    private static IReadOnlyDictionary<string, XElement> Load(Assembly assembly) => Files.GetOrAdd(assembly, static a =>
    {
        var path = Path.ChangeExtension(a.Location, ".xml");
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("member").DistinctBy(m => m.Attribute("name")!.Value).ToDictionary(m => m.Attribute("name")!.Value)
            : [];
    });

    private static string? Summary(XElement? member) => Text(member?.Element("summary"));

    private static string? Parameter(XElement? member, string name) => Text(member?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == name));

    private static string? Text(XElement? element)
    {
        if (element is null) return null;
        var words = element.Nodes().Select(node => node switch
        {
            XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } link =>
                link.Value is { Length: > 0 } shown ? shown : LastName((link.Attribute("cref") ?? link.Attribute("langword") ?? link.Attribute("name"))?.Value ?? ""),
            XElement other => Text(other) ?? "",
            var text => ((XText)text).Value,
        });
        return Spaces().Replace(string.Concat(words), " ").Trim() is { Length: > 0 } sentence ? sentence : null;
    }

    private static string LastName(string reference) => reference.Split('(')[0].Split('.', ':')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
