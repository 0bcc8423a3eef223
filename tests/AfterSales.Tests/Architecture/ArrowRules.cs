namespace AfterSales.Tests.Architecture;

internal static class ArrowRules
{
    /// <summary>A capability is the first word below the root; what stands in the root itself puts the capabilities together and may use all.</summary>
    public static IReadOnlyList<string> ArrowsThatAreNotAllowed(
        IEnumerable<CodeType> types, string root, IReadOnlyDictionary<string, IReadOnlySet<string>> allowed)
    {
        var violations = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in types)
        {
            if (Capability(type.Namespace, root) is not { } from) continue;
            if (!allowed.TryGetValue(from, out var targets))
            {
                violations.Add($"{from} is no known capability");
                continue;
            }
            foreach (var use in type.Uses)
            {
                if (use.Namespace == root) violations.Add($"{type.Name} uses {use.Type.Name} of the root");
                else if (Capability(use.Namespace, root) is { } to && to != from && !targets.Contains(to))
                    violations.Add($"{from} → {to}: {type.Name} uses {use.Type.Name}");
            }
        }
        return [.. violations];
    }

    /// <summary>The edges of every cycle; none when there is an order in which each capability follows those it uses.</summary>
    public static IReadOnlyList<string> Cycles(IReadOnlyDictionary<string, IReadOnlySet<string>> graph)
    {
        return
        [
            .. graph.SelectMany(node => node.Value.Where(target => Reaches(target, node.Key)).Select(target => $"{node.Key} → {target}"))
                .Order(StringComparer.Ordinal),
        ];

        bool Reaches(string from, string to)
        {
            var seen = new HashSet<string>();
            var ahead = new Stack<string>([from]);
            while (ahead.TryPop(out var node))
            {
                if (node == to) return true;
                if (!seen.Add(node) || !graph.TryGetValue(node, out var next)) continue;
                foreach (var following in next) ahead.Push(following);
            }
            return false;
        }
    }

    private static string? Capability(string name, string root) =>
        name.StartsWith(root + ".", StringComparison.Ordinal) ? name[(root.Length + 1)..].Split('.')[0] : null;
}
