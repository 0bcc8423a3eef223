using AfterSales.Contracts;
using AfterSales.Messages.Rules;
using AfterSales.Tasks.Rules;
using AfterSales.Tickets.Rules;

namespace AfterSales.ClusterTests.Year;

/// <summary>Contracts: their end and their inspections (domain.md §5).</summary>
public sealed partial class YearChecks
{
    private IEnumerable<string> ContractsEndWithNotice()
    {
        foreach (var terms in Terms.GroupBy(term => term.ContractId))
        {
            var history = _journal[terms.Key];
            var notices = history.Where(e => e.Name == "ExpiryNoticeMade").ToArray();
            foreach (var (index, term) in terms.OrderBy(term => term.FromDay).Index())
            {
                var notice = BranchDays.OpeningUpTo(term.BranchId, term.EndsOn.AddMonths(-1));
                var begun = index == 0 ? history[0].At : history.Where(e => e.Name == "ContractRenewed").ElementAt(index - 1).At;
                var due = Awake(notice > begun ? notice : begun);
                var decided = history.Where(e => e.Name is "ContractRenewed" or "ContractLapsed" or "ContractCancelled").Skip(index).FirstOrDefault()?.At ?? SimulatedYear.End;
                var made = notices.Where(e => e.Day("endsOn") == term.EndsOn).ToArray();
                if (made.Length != (decided > due ? 1 : 0)) yield return $"{term.Id}, which ends {term.EndsOn:O}, was decided {decided:O} and has {made.Length}";
                foreach (var e in made) if (e.At != due) yield return $"{term.Id}, which ends {term.EndsOn:O}, got it {e.At:O}";
            }

            var sent = _messages.Count(message => message.About == terms.Key && message.Kind == MessageKind.ContractExpiry);
            if (sent != notices.Length) yield return $"{terms.Key} has {notices.Length} notices and {sent} messages";
            var tasks = _tasks.Count(task => task.About == terms.Key && task.Kind == TaskKind.RenewContract);
            if (tasks != notices.Length) yield return $"{terms.Key} has {notices.Length} notices and {tasks} renewals to see to";
        }
    }

    private IEnumerable<string> InspectionsAreOwedOnce()
    {
        var onSite = 0;
        foreach (var contract in _contracts)
        {
            var history = _journal[contract.Id];
            foreach (var code in new[] { "remote", "site" })
            {
                var owed = history.Where(e => e.Name == "InspectionOwed" && e.Text("code") == code).ToArray();
                var occurrences = owed.Select(e => int.Parse(e.Text("occurrence"), System.Globalization.CultureInfo.InvariantCulture)).ToArray();
                if (!occurrences.SequenceEqual(occurrences.Distinct().Order())) yield return $"{contract.Id} owed {code} as {string.Join(", ", occurrences)}";
                if (code == "site")
                {
                    onSite += owed.Length;
                    continue;
                }

                var planned = Planned(contract, history).ToArray();
                var passed = history.Where(e => e.Name == "InspectionsPassedBeforeEntry" && e.Text("code") == code)
                    .Sum(e => int.Parse(e.Text("count"), System.Globalization.CultureInfo.InvariantCulture));
                if (passed != planned.Count(inspection => inspection.At is null)) yield return $"{contract.Id} left out {passed} of {string.Join(", ", planned)}";
                if (!owed.Select(e => (e.Day("day"), (DateTimeOffset?)e.At)).SequenceEqual(planned.Where(inspection => inspection.At is not null)))
                    yield return $"{contract.Id} owed {string.Join(", ", owed.Select(e => $"{e.Text("day")} at {e.At:O}"))} where its plan says {string.Join(", ", planned)}";
                var tasks = _tasks.Count(task => task.About == contract.Id && task.Kind == TaskKind.InspectByPhone);
                if (tasks != owed.Length) yield return $"{contract.Id} owed {owed.Length} by phone and has {tasks} tasks";
            }
        }

        var tickets = Tickets.Count(ticket => ticket.Kind == TicketKind.Inspection);
        if (tickets != onSite) yield return $"{onSite} were owed on site, and there are {tickets} tickets";
    }

    /// <summary>
    /// One month after the first day, then every two; each raised two weeks ahead. Those whose day had passed when contract or renewal was entered
    /// are not, and have no time.
    /// </summary>
    private IEnumerable<(DateOnly Day, DateTimeOffset? At)> Planned(ContractRow contract, List<Happened> history)
    {
        var cancelled = history.Find(e => e.Name == "ContractCancelled")?.At ?? SimulatedYear.End;
        for (var n = 0; ; n++)
        {
            var day = contract.FromDay.AddMonths(1 + (2 * n));
            while (!BranchDays.IsOpenOn(contract.BranchId, day)) day = day.AddDays(1);
            // A day of the next term is planned once that is agreed.
            var last = Terms.Where(term => term.ContractId == contract.Id).OrderBy(term => term.FromDay).First(term => term.EndsOn >= day || term.EndsOn == contract.EndsOn || IsLast(term));
            if (day > last.EndsOn) yield break;
            var known = history[0].At;
            if (last.FromDay > contract.FromDay) known = history.Last(e => e.Name == "ContractRenewed").At;
            if (day < BranchDays.DayOf(contract.BranchId, known))
            {
                yield return (day, null);
                continue;
            }

            var raise = BranchDays.OpeningUpTo(contract.BranchId, day.AddDays(-14));
            var at = Awake(raise > known ? raise : known);
            if (at > cancelled || at > SimulatedYear.End) yield break;
            yield return (day, at);
        }

        bool IsLast(ContractTermRow term) => !Terms.Exists(other => other.ContractId == term.ContractId && other.FromDay > term.FromDay);
    }
}
