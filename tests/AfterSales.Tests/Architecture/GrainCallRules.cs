namespace AfterSales.Tests.Architecture;

internal static class GrainCallRules
{
    // These serve every record alike; what they call they call outside the grain's turn.
    private static readonly string[] Mechanisms = ["AfterSales.Records", "AfterSales.Storage", "AfterSales.Access", "AfterSales.Api"];

    /// <summary>
    /// Calls by which two grains could wait for each other: those from a grain's class, or from a class it works with, to a grain interface
    /// whose grain leads back. Effects are delivered outside the turn and do not count.
    /// </summary>
    public static IReadOnlyList<string> CallsThatLeadBack(IReadOnlyCollection<CodeType> types) => ArrowRules.Cycles(Calls(types));

    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Calls(IReadOnlyCollection<CodeType> types)
    {
        var byName = types.ToDictionary(t => t.FullName);
        var grains = types.Where(t => t.IsGrain).ToArray();
        return grains.ToDictionary(grain => grain.Name, grain => (IReadOnlySet<string>)CalledBy(grain).ToHashSet());

        IEnumerable<string> CalledBy(CodeType grain)
        {
            var seen = new HashSet<string> { grain.FullName };
            var ahead = new Stack<CodeType>([grain]);
            while (ahead.TryPop(out var type))
            {
                foreach (var use in type.Uses.Where(u => u.Kind is UseKind.Body or UseKind.Signature && byName.ContainsKey(u.FullName)))
                {
                    var used = byName[use.FullName];
                    if (!seen.Add(used.FullName)) continue;
                    if (used.IsGrainInterface)
                    {
                        foreach (var called in grains.Where(g => g.Interfaces.Contains(used.FullName) && !Mechanisms.Contains(used.Namespace)))
                            yield return called.Name;
                    }
                    else if (IsWorkedWith(used))
                    {
                        ahead.Push(used);
                    }
                }
            }
        }
    }

    private static bool IsWorkedWith(CodeType type) =>
        !type.IsGrain && !type.Bases.Contains("AfterSales.Records.Effect")
        && !Mechanisms.Any(m => type.Namespace == m || type.Namespace.StartsWith(m + ".", StringComparison.Ordinal));
}
