using System.Collections.Immutable;
using AfterSales.Branches.Rules;
using AfterSales.Calendars;
using AfterSales.Contracts;
using AfterSales.Contracts.Rules;
using AfterSales.Policies;
using AfterSales.Tickets.Rules;

namespace AfterSales.Tickets;

internal sealed class StandardPromises(EffectivePolicies policies) : IStandardPromises
{
    public async ValueTask<ContractOnlyTightens?> Refuse(Branch branch, ImmutableList<ContractPromise> promises, DateTimeOffset now) => promises.IsEmpty ? null
        : StandardPromiseRules.Refuse(promises, (await policies.At(branch.Id)).Get(TicketPromisePolicies.Promises), new([new CalendarSpan(now, branch.Calendar)]), now);
}
