using AfterSales.Branches.Rules;
using AfterSales.Policies;
using AfterSales.Policies.Rules;
using AfterSales.Promises.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

/// <summary>Names what the clocks of a branch's tickets are reckoned with now.</summary>
internal static class TicketPromiseBasis
{
    private static readonly Policy[] Policies = [TicketPromisePolicies.Promises, TicketPromisePolicies.WarnPercent, TicketPromisePolicies.Escalation, TicketPromisePolicies.ForwardedEscalation];

    // A branch has no say in them.
    private static readonly Policy[] OfHeadquarters = [HeadquartersPolicies.Calendar, HeadquartersPolicies.TimeZone];

    public static string Of(Branch branch, PoliciesInForce inForce) => PromiseBasis.Of(
        FormattableString.Invariant($"{branch.Id}/{branch.Calendar.Version}"),
        string.Join('/', Policies.Select(policy => inForce.SetFor(policy) is { } set
            ? FormattableString.Invariant($"{(inForce.IsOwn(policy) ? "b" : "h")}{set.Since.ToUnixTimeMilliseconds()}") : "s")
            .Concat(OfHeadquarters.Select(policy => inForce.SetByHeadquarters(policy) is { } set ? FormattableString.Invariant($"h{set.Since.ToUnixTimeMilliseconds()}") : "s"))));
}
